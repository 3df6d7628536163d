import { Play, Square } from 'lucide-react';
import { countOf } from '../../../core/count-of.ts';
import { isSafeMethod, normaliseMethod } from '../../../core/http/header-syntax.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { RunStep } from '../../../core/runner/run-plan.ts';
import { longestDelayMs } from '../../../core/runner/run-limits.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { RoundChoice } from './round-choice.tsx';
import type { Run } from './runner-slice.ts';
import styles from './runner.module.css';

const changesSomething = ({ method }: RunStep) => !isSafeMethod(normaliseMethod(method));

type HeadProps = { itemId: ItemId; name: string; steps: readonly RunStep[]; run: Run };

/** What is run, with which choices, and the button for it. */
export function RunHead({ itemId, name, steps, run }: HeadProps) {
  const environment = useStore(
    ({ environments }) =>
      environments.list.find(({ id }) => id === environments.selectedId)?.name ?? 'No Environment',
  );
  const { start, stop, leaveOut, setOrder, setStopsAtFailure, setDelay } = useStore((state) => state.runner);
  const isRunning = run.status === 'running';
  const chosen = steps.filter(({ id }) => run.left[id] !== true);
  const changing = chosen.filter(changesSomething).length;
  const rounds = run.data?.rows.length ?? run.repeats;
  const idsOf = (list: readonly RunStep[]) => list.map(({ id }) => id);
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h2 className={styles['heading']}>Run {name}</h2>
        {isRunning ? (
          <Button icon={<Square />} onClick={() => stop(itemId)}>
            Stop
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play />}
            disabled={chosen.length === 0}
            onClick={() => void start(itemId)}
          >
            Run {countOf(chosen.length, 'request')}
            {rounds === 1 ? '' : `, ${rounds} times`}
          </Button>
        )}
      </div>
      <p className={styles['facts']}>
        One after the other, as they are saved, with {environment}.
        {changing > 0 ? ` ${changing} of them change something at the server.` : ''}
      </p>
      <div className={styles['choices']}>
        <Button size="sm" variant="ghost" disabled={isRunning} onClick={() => leaveOut(itemId, [])}>
          All
        </Button>
        <Button size="sm" variant="ghost" disabled={isRunning} onClick={() => leaveOut(itemId, idsOf(steps))}>
          None
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={isRunning}
          onClick={() => leaveOut(itemId, idsOf(steps.filter(changesSomething)))}
        >
          Only GET
        </Button>
        {run.order !== undefined && (
          <Button size="sm" variant="ghost" disabled={isRunning} onClick={() => setOrder(itemId, undefined)}>
            Order of the tree
          </Button>
        )}
        <RoundChoice itemId={itemId} run={run} />
        <TextField
          label="Wait between requests"
          hideLabel
          suffix="ms apart"
          size="sm"
          type="number"
          min={0}
          max={longestDelayMs}
          className={styles['repeats'] ?? ''}
          value={String(run.delayMs)}
          disabled={isRunning}
          onChange={(text) => setDelay(itemId, Number(text))}
        />
        <Checkbox
          label="Stop at the first failure"
          checked={run.stopsAtFailure}
          onChange={(stops) => setStopsAtFailure(itemId, stops)}
        />
      </div>
    </header>
  );
}
