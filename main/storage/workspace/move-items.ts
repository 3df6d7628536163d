import { AppError, isAppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import type { ContainerEntry, Entry } from './entry-tree.ts';
import { moveItem, newParentFor } from './item-edits.ts';
import { outermost } from './outermost.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Where an item stood: in which container, before which sibling. */
interface FormerPlace {
  entry: Entry;
  parent: ContainerEntry | undefined;
  nextId: ItemId | undefined;
}

/**
 * Moves items into a parent, before a sibling or last, in the order they had in the tree: all of them, or none. What is
 * inside another one goes with that. The step can be taken back.
 */
export async function moveItems(
  context: WorkspaceContext,
  ids: readonly ItemId[],
  parentId: ItemId | undefined,
  beforeId: ItemId | undefined,
): Promise<{ entries: Entry[]; undoId: UndoId }> {
  const entries = outermost(context, ids);
  for (const entry of entries) newParentFor(context, entry, parentId);
  const before = stayingSibling(context, entries, parentId, beforeId);
  const done: FormerPlace[] = [];
  try {
    for (const entry of entries) {
      const former = formerPlace(context, entry);
      await moveItem(context, entry.id, parentId, before);
      done.push(former);
    }
  } catch (fault) {
    await moveBack(context, done).catch(() => undefined);
    throw halfMoved(fault, entries, done);
  }
  const undoId = context.undoLog.add(() => moveBack(context, done));
  return { entries, undoId };
}

/** The sibling to stand before: the next one that does not move itself. */
function stayingSibling(
  context: WorkspaceContext,
  entries: readonly Entry[],
  parentId: ItemId | undefined,
  beforeId: ItemId | undefined,
): ItemId | undefined {
  const at = beforeId === undefined ? undefined : context.tree.find(beforeId);
  if (at === undefined || at.parent?.id !== parentId || !entries.includes(at)) return beforeId;
  const siblings = context.tree.sorted(at.parent);
  return siblings.slice(siblings.indexOf(at)).find((sibling) => !entries.includes(sibling))?.id;
}

function formerPlace(context: WorkspaceContext, entry: Entry): FormerPlace {
  const siblings = context.tree.sorted(entry.parent);
  return { entry, parent: entry.parent, nextId: siblings[siblings.indexOf(entry) + 1]?.id };
}

/** Puts items back, the last moved first, so that each finds the neighbour it had. What is back is taken out of `done`. */
async function moveBack(context: WorkspaceContext, done: FormerPlace[]): Promise<void> {
  for (let last = done.at(-1); last !== undefined; last = done.at(-1)) {
    const { entry, parent, nextId } = last;
    const next = nextId === undefined ? undefined : context.tree.find(nextId);
    await moveItem(context, entry.id, parent?.id, next?.parent === parent ? next?.id : undefined);
    done.pop();
  }
}

/** Says what became of the others when one could not be moved; `stayed` are those that could not be moved back either. */
function halfMoved(fault: unknown, entries: readonly Entry[], stayed: readonly FormerPlace[]): unknown {
  if (!isAppError(fault)) return fault;
  const names = stayed.map(({ entry }) => `“${entry.name}”`).join(', ');
  const rest = `The other ${entries.length - stayed.length} stayed where they were.`;
  const outcome = stayed.length === 0 ? 'Nothing was moved.' : `Moved all the same: ${names}. ${rest}`;
  return new AppError(fault.code, `${fault.message} ${outcome}`, {
    ...(fault.details === undefined ? {} : { details: fault.details }),
    cause: fault,
  });
}
