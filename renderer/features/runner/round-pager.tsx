import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import type { DataRow } from '../../../core/runner/data-file.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useVariableLookup } from '../variables/public.ts';
import type { RoundResults, Run } from './runner-slice.ts';
import styles from './runner.module.css';

const hasFailed = (round: RoundResults) => Object.values(round).some(({ verdict }) => verdict === 'failed');

/** The round whose results are on screen, and the way to the others; nothing for a single one. */
export function RoundPager({ itemId, run }: { itemId: ItemId; run: Run }) {
  const showRound = useStore((state) => state.runner.showRound);
  const findVariable = useVariableLookup(itemId);
  const { rounds, data } = run;
  const count = data?.rows.length ?? run.repeats;
  if (rounds.length === 0 || (rounds.length === 1 && count === 1)) return null;
  const shown = Math.min(run.shownRound ?? rounds.length - 1, rounds.length - 1);
  const failed = rounds.flatMap((round, index) => (hasFailed(round) ? [index] : []));
  const nextFailed = failed.find((index) => index > shown) ?? failed[0];
  return (
    <div className={styles['rounds']} role="group" aria-label="Rounds">
      <IconButton
        size="sm"
        label="Previous round"
        icon={<ChevronLeft />}
        disabled={shown === 0}
        onClick={() => showRound(itemId, shown - 1)}
      />
      <span className={styles['roundName']}>
        Round {shown + 1} of {rounds.length}
      </span>
      <IconButton
        size="sm"
        label="Next round"
        icon={<ChevronRight />}
        disabled={shown >= rounds.length - 1}
        onClick={() => showRound(itemId, shown + 1)}
      />
      <span className={styles['roundData']}>
        {wordsOf(data?.rows[shown], (name) => findVariable(name)?.secret === true)}
      </span>
      {nextFailed !== undefined && (
        <Button size="sm" variant="ghost" onClick={() => showRound(itemId, nextFailed)}>
          Next failed round
        </Button>
      )}
    </div>
  );
}

/** The first values of a row; the whole of it is in the file. What stands in the place of a secret shows as one. */
function wordsOf(row: DataRow | undefined, isSecret: (name: string) => boolean): string {
  return Object.entries(row ?? {})
    .slice(0, 4)
    .map(([name, value]) => {
      const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
      return `${name}: ${isSecret(name) ? '••••••' : shown}`;
    })
    .join(', ');
}
