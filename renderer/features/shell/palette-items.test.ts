import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { commandEntries, environmentEntries, itemEntries, paletteGroups } from './palette-items.ts';

const list: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Users (Okta API)' },
  { id: 'f1', parentId: 'c1', kind: 'folder', name: 'Lifecycle' },
  { id: 'r1', parentId: 'f1', kind: 'request', name: 'Suspend', method: 'POST' },
  { id: 'r2', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET' },
  { id: 'g1', parentId: 'c1', kind: 'unsupported', name: 'Users by gRPC' },
];
const nodes = Object.fromEntries(list.map((node) => [node.id, node]));
const sources = {
  ...commandEntries(() => true),
  items: itemEntries(nodes),
  environments: environmentEntries([{ id: 'e1', name: 'Acme', variableCount: 3 }], 'e1'),
};
const titles = (query: string, recent: `item:${string}`[] = []) =>
  paletteGroups(sources, query, recent).map(({ heading, entries }) => [
    heading,
    ...entries.map((entry) => entry.title),
  ]);

describe('itemEntries', () => {
  it('lists what can be opened, with the names above it', () => {
    expect(sources.items.map(({ id, path }) => [id, path])).toEqual([
      ['item:c1', ''],
      ['item:f1', 'Users (Okta API)'],
      ['item:r1', 'Users (Okta API) / Lifecycle'],
      ['item:r2', 'Users (Okta API)'],
    ]);
  });
});

describe('paletteGroups', () => {
  it('starts with what was used last', () => {
    const [first, second] = titles('', ['item:gone', 'item:r2']);
    expect(first).toEqual(['Recent', 'List users']);
    expect(second?.[0]).toBe('Actions');
    expect(second).toContain('Import');
  });

  it('puts the group with the best answer first', () => {
    expect(titles('acme')[0]?.slice(0, 2)).toEqual(['Environments', 'Acme']);
    expect(titles('list')[0]?.slice(0, 2)).toEqual(['Requests and folders', 'List users']);
    expect(titles('proxy')[0]).toEqual(['Settings', 'Settings: Proxy']);
  });

  it('finds a request by method and by the folder above it', () => {
    expect(titles('post suspend')[0]?.[1]).toBe('Suspend');
    expect(titles('lifecycle suspend')[0]?.[1]).toBe('Suspend');
  });

  it('forgives one slip where nothing else is found', () => {
    expect(titles('supsend')).toEqual([['Requests and folders', 'Suspend']]);
    expect(titles('setings')[0]?.[0]).toBe('Settings');
    expect(titles('apperance')[0]?.[1]).toBe('Settings: Appearance');
    expect(titles('post supsend')[0]?.[1]).toBe('Suspend');
  });

  it('finds the shortcuts by a question mark, and nothing by nonsense', () => {
    expect(titles('?')).toEqual([['Actions', 'Keyboard shortcuts']]);
    expect(titles('qqqq')).toEqual([]);
  });
});
