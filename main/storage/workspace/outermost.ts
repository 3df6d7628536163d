import type { ItemId } from '../../../core/ids.ts';
import type { Entry } from './entry-tree.ts';
import { findEntry, type WorkspaceContext } from './workspace-context.ts';

/**
 * Gives the items in the order of the tree, each once, without those that stand inside another one of them.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export function outermost(context: WorkspaceContext, ids: readonly ItemId[]): Entry[] {
  const wanted = new Set(ids.map((id) => findEntry(context, id)));
  const isInside = (entry: Entry) => {
    for (let at = entry.parent; at !== undefined; at = at.parent) if (wanted.has(at)) return true;
    return false;
  };
  const outer = [...wanted].filter((entry) => !isInside(entry));
  if (outer.length < 2) return outer;
  const kept = new Set(outer);
  return context.tree.inOrder().filter((entry) => kept.has(entry));
}
