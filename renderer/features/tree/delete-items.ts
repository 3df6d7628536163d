import type { ItemId } from '../../../core/ids.ts';
import { indexTree, subtreeIds } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { namesOf } from './names-of.ts';
import { withNodes } from './with-nodes.ts';
import { noteStep } from './tree-steps.ts';

type Tools = SliceTools<'tree'>;
type Closed = ReturnType<Tools['get']>['tabs']['tabs'];

/** Deletes items, none of which is inside another one, with all inside them: all or none. One Undo brings them back. */
export async function deleteItems(tools: Tools, ids: readonly ItemId[]): Promise<void> {
  const { set, get } = tools;
  const { nodes } = get().tree;
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  if (chosen.length === 0) return;
  const index = indexTree(nodes);
  const removed = new Set(chosen.flatMap(({ id }) => subtreeIds(index, id)));
  set((slice) => ({
    nodes: Object.fromEntries(Object.entries(slice.nodes).filter(([key]) => !removed.has(key))),
    selectedId: removed.has(slice.selectedId ?? '') ? undefined : slice.selectedId,
    chosenIds: [],
  }));
  try {
    const { undoId } = await call('items.delete', { ids: chosen.map(({ id }) => id) });
    // Tabs with edits stay: what was typed can still be saved elsewhere.
    const tabs = get().tabs.tabs.filter((tab) => removed.has(tab.itemId ?? '') && !tab.dirty);
    for (const tab of tabs) get().tabs.close(tab.key);
    const others = removed.size - chosen.length;
    const more =
      others === 0 ? '' : ` and ${others.toLocaleString('en')} inside ${chosen.length === 1 ? 'it' : 'them'}`;
    noteStep(tools, {
      text: `Deleted ${namesOf(chosen)}${more}`,
      undoId,
      afterwards: () => showAgain(tools, ids, tabs),
    });
  } catch (error) {
    const putBack = Object.values(nodes).filter(({ id }) => removed.has(id));
    set((slice) => ({ nodes: withNodes(slice.nodes, putBack) }));
    get().notices.showError(error);
  }
}

/** Shows the items that came back: all, or those that could. */
async function showAgain({ set, get }: Tools, ids: readonly ItemId[], tabs: Closed): Promise<void> {
  await get().tree.load();
  const back = ids.filter((id) => get().tree.nodes[id] !== undefined);
  for (const { key: _key, dirty: _dirty, ...tab } of tabs) {
    if (get().tree.nodes[tab.itemId ?? ''] !== undefined) get().tabs.open(tab);
  }
  const [first] = back;
  if (first !== undefined) get().tree.reveal(first);
  if (back.length > 1) set({ chosenIds: back });
}
