import { describe, expect, it } from 'vitest';
import { type ContainerEntry, EntryTree } from './entry-tree.ts';
import { type DirtyPlaces, markDirty } from './watch-workspace.ts';

describe('markDirty', () => {
  const tree = new EntryTree();
  const collection: ContainerEntry = {
    id: 'c',
    kind: 'collection',
    parent: undefined,
    fileName: 'C',
    name: 'C',
    children: new Map(),
  };
  const folder: ContainerEntry = {
    id: 'f',
    kind: 'folder',
    parent: collection,
    fileName: 'F',
    name: 'F',
    children: new Map(),
  };
  tree.add(collection);
  tree.add(folder);
  tree.add({ id: 'r', kind: 'request', parent: folder, fileName: 'R.request.yaml', name: 'R' });

  it.each([
    ['', [undefined], true],
    ['postman', [undefined], true],
    ['postman/environments/E.environment.yaml', [], true],
    ['postman\\globals', [], true],
    ['postman/collections', [undefined], false],
    ['postman/collections/New/x.request.yaml', [undefined], false],
    ['postman/collections/C/.resources/definition.yaml', [undefined, 'c'], false],
    ['postman\\collections\\C\\F\\R.request.yaml', [undefined, 'c', 'f'], false],
    ['README.md', [], false],
    ['.git/index', [], false],
  ])('%j', (path, ids, environments) => {
    const places: DirtyPlaces = { containers: new Set(), environments: false };
    markDirty(places, tree, path);
    expect([...places.containers].map((each) => each?.id)).toStrictEqual(ids);
    expect(places.environments).toBe(environments);
  });
});
