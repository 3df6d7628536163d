import { CheckCheck } from 'lucide-react';
import { useMemo } from 'react';
import { countOf } from '../../../core/count-of.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { ChangeRow } from './change-row.tsx';
import { chosenChanges } from './commit-actions.ts';
import styles from './git.module.css';

/** The changed files of the workspace, with what of them is to be committed. */
export function ChangeList() {
  const status = useStore((state) => state.git.status);
  const excluded = useStore((state) => state.git.excluded);
  const setIncluded = useStore((state) => state.git.setIncluded);
  const chosen = useMemo(() => chosenChanges({ status, excluded }).length, [status, excluded]);
  if (status === undefined) return null;
  const { changes, isCut, commit } = status;
  if (changes.length === 0) {
    return (
      <div className={styles['list']}>
        <EmptyState compact icon={<CheckCheck />} title="No changes">
          {commit === undefined
            ? 'There is nothing to commit in the workspace yet.'
            : 'Everything in the workspace is as in the last commit.'}
        </EmptyState>
      </div>
    );
  }
  const open = changes.filter(({ state }) => state !== 'conflicted');
  const isAll = chosen > 0 && chosen === open.length;
  return (
    <div className={styles['list']}>
      <div className={styles['listHead']}>
        <Checkbox
          label={`${chosen.toLocaleString('en')} of ${countOf(changes.length, 'file')}${isCut ? ' and more' : ''}`}
          disabled={open.length === 0}
          checked={isAll ? true : chosen === 0 ? false : 'indeterminate'}
          onChange={() =>
            setIncluded(
              open.map(({ path }) => path),
              !isAll,
            )
          }
        />
      </div>
      <div className={styles['rows']}>
        <VirtualList
          label="Changed files"
          items={changes}
          itemKey={({ path }) => path}
          rowHeight={44}
          renderItem={(change) => <ChangeRow change={change} />}
        />
      </div>
    </div>
  );
}
