import { AppError, isAppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import { deleteItems } from './delete-items.ts';
import { duplicateItem } from './duplicate-item.ts';
import type { Entry } from './entry-tree.ts';
import { moveItem, newParentFor, renameItem } from './item-edits.ts';
import { outermost } from './outermost.ts';
import { findEntry, type WorkspaceContext, wrongKind } from './workspace-context.ts';

/** Where copies go instead of beside what they were copied from. */
export interface CopyPlace {
  parentId: ItemId;
  beforeId?: ItemId | undefined;
}

/**
 * Copies items, all of them or none: each copy after its original or, under its own name where that is free, into another
 * place, in the order of the tree. The step can be taken back.
 */
export async function duplicateItems(
  context: WorkspaceContext,
  ids: readonly ItemId[],
  into: CopyPlace | undefined,
): Promise<{ entries: Entry[]; undoId: UndoId }> {
  const entries = outermost(context, ids);
  for (const entry of entries) {
    if (entry.kind === 'damaged') throw wrongKind(entry, 'readable, so it cannot be duplicated');
    if (into !== undefined) newParentFor(context, entry, into.parentId);
  }
  const copies: Entry[] = [];
  const removeCopies = async () => {
    const there = copies.flatMap(({ id }) => context.tree.find(id)?.id ?? []);
    if (there.length > 0) await deleteItems(context, there);
  };
  try {
    for (const entry of entries) {
      const copy = await duplicateItem(context, entry.id);
      copies.push(copy);
      if (into !== undefined) await putCopy(context, copy, entry.name, into);
    }
  } catch (fault) {
    const isClean = await removeCopies().then(
      () => true,
      () => false,
    );
    throw entries.length === 1 ? fault : halfCopied(fault, isClean ? [] : copies);
  }
  return { entries: copies, undoId: context.undoLog.add(removeCopies) };
}

/** Moves a copy, and gives it the name of what it was copied from where nothing beside it has that. */
async function putCopy(
  context: WorkspaceContext,
  copy: Entry,
  name: string,
  { parentId, beforeId }: CopyPlace,
): Promise<void> {
  await moveItem(context, copy.id, parentId, beforeId);
  const siblings = context.tree.siblings(findEntry(context, copy.id).parent).values();
  const isTaken = [...siblings].some((sibling) => sibling.id !== copy.id && sibling.name === name);
  if (!isTaken) await renameItem(context, copy.id, name);
}

function halfCopied(fault: unknown, left: readonly Entry[]): unknown {
  if (!isAppError(fault)) return fault;
  const names = left.map(({ name }) => `“${name}”`).join(', ');
  const outcome =
    left.length === 0 ? 'Nothing was copied.' : `These copies are there all the same: ${names}.`;
  return new AppError(fault.code, `${fault.message} ${outcome}`, {
    ...(fault.details === undefined ? {} : { details: fault.details }),
    cause: fault,
  });
}
