import type { OperationOutput } from '../../../core/contract.ts';
import type { GitBranch, GitRepository, GitSecretsFound, GitStatus } from '../../../core/contract/git.ts';
import type { AppErrorData } from '../../../core/errors.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
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
  status: 'loading' | 'ready' | 'failed';
  sides?: OperationOutput<'git.readChange'>;
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
  /** By path. */
  open: Record<string, OpenChange>;
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
  /** Opens the page of a change. */
  show(change: GitChange): void;
  readChange(path: string): Promise<void>;
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

export type GitTools = SliceTools<'git'>;

/** Where the message of the next commit is kept, so that a reload does not lose it. */
export const messageKey = 'git.message';
