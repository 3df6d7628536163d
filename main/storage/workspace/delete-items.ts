import { AppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import { writeFailure } from '../write-failure.ts';
import { type ContainerEntry, type Entry, entryPath, isContainerEntry } from './entry-tree.ts';
import { localScopesOf, resourcesOf, stemKind, stemOf } from './item-edits.ts';
import { directoryPath, freeStems } from './item-place.ts';
import { requestFileName, requestResourcesName, resourcesName } from './layout.ts';
import type { LocalScope } from './local-value-file.ts';
import type { Move } from './move-journal.ts';
import { pathExists } from './move-path.ts';
import { outermost } from './outermost.ts';
import { reconcile } from './reconcile.ts';
import { forgetTrash, moveToTrash, putBackFromTrash } from './trash.ts';
import { newUndoId } from './undo-log.ts';
import { announceChanges, announceTree, type WorkspaceContext } from './workspace-context.ts';

/** One deleted item: where it stood, and what of it lies in the trash. */
interface Trashed {
  entry: Entry;
  parent: ContainerEntry | undefined;
  moves: Move[];
  local: LocalScope[];
}

/** Moves items into the trash, all of them or none; the step can be taken back. What is inside another one goes with that. */
export async function deleteItems(context: WorkspaceContext, ids: readonly ItemId[]): Promise<UndoId> {
  const entries = outermost(context, ids);
  const parts = await Promise.all(
    entries.map(async (entry) => ({
      entry,
      paths: [entryPath(entry), ...(await resourcesOf(context, entry))],
      local: await localScopesOf(context, entry),
    })),
  );
  const undoId = newUndoId();
  const { moves } = await moveToTrash(
    context,
    undoId,
    parts.flatMap(({ paths }) => paths),
    parts.flatMap(({ local }) => local),
  ).catch((fault: unknown) => {
    throw writeFailure(fault, entries[0] === undefined ? context.root : entryPath(entries[0]));
  });
  let taken = 0;
  const trashed: Trashed[] = parts.map(({ entry, paths, local }) => {
    const own = moves.slice(taken, (taken += paths.length));
    return { entry, parent: entry.parent, moves: own, local };
  });
  const removed = entries.flatMap((entry) => context.tree.remove(entry));
  for (const each of removed) context.ghosts.remember(each, each.parent?.id);
  announceTree(context, { removed });
  return context.undoLog.add(() => restoreItems(context, trashed, undoId), undoId);
}

/** Puts deleted items back where they were, with their ids and local values. What is back is taken out of `trashed`. */
async function restoreItems(context: WorkspaceContext, trashed: Trashed[], undoId: UndoId): Promise<void> {
  const homes = new Map(trashed.map(({ parent }) => [parent, homeOf(context, parent)]));
  for (let next = trashed[0]; next !== undefined; next = trashed[0]) {
    await restoreInto(context, next, homes.get(next.parent));
    // After a failure the rest can be tried again.
    trashed.shift();
  }
  await forgetTrash(context, undoId);
}

function homeOf(context: WorkspaceContext, parent: ContainerEntry | undefined): ContainerEntry | undefined {
  if (parent === undefined) return undefined;
  const home = context.tree.find(parent.id);
  if (isContainerEntry(home)) return home;
  throw new AppError(
    'ERR_WORKSPACE_UNDO_EXPIRED',
    'The folder it stood in is gone. Take back the deletion of that folder first.',
  );
}

async function restoreInto(
  context: WorkspaceContext,
  { entry, moves, local }: Trashed,
  home: ContainerEntry | undefined,
): Promise<void> {
  const directory = directoryPath(home);
  const isFree = !(await pathExists(context.files.absolute(`${directory}/${entry.fileName}`)));
  const stem = isFree ? stemOf(entry) : (await freeStems(context, home, stemKind(entry))).take(stemOf(entry));
  const fileName = isFree ? entry.fileName : isContainerEntry(entry) ? stem : requestFileName(stem);
  const places = [`${directory}/${fileName}`, `${directory}/${resourcesName}/${requestResourcesName(stem)}`];
  await putBackFromTrash(
    context,
    moves,
    places.map((path) => context.files.absolute(path)),
  );
  await context.localValues.put(local);
  announceChanges(context, await reconcile(context, [home], false), false);
}
