import { ChevronRight, Copy, GitCommitHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GitCommit } from '../../../core/contract/git.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import { useStore } from '../../store/store.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { copyText } from '../notices/public.ts';
import { ChangeMark } from './change-mark.tsx';
import { ChangedIcon, ChangedName } from './changed-item.tsx';
import styles from './git.module.css';
import { GitProblem } from './git-problem.tsx';
import { changeKey, type OpenCommit, shortName } from './git-state.ts';
import { type LogRow, logRows } from './log-rows.ts';
import { shortDate } from './short-date.ts';

/** The last commits of the workspace, and the files of the one that is open. */
export function CommitLog() {
  const { log, logError, openCommit } = useStore((state) => state.git);
  const readLog = useStore((state) => state.git.readLog);
  const rows = useMemo(() => (log === undefined ? [] : logRows(log, openCommit)), [log, openCommit]);
  const failure =
    logError === undefined ? null : (
      <div className={styles['message']}>
        <GitProblem
          title={log === undefined ? 'The log could not be read' : 'The log may be old: it could not be read'}
          problem={logError}
          actions={[{ label: 'Try again', onSelect: () => void readLog() }]}
        />
      </div>
    );
  if (log === undefined) return failure ?? <Skeleton label="Reading the log" lines={8} />;
  return (
    <div className={styles['view']}>
      {failure}
      {rows.length === 0 ? (
        <EmptyState compact icon={<GitCommitHorizontal />} title="No commits yet">
          What is committed of the workspace stands here, the newest first.
        </EmptyState>
      ) : (
        <div className={styles['rows']}>
          <VirtualList
            label="Commits"
            items={rows}
            itemKey={({ key }) => key}
            rowHeight={44}
            measures
            renderItem={(row) => <Row row={row} />}
          />
        </div>
      )}
    </div>
  );
}

function Row({ row }: { row: LogRow }) {
  switch (row.kind) {
    case 'commit':
      return <CommitRow commit={row.commit} />;
    case 'file':
      return <FileRow commit={row.commit} change={row.change} />;
    case 'note':
      return <p className={styles['logNote']}>{row.text}</p>;
    case 'state':
      return <CommitState open={row.open} />;
  }
}

const wholeDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

function CommitRow({ commit }: { commit: GitCommit }) {
  const { author, authoredAtEpochMs, subject } = commit;
  const isOpen = useStore((state) => state.git.openCommit?.commit === commit.commit);
  const toggleCommit = useStore((state) => state.git.toggleCommit);
  const [nowEpochMs] = useState(() => Date.now());
  const copy = () => void copyText(commit.commit, 'The name of the commit');
  return (
    <ContextMenu items={[{ label: 'Copy the name of the commit', icon: <Copy />, onSelect: copy }]}>
      <button
        type="button"
        className={styles['commitRow']}
        title={`${subject}\n${author}, ${wholeDate.format(authoredAtEpochMs)}`}
        aria-expanded={isOpen}
        onClick={() => void toggleCommit(commit.commit)}
      >
        <ChevronRight className={styles['twistie']} aria-hidden="true" />
        <span className={styles['subject']}>{subject === '' ? '(no message)' : subject}</span>
        <span className={styles['when']}>{shortDate(authoredAtEpochMs, nowEpochMs)}</span>
        <span className={styles['author']}>
          {author} · <code>{shortName(commit)}</code>
        </span>
      </button>
    </ContextMenu>
  );
}

function FileRow({ commit, change }: { commit: GitCommit; change: GitChange }) {
  const { item, path, state } = change;
  const key = changeKey(change, commit);
  const show = useStore((store) => store.git.show);
  const isShown = useStore((store) => {
    const active = store.tabs.tabs.find((tab) => tab.key === store.tabs.activeKey);
    return active?.kind === 'change' && active.itemId === key;
  });
  return (
    <button
      type="button"
      className={styles['fileRow']}
      title={path}
      aria-current={isShown ? 'page' : undefined}
      onClick={() => show(change, commit)}
    >
      <span className={styles['fileIcon']}>
        <ChangedIcon item={item} />
      </span>
      <ChangedName change={change} />
      <ChangeMark state={state} />
    </button>
  );
}

function CommitState({ open: { status, error } }: { open: OpenCommit }) {
  if (status === 'failed' && error !== undefined) {
    return (
      <div className={styles['message']}>
        <GitProblem title="The files could not be read" problem={error} />
      </div>
    );
  }
  return <Skeleton label="Reading the files" lines={2} />;
}
