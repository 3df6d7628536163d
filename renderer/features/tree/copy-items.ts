import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { halfWayNotice, inTurn, namesOf } from './in-turn.ts';
import type { Shown } from './move-items.ts';

type Tools = SliceTools<'tree'>;

/** Where copies go; without it each stands after what it was copied from. */
export interface CopyPlace {
  parentId: ItemId;
  beforeId: ItemId | undefined;
}

/** Copies items, none of which is inside another one; several copies can be taken back with one Undo. */
export async function copyItems(
  tools: Tools,
  { adopt }: Shown,
  ids: readonly ItemId[],
  into?: CopyPlace,
): Promise<void> {
  const { set, get } = tools;
  const { nodes } = get().tree;
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  const outcome = await inTurn(chosen, async ({ id }) => {
    const { node } = await call('item.duplicate', { id, ...(into === undefined ? {} : { into }) });
    adopt(node);
    return node;
  });
  const { done, failure } = outcome;
  const copies = done.map(({ result }) => result);
  const [first] = copies;
  // A copied folder brings what is inside it with the tree's own event.
  if (first !== undefined) get().tree.reveal(first.id, { takesFocus: true });
  if (chosen.length === 1) {
    if (failure !== undefined) get().notices.showError(failure.error);
    return;
  }
  set({ chosenIds: copies.map(({ id }) => id) });
  const notice =
    failure === undefined
      ? { kind: 'info' as const, text: `Copied ${namesOf(chosen)}` }
      : halfWayNotice('Copied', outcome);
  const action = { label: 'Undo', run: () => void removeCopies(tools, copies) };
  get().notices.show(copies.length === 0 ? notice : { ...notice, action });
}

/** The last copy goes first. Copies that somebody deleted meanwhile are gone already. */
async function removeCopies({ set, get }: Tools, copies: readonly TreeNode[]): Promise<void> {
  const there = copies.filter(({ id }) => get().tree.nodes[id] !== undefined);
  const outcome = await inTurn(there.toReversed(), ({ id }) => call('item.delete', { id }));
  set({ chosenIds: [] });
  if (outcome.failure !== undefined) get().notices.show(halfWayNotice('Took back', outcome));
}
