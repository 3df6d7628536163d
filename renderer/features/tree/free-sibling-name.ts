import type { TreeNode } from '../../../core/workspace/tree-node.ts';

/** Gives a name no sibling has: `New folder`, then `New folder 2`, and so on. */
export function freeSiblingName(name: string, siblings: readonly TreeNode[]): string {
  const taken = new Set(siblings.map((sibling) => sibling.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
  return free;
}
