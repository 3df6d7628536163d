import type { TreeNode } from './tree-node.ts';

const list: TreeNode[] = [
  { id: 'c2', kind: 'collection', name: 'Groups', order: 2000 },
  { id: 'c1', kind: 'collection', name: 'Users', order: 1000 },
  { id: 'f1', parentId: 'c1', kind: 'folder', name: 'Lifecycle', order: 3000 },
  { id: 'r1', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET', order: 1000 },
  { id: 'r2', parentId: 'c1', kind: 'request', name: 'Create user', method: 'POST', order: 2000 },
  { id: 'r3', parentId: 'f1', kind: 'request', name: 'Suspend user', method: 'POST' },
  { id: 'r4', parentId: 'f1', kind: 'request', name: 'Activate user', method: 'POST' },
  { id: 'f2', parentId: 'f1', kind: 'folder', name: 'Factors', order: 10 },
  { id: 'r5', parentId: 'f2', kind: 'request', name: 'List factors', method: 'GET' },
];

/** For tests: two collections with folders in folders, by id, not in the order they are shown in. */
export const smallTree: Readonly<Record<string, TreeNode>> = Object.fromEntries(
  list.map((node) => [node.id, node]),
);
