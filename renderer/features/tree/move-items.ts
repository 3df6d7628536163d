import type { ItemId } from '../../../core/ids.ts';
import { areNeighbours, placeNode, type TreePlace } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { indexTree } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { namesOf } from './names-of.ts';
import { withNodes } from './with-nodes.ts';
import { noteStep } from './tree-steps.ts';

type Tools = SliceTools<'tree'>;

/** Changes to the nodes that are shown: those that the Node side confirmed, and those that it refused. */
export interface Shown {
  adopt(nodes: readonly TreeNode[]): void;
  rollBack(before: readonly TreeNode[], shown: readonly TreeNode[]): void;
}

/**
 * Moves items, none of which is inside another one, in their order to a place that is none of them: all or none. What went
 * into another container, or came from several places, can be taken back: it is easily dropped there unawares.
 */
export async function moveItems(
  { set, get }: Tools,
  { adopt, rollBack }: Shown,
  ids: readonly ItemId[],
  place: TreePlace,
): Promise<void> {
  const { nodes, expanded } = get().tree;
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  if (chosen.length === 0) return;
  const { parentId } = place;
  const isEasyToTurn =
    chosen.every((node) => node.parentId === parentId) && areNeighbours(nodes, indexTree(nodes), ids);
  const shown = placeAll(nodes, chosen, place);
  set({
    nodes: withNodes(nodes, shown),
    expanded: parentId === undefined ? expanded : { ...expanded, [parentId]: true },
    cutIds: [],
  });
  try {
    const moved = await call('items.move', { ids: chosen.map(({ id }) => id), ...place });
    adopt(moved.nodes);
    if (isEasyToTurn) {
      noteStep({ set, get }, { undoId: moved.undoId });
      return;
    }
    const container = parentId === undefined ? undefined : nodes[parentId];
    const where = container === undefined ? 'to the top' : `into “${container.name}”`;
    noteStep({ set, get }, { text: `Moved ${namesOf(chosen)} ${where}`, undoId: moved.undoId });
  } catch (error) {
    rollBack(
      shown.flatMap(({ id }) => nodes[id] ?? []),
      shown,
    );
    get().notices.showError(error);
  }
}

/** The nodes that look different once items stand at a place, one after the other. */
function placeAll(
  nodes: Readonly<Record<ItemId, TreeNode>>,
  chosen: readonly TreeNode[],
  place: TreePlace,
): TreeNode[] {
  const changed = new Map<ItemId, TreeNode>();
  let now = { ...nodes };
  for (const { id } of chosen) {
    const placed = placeNode(now, indexTree(now), id, place);
    for (const node of placed) changed.set(node.id, node);
    now = withNodes(now, placed);
  }
  return [...changed.values()];
}
