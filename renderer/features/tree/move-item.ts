import type { ItemId } from '../../../core/ids.ts';
import { placeNode, type TreePlace } from '../../../core/workspace/tree-move.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { indexTree } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { withNodes } from './with-nodes.ts';

/** Changes to the nodes that are shown: one that the Node side confirmed, and those that it refused. */
export interface Shown {
  adopt(node: TreeNode): void;
  rollBack(before: readonly TreeNode[], shown: readonly TreeNode[]): void;
}

/** Moves an item; one that went into another container can be taken back, as it is easily dropped there unawares. */
export async function moveItem(
  tools: SliceTools<'tree'>,
  show: Shown,
  id: ItemId,
  place: TreePlace,
): Promise<void> {
  const { get } = tools;
  const { nodes } = get().tree;
  const node = nodes[id];
  const siblings = indexTree(nodes).get(node?.parentId) ?? [];
  const next = siblings[siblings.findIndex((sibling) => sibling.id === id) + 1]?.id;
  const isMoved = await putInPlace(tools, show, id, place);
  if (!isMoved || node === undefined || node.parentId === place.parentId) return;
  const undo = () => {
    const { parentId } = node;
    const isNextThere = next !== undefined && get().tree.nodes[next]?.parentId === parentId;
    void putInPlace(tools, show, id, { parentId, beforeId: isNextThere ? next : undefined });
  };
  const container = place.parentId === undefined ? undefined : nodes[place.parentId];
  get().notices.show({
    kind: 'info',
    text: `Moved “${node.name}” ${container === undefined ? 'to the top' : `into “${container.name}”`}`,
    action: { label: 'Undo', run: undo },
  });
}

async function putInPlace(
  { set, get }: SliceTools<'tree'>,
  { adopt, rollBack }: Shown,
  id: ItemId,
  place: TreePlace,
): Promise<boolean> {
  const { nodes, expanded } = get().tree;
  const { parentId } = place;
  const shown = placeNode(nodes, indexTree(nodes), id, place);
  const before = shown.flatMap((node) => nodes[node.id] ?? []);
  set({
    nodes: withNodes(nodes, shown),
    expanded: parentId === undefined ? expanded : { ...expanded, [parentId]: true },
    cutId: undefined,
  });
  try {
    const { node } = await call('item.move', { id, ...place });
    adopt(node);
    return true;
  } catch (error) {
    rollBack(before, shown);
    get().notices.showError(error);
    return false;
  }
}
