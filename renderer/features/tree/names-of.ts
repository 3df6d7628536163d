import type { TreeNode } from '../../../core/workspace/tree-node.ts';

/** Gives names to read: all of a few, or the first ones and how many more they are. */
export function namesOf(nodes: readonly TreeNode[]): string {
  const shown = nodes.length > 4 ? nodes.slice(0, 3) : nodes;
  const names = shown.map(({ name }) => `“${name}”`);
  const last = shown.length < nodes.length ? `${nodes.length - shown.length} more` : names.pop();
  return names.length === 0 ? (last ?? '') : `${names.join(', ')} and ${last}`;
}
