import type { GitCommit } from '../../../core/contract/git.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import { changeKey, type GitSlice, type OpenCommit } from './git-state.ts';

/** A line of the log: a commit, and below the one that is open its files or why there are none. */
export type LogRow = { key: string } & (
  | { kind: 'commit'; commit: GitCommit }
  | { kind: 'file'; commit: GitCommit; change: GitChange }
  | { kind: 'state'; open: OpenCommit }
  | { kind: 'note'; text: string }
);

const noFiles = 'It changed no file here.';
const firstOnly = (count: number, what: string) =>
  `The ${what} ${count.toLocaleString('en')} are listed. Your terminal shows the others.`;

/** Gives the lines of the log. */
export function logRows(
  { commits, isCut }: NonNullable<GitSlice['log']>,
  open: OpenCommit | undefined,
): LogRow[] {
  const rows: LogRow[] = [];
  for (const commit of commits) {
    rows.push({ kind: 'commit', key: commit.commit, commit });
    if (commit.commit === open?.commit) rows.push(...fileRows(commit, open));
  }
  if (isCut) rows.push({ kind: 'note', key: 'more', text: firstOnly(commits.length, 'last') });
  return rows;
}

function fileRows(commit: GitCommit, open: OpenCommit): LogRow[] {
  if (open.status !== 'ready') return [{ kind: 'state', key: 'state', open }];
  const { changes = [], isCut = false } = open;
  const note = changes.length === 0 ? noFiles : isCut ? firstOnly(changes.length, 'first') : undefined;
  return [
    ...changes.map((change): LogRow => ({ kind: 'file', key: changeKey(change, commit), commit, change })),
    ...(note === undefined ? [] : [{ kind: 'note', key: 'files', text: note } as const]),
  ];
}
