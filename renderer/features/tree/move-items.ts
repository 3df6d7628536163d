import type { ItemId } from '../../../core/ids.ts';
import { areNeighbours, placeNode, type TreePlace } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { indexTree } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { halfWayNotice, inTurn, namesOf } from './in-turn.ts';
import { withNodes } from './with-nodes.ts';

type Tools = SliceTools<'tree'>;

/** Changes to the nodes that are shown: one that the Node side confirmed, and those that it refused. */
export interface Shown {
  adopt(node: TreeNode): void;
  rollBack(before: readonly TreeNode[], shown: readonly TreeNode[]): void;
}

/**
 * Moves items, none of which is inside another one, in their order to a place that is none of them. What went into another
 * container, or came from several places, can be taken back: it is easily dropped there unawares.
 */
export async function moveItems(
  tools: Tools,
  show: Shown,
  ids: readonly ItemId[],
  place: TreePlace,
): Promise<void> {
  const { get } = tools;
  const { nodes } = get().tree;
  const index = indexTree(nodes);
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  // The items that stood behind them, so that each finds its place again, the last one first.
  const nextOf = new Map(
    chosen.map(({ id, parentId }) => {
      const siblings = index.get(parentId) ?? [];
      return [id, siblings[siblings.findIndex((sibling) => sibling.id === id) + 1]?.id];
    }),
  );
  const isEasyToTurn =
    chosen.every(({ parentId }) => parentId === place.parentId) && areNeighbours(nodes, index, ids);
  const outcome = await inTurn(chosen, ({ id }) => putInPlace(tools, show, id, place));
  const { done, failure } = outcome;
  if (failure !== undefined && chosen.length === 1) {
    get().notices.showError(failure.error);
    return;
  }
  if (failure === undefined && isEasyToTurn) return;
  const moved = done.map(({ node }) => node);
  const undo = () => void moveBack(tools, show, moved, nextOf);
  const container = place.parentId === undefined ? undefined : nodes[place.parentId];
  const notice =
    failure === undefined
      ? {
          kind: 'info' as const,
          text: `Moved ${namesOf(moved)} ${container === undefined ? 'to the top' : `into “${container.name}”`}`,
        }
      : halfWayNotice('Moved', outcome);
  get().notices.show(moved.length === 0 ? notice : { ...notice, action: { label: 'Undo', run: undo } });
}

async function moveBack(
  tools: Tools,
  show: Shown,
  moved: readonly TreeNode[],
  nextOf: ReadonlyMap<ItemId, ItemId | undefined>,
): Promise<void> {
  const { get } = tools;
  const outcome = await inTurn(moved.toReversed(), ({ id, parentId }) => {
    const next = nextOf.get(id);
    const isNextThere = next !== undefined && get().tree.nodes[next]?.parentId === parentId;
    return putInPlace(tools, show, id, { parentId, beforeId: isNextThere ? next : undefined });
  });
  if (outcome.failure === undefined) return;
  if (moved.length === 1) get().notices.showError(outcome.failure.error);
  else get().notices.show(halfWayNotice('Moved back', outcome));
}

async function putInPlace(
  { set, get }: Tools,
  { adopt, rollBack }: Shown,
  id: ItemId,
  place: TreePlace,
): Promise<void> {
  const { nodes, expanded } = get().tree;
  const { parentId } = place;
  const shown = placeNode(nodes, indexTree(nodes), id, place);
  const before = shown.flatMap((node) => nodes[node.id] ?? []);
  set({
    nodes: withNodes(nodes, shown),
    expanded: parentId === undefined ? expanded : { ...expanded, [parentId]: true },
    cutIds: [],
  });
  try {
    const { node } = await call('item.move', { id, ...place });
    adopt(node);
  } catch (error) {
    rollBack(before, shown);
    throw error;
  }
}
