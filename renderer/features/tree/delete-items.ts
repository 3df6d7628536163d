import type { ItemId } from '../../../core/ids.ts';
import { indexTree, subtreeIds } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { halfWayNotice, inTurn, namesOf } from './in-turn.ts';
import { withNodes } from './with-nodes.ts';

type Tools = SliceTools<'tree'>;
type Closed = ReturnType<Tools['get']>['tabs']['tabs'];

/**
 * Deletes items, none of which is inside another one, with all inside them; one Undo brings all of them back. Where one
 * refuses, it and those after it stay.
 */
export async function deleteItems(tools: Tools, ids: readonly ItemId[]): Promise<void> {
  const { set, get } = tools;
  const { nodes } = get().tree;
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  if (chosen.length === 0) return;
  const index = indexTree(nodes);
  const inside = (of: readonly { id: ItemId }[]) => new Set(of.flatMap(({ id }) => subtreeIds(index, id)));
  const removed = inside(chosen);
  set((slice) => ({
    nodes: Object.fromEntries(Object.entries(slice.nodes).filter(([key]) => !removed.has(key))),
    selectedId: removed.has(slice.selectedId ?? '') ? undefined : slice.selectedId,
    chosenIds: [],
  }));
  const outcome = await inTurn(chosen, async ({ id }) => (await call('item.delete', { id })).undoId);
  const { done, failure } = outcome;
  if (failure !== undefined) {
    const kept = inside([failure.node, ...failure.left]);
    const putBack = Object.values(nodes).filter(({ id }) => kept.has(id));
    set((slice) => ({ nodes: withNodes(slice.nodes, putBack) }));
    if (chosen.length === 1) {
      get().notices.showError(failure.error);
      return;
    }
  }
  const gone = inside(done.map(({ node }) => node));
  // Tabs with edits stay: what was typed can still be saved elsewhere.
  const tabs = get().tabs.tabs.filter((tab) => gone.has(tab.itemId ?? '') && !tab.dirty);
  for (const tab of tabs) get().tabs.close(tab.key);
  const undo = () =>
    takeBack(
      tools,
      done.map(({ node, result }) => ({ id: node.id, undoId: result })),
      tabs,
    );
  const others = gone.size - done.length;
  const more =
    others === 0 ? '' : ` and ${others.toLocaleString('en')} inside ${done.length === 1 ? 'it' : 'them'}`;
  const notice =
    failure === undefined
      ? { kind: 'info' as const, text: `Deleted ${namesOf(chosen)}${more}` }
      : halfWayNotice('Deleted', outcome);
  get().notices.show(
    done.length === 0 ? notice : { ...notice, action: { label: 'Undo', run: () => void undo() } },
  );
}

/** Brings items back, the last deleted first; what could not come back can be tried again. */
async function takeBack(
  tools: Tools,
  steps: readonly { id: ItemId; undoId: string }[],
  tabs: Closed,
): Promise<void> {
  const { set, get } = tools;
  const left = [...steps];
  try {
    for (let step = left.at(-1); step !== undefined; step = left.at(-1)) {
      await call('workspace.undo', { undoId: step.undoId });
      left.pop();
    }
  } catch (error) {
    get().notices.showError(
      error,
      left.length < steps.length ? () => void takeBack(tools, left, []) : undefined,
    );
  }
  const back = steps.slice(left.length).map(({ id }) => id);
  if (back.length === 0) return;
  await get().tree.load();
  for (const { key: _key, dirty: _dirty, ...tab } of tabs) {
    if (get().tree.nodes[tab.itemId ?? ''] !== undefined) get().tabs.open(tab);
  }
  const [first] = back;
  if (first !== undefined) get().tree.reveal(first);
  if (back.length > 1) set({ chosenIds: back });
}
