import type { OperationOutput } from '../../../core/contract.ts';
import type {
  GitBranch,
  GitCommit,
  GitRepository,
  GitSecretsFound,
  GitStatus,
} from '../../../core/contract/git.ts';
import type { AppErrorData } from '../../../core/errors.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import type { TreeMark } from '../../../core/git/tree-marks.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { SliceTools } from '../../store/slice.ts';

/** Work that Git does now and that can be cancelled. */
export interface GitWork {
  callId: string;
  label: string;
  /** From 0 to 1. */
  fraction?: number | undefined;
  detail?: string | undefined;
}

/** Both sides of a change, as its page shows them. */
export interface OpenChange {
  change: GitChange;
  /** Of the log: the one it was made in. */
  commit?: GitCommit | undefined;
  status: 'loading' | 'ready' | 'failed';
  sides?: OperationOutput<'git.readChange'>;
  error?: AppErrorData;
}

/** A commit of the log with its files, as far as they are read. */
export interface OpenCommit {
  commit: string;
  status: 'loading' | 'ready' | 'failed';
  changes?: GitChange[];
  isCut?: boolean;
  error?: AppErrorData;
}

export interface GitSlice {
  /** False until somebody looked. */
  isKnown: boolean;
  repository: GitRepository | undefined;
  status: GitStatus | undefined;
  /** Why changes could not be read. */
  statusError: AppErrorData | undefined;
  /** What could not be done last. */
  problem: AppErrorData | undefined;
  work: GitWork | undefined;
  /** Paths that are not to be committed. */
  excluded: Record<string, true>;
  /** What stands in the way of a commit until somebody says otherwise. */
  secrets: GitSecretsFound | undefined;
  branches: { list: GitBranch[]; isCut: boolean } | undefined;
  /** Asks for a branch, or for a remote to make the branch on. */
  dialog: 'branch' | 'publish' | undefined;
  /** By what {@link changeKey} gives. */
  open: Record<string, OpenChange>;
  /** What changed, for the tree. */
  marks: Record<ItemId, TreeMark>;
  /** Which of both the side bar shows. */
  view: 'files' | 'log';
  log: { commits: GitCommit[]; isCut: boolean; head: string | undefined } | undefined;
  logError: AppErrorData | undefined;
  openCommit: OpenCommit | undefined;
  /** Reads what is checked out; starts no program. */
  lookAtRepository(): Promise<void>;
  /** Files may have changed: looks again, not too often, where somebody is looking at them. */
  hear(): void;
  /** Somebody looks at changes until the returned function is called. */
  watch(): () => void;
  refresh(): Promise<void>;
  allow(): Promise<void>;
  forget(): Promise<void>;
  setDialog(dialog: GitSlice['dialog']): void;
  dismissProblem(): void;
  setIncluded(paths: readonly string[], isIncluded: boolean): void;
  /** Opens the page of a change, since the last commit or in one of the log. */
  show(change: GitChange, commit?: GitCommit): void;
  readChange(key: string): Promise<void>;
  showView(view: GitSlice['view']): void;
  /** Reads the log, where there is another last commit than when it was read. */
  readLog(): Promise<void>;
  /** Shows the files of a commit, or hides them again. */
  toggleCommit(commit: string): Promise<void>;
  /** Opens the item a change is about. */
  openItem(change: GitChange): void;
  discard(changes: readonly GitChange[]): Promise<void>;
  setMessage(message: string): void;
  commit(options?: { allowSecrets?: boolean }): Promise<void>;
  cancelCommit(): void;
  saveTabs(): Promise<void>;
  loadBranches(): Promise<void>;
  switchBranch(branch: Pick<GitBranch, 'name' | 'isRemote'>): Promise<void>;
  createBranch(name: string): Promise<void>;
  fetch(): Promise<void>;
  pull(): Promise<void>;
  push(publishTo?: string): Promise<void>;
  cancelWork(): void;
  hearProgress(progress: { callId: string; label: string; fraction?: number | undefined }): void;
}

/** Names the page of a change. */
export function changeKey({ path }: Pick<GitChange, 'path'>, commit?: Pick<GitCommit, 'commit'>): string {
  return commit === undefined ? path : `${commit.commit}:${path}`;
}

/** The name of a commit as people write it. */
export function shortName({ commit }: Pick<GitCommit, 'commit'>): string {
  return commit.slice(0, 7);
}

export type GitTools = SliceTools<'git'>;

/** Where the message of the next commit is kept, so that a reload does not lose it. */
export const messageKey = 'git.message';
