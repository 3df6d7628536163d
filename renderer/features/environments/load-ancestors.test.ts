import { beforeEach, expect, it, vi } from 'vitest';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
let hasFailed = false;
const nodes: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Okta' },
  { id: 'f1', kind: 'folder', name: 'Users', parentId: 'c1' },
  { id: 'r1', kind: 'request', name: 'List', parentId: 'f1', method: 'GET' },
] as TreeNode[];
const reads = () =>
  store.door.calls.filter(({ operation }) => operation === 'definition.read').map(({ input }) => input);

beforeEach(async () => {
  vi.resetModules();
  hasFailed = false;
  store = await freshStore({
    'workspace.readTree': () => ({ nodes, name: 'W', path: '/w', problems: [] }) as never,
    'definition.read': ({ id }) => {
      if (hasFailed) throw new Error('The door is closed.');
      return { id, definition: { name: id, variables: [], scripts: [] }, revision: 'r' } as never;
    },
  });
  await store.state().tree.load();
});

it('reads a definition once, however many fields ask for it at the same time', async () => {
  const { loadAncestors } = store.state().environments;
  await Promise.all([loadAncestors('r1'), loadAncestors('r1'), loadAncestors('f1')]);
  expect(reads()).toEqual([{ id: 'f1' }, { id: 'c1' }]);
  expect(Object.keys(store.state().environments.definitions).toSorted()).toEqual(['c1', 'f1']);
  await loadAncestors('r1');
  expect(reads()).toHaveLength(2);
});

it('asks again after a read that failed', async () => {
  const { loadAncestors } = store.state().environments;
  hasFailed = true;
  await Promise.all([1, 2].map(() => expect(loadAncestors('r1')).rejects.toThrow()));
  hasFailed = false;
  await loadAncestors('r1');
  expect(Object.keys(store.state().environments.definitions)).toHaveLength(2);
});
