import type { EventName, EventPayload } from '../../../core/contract.ts';
import { AppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { SecretStore } from '../secret-store.ts';
import type { Ghosts } from './adopt-ids.ts';
import type { EditRecorder } from './edit-recorder.ts';
import { type ContainerEntry, type Entry, type EntryTree, isContainerEntry, toNode } from './entry-tree.ts';
import type { EnvironmentEntry, EnvironmentTable } from './environment-table.ts';
import type { LocalHistory } from './local-history.ts';
import type { LocalValueFile } from './local-value-file.ts';
import type { ParseCache } from './parse-cache.ts';
import type { TreeChanges } from './reconcile.ts';
import type { UndoLog } from './undo-log.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** What the verbs of an open workspace share. */
export interface WorkspaceContext {
  /** The workspace folder as it was opened. */
  readonly root: string;
  /** The same with all links resolved. */
  readonly realRoot: string;
  /** The folder in the profile with what is private about this workspace. */
  readonly profile: string;
  /** Names the workspace in ids of secrets. */
  readonly key: string;
  readonly files: WorkspaceFiles;
  readonly recorder: EditRecorder;
  readonly parses: ParseCache;
  readonly tree: EntryTree;
  readonly ghosts: Ghosts;
  readonly environments: EnvironmentTable;
  readonly localValues: LocalValueFile;
  readonly localHistory: LocalHistory;
  readonly secrets: SecretStore;
  readonly undoLog: UndoLog;
  readonly log: Log;
  now(): number;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** Runs work that nobody waits for, a moment after what is under way now. */
  later(work: () => Promise<void>): void;
  /** Something the index remembers changed. */
  touchIndex(): void;
}

/** @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND */
export function findEntry(context: WorkspaceContext, id: ItemId): Entry {
  const entry = context.tree.find(id);
  if (entry === undefined) throw itemNotFound(id);
  return entry;
}

/** @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNSUPPORTED_KIND */
export function findContainer(context: WorkspaceContext, id: ItemId): ContainerEntry {
  const entry = findEntry(context, id);
  if (!isContainerEntry(entry)) throw wrongKind(entry, 'a collection or folder');
  return entry;
}

/** @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND */
export function findEnvironment(context: WorkspaceContext, id: ItemId): EnvironmentEntry {
  const entry = context.environments.find(id);
  if (entry === undefined) throw itemNotFound(id);
  return entry;
}

export function wrongKind(entry: Entry, wanted: string): AppError {
  return new AppError('ERR_WORKSPACE_UNSUPPORTED_KIND', `"${entry.name}" is not ${wanted}.`, {
    details: { kind: entry.kind, ...(entry.detail === undefined ? {} : { detail: entry.detail }) },
  });
}

/** Tells every window what is otherwise in the tree now. */
export function announceTree(
  context: WorkspaceContext,
  changes: { upserted?: Iterable<Entry>; removed?: Iterable<Entry>; external?: Iterable<Entry> },
): void {
  const { tree } = context;
  const live = (entry: Entry) => tree.find(entry.id) === entry;
  const upserted = [...new Set(changes.upserted)].filter(live).map(toNode);
  const removedIds = [...(changes.removed ?? [])].map((entry) => entry.id);
  const externallyChangedIds = [...(changes.external ?? [])].filter(live).map((entry) => entry.id);
  if (upserted.length + removedIds.length + externallyChangedIds.length === 0) return;
  context.touchIndex();
  context.emit('workspace.treeChanged', { upserted, removedIds, externallyChangedIds });
}

/** Tells every window what a look at the disk found. */
export function announceChanges(context: WorkspaceContext, changes: TreeChanges, external: boolean): void {
  announceTree(context, {
    upserted: changes.upserted,
    removed: changes.removed,
    external: external ? changes.changed : [],
  });
}

/** Tells every window that variables of environments, globals, collections or folders changed. */
export function announceVariables(context: WorkspaceContext, ids: Iterable<ItemId>, external: boolean): void {
  const list = [...new Set(ids)];
  if (list.length === 0) return;
  context.touchIndex();
  context.emit('environment.changed', { ids: list, external });
  announceTree(context, { upserted: list.flatMap((id) => context.tree.find(id) ?? []) });
}

function itemNotFound(id: ItemId): AppError {
  return new AppError(
    'ERR_WORKSPACE_ITEM_NOT_FOUND',
    'That item is no longer in the workspace. It was deleted or moved away, here or by another program.',
    { details: { id } },
  );
}
