import type { ItemId } from '../ids.ts';
import type { ChangeState, GitChange } from './git-change.ts';

/** What the tree says of an item: what became of it since the last commit, or that something inside it is otherwise. */
export type TreeMark = ChangeState | 'inside';

/**
 * Gives the marks of the items that changed and of all that hold them. What goes with an item counts as a change of it:
 * its examples, and a file of it that is gone while the item is still there.
 */
export function treeMarks(
  changes: readonly Pick<GitChange, 'state' | 'item'>[],
  parentOf: (id: ItemId) => ItemId | undefined,
): Record<ItemId, TreeMark> {
  const marks: Record<ItemId, TreeMark> = {};
  for (const { state, item } of changes) {
    if (item.id === undefined || item.kind === 'environment' || item.kind === 'globals') continue;
    const isOwn = item.kind !== 'example' && state !== 'deleted';
    const known = marks[item.id];
    if (isOwn || known === undefined || known === 'inside') marks[item.id] = isOwn ? state : 'changed';
    let holder = parentOf(item.id);
    while (holder !== undefined && marks[holder] === undefined) {
      marks[holder] = 'inside';
      holder = parentOf(holder);
    }
  }
  return marks;
}
