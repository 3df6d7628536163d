import { readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { isMissing, systemCode } from '../file-system.ts';
import { staleTemporaryKind } from '../temporary-name.ts';
import { createTimeSlice } from '../time-slice.ts';
import { type ContainerEntry, entryPath, isContainerEntry } from './entry-tree.ts';
import { collectionsPath, environmentsPath, resourcesName } from './layout.ts';
import { directoryStamps } from './list-directory.ts';
import { finishMoves } from './move-journal.ts';
import { reconcile, type TreeChanges } from './reconcile.ts';
import { emptyOldTrash, journalPath } from './trash.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Workspaces up to this many items are looked at in full before they are shown: that takes a few milliseconds. */
export const smallWorkspaceItems = 1_000;

/**
 * Makes the tree ready for edits: ends what a crash cut short, then looks at every folder that gained or lost something
 * since the index was written; in a small workspace, or without an index, at every file. Files of a large one that were
 * edited in place while Postern was closed come with a later look.
 */
export async function prepareTree(context: WorkspaceContext, hasIndex: boolean): Promise<TreeChanges> {
  await refuseFile(context.root);
  await finishMoves(journalPath(context), context);
  const isSmall = context.tree.size <= smallWorkspaceItems;
  const changes =
    !hasIndex || isSmall
      ? await reconcile(context, [undefined], true)
      : await reconcile(context, [undefined, ...(await changedFolders(context))], false);
  context.environments.reconcile(context.root, context.now());
  return changes;
}

/** Removes temporary files of processes that are gone, and old trash, unless the workspace is closed meanwhile. */
export async function tidyUp(context: WorkspaceContext, isClosed: () => boolean): Promise<void> {
  await sweep(context, isClosed);
  if (!isClosed()) await emptyOldTrash(context);
}

/** The folders that gained or lost something since they were last listed. */
export async function changedFolders(context: WorkspaceContext): Promise<ContainerEntry[]> {
  const slice = createTimeSlice();
  const changed: ContainerEntry[] = [];
  for (const entry of context.tree.all()) {
    if (!isContainerEntry(entry)) continue;
    const stamps = directoryStamps(join(context.root, entryPath(entry)));
    const known = entry.directoryStamps;
    if (known === undefined || known[0] !== stamps[0] || known[1] !== stamps[1]) changed.push(entry);
    await slice.giveWay();
  }
  return changed;
}

/** Removes temporary files and folders of ours whose process is gone, and nothing else. */
async function sweep(context: WorkspaceContext, isClosed: () => boolean): Promise<void> {
  const containers = context.tree.all().filter(isContainerEntry).map(entryPath);
  const folders = [collectionsPath, environmentsPath, 'postman/globals', ...containers];
  const paths = [
    // Those of the profile first: they are few, and every process leaves some.
    context.profile,
    journalPath(context),
    join(context.profile, '..', '..'),
    ...folders.flatMap((folder) => [join(context.root, folder), join(context.root, folder, resourcesName)]),
  ];
  for (const path of paths) {
    if (isClosed()) return;
    await sweepFolder(path);
  }
}

async function sweepFolder(path: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(path);
  } catch {
    return;
  }
  for (const name of names) {
    const kind = staleTemporaryKind(name);
    try {
      if (kind === 'tmp') await unlink(join(path, name));
      else if (kind === 'staging') await rm(join(path, name), { recursive: true, force: true });
    } catch (fault) {
      // A read-only workspace keeps it.
      if (systemCode(fault) === undefined) throw fault;
    }
  }
}

async function refuseFile(root: string): Promise<void> {
  try {
    if ((await stat(root)).isDirectory()) return;
  } catch (fault) {
    // Made by the first write.
    if (isMissing(fault) && systemCode(fault) === 'ENOENT') return;
    throw new AppError('ERR_WORKSPACE_UNREADABLE', `The folder "${root}" cannot be opened.`, {
      details: { path: root, cause: systemCode(fault) ?? 'unknown' },
      cause: fault,
    });
  }
  throw new AppError('ERR_WORKSPACE_UNREADABLE', `"${root}" is a file. Choose a folder as the workspace.`, {
    details: { path: root, cause: 'ENOTDIR' },
  });
}
