import { describe, expect, it } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { matchingPlaces, placesOf, proposedName } from './save-places.ts';

const nodes: Record<string, TreeNode> = Object.fromEntries(
  (
    [
      { id: 'r', parentId: 'a', kind: 'request', name: 'List' },
      { id: 'b', kind: 'collection', name: 'Groups', order: 2 },
      { id: 'a', kind: 'collection', name: 'Users', order: 1 },
      { id: 'a2', parentId: 'a', kind: 'folder', name: 'Sessions', order: 2 },
      { id: 'a1', parentId: 'a', kind: 'folder', name: 'Lifecycle', order: 1 },
      { id: 'a11', parentId: 'a1', kind: 'folder', name: 'Activate' },
    ] satisfies TreeNode[]
  ).map((node) => [node.id, node]),
);

describe('the places to save in', () => {
  const places = placesOf(nodes);

  it('are collections and folders in the order of the tree', () => {
    expect(places.map(({ name, depth, path }) => [name, depth, path])).toEqual([
      ['Users', 0, ''],
      ['Lifecycle', 1, 'Users'],
      ['Activate', 2, 'Users / Lifecycle'],
      ['Sessions', 1, 'Users'],
      ['Groups', 0, ''],
    ]);
  });

  it('are found by words of their name or path', () => {
    expect(matchingPlaces(places, 'USERS act').map(({ name }) => name)).toEqual(['Activate']);
    expect(matchingPlaces(places, '')).toHaveLength(5);
    expect(matchingPlaces(places, 'nowhere')).toEqual([]);
  });
});

describe('proposedName', () => {
  const named = (url: string, name = 'Untitled request', method = 'POST') =>
    proposedName(name, { ...emptyRequest(), url, method });

  it('is method and path of a request without a name', () => {
    expect(named('{{url}}/api/v1/users?limit=5')).toBe('POST /api/v1/users');
    expect(named('https://example.com/a/b#c', undefined, '')).toBe('GET /a/b');
  });

  it('leaves a given name alone, and has none where there is no path', () => {
    expect(named('https://example.com/a', 'Mine')).toBe('Mine');
    expect(named('https://example.com/')).toBe('Untitled request');
    expect(named('')).toBe('Untitled request');
  });
});
