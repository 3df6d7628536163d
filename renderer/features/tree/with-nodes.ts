import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';

/** Gives the nodes with some of them changed. */
export function withNodes(
  nodes: Record<ItemId, TreeNode>,
  changed: readonly TreeNode[],
): Record<ItemId, TreeNode> {
  return { ...nodes, ...Object.fromEntries(changed.map((node) => [node.id, node])) };
}
