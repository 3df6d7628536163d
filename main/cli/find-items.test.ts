import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import { findByName, findRequest } from './find-items.ts';

const node = (id: string, kind: TreeNode['kind'], name: string, parentId?: string): TreeNode =>
  parentId === undefined ? { id, kind, name } : { id, kind, name, parentId };

const tree = [
  node('c1', 'collection', 'Users (Okta API)'),
  node('f1', 'folder', 'Lifecycle / State', 'c1'),
  node('r1', 'request', 'Activate', 'f1'),
  node('r2', 'request', 'List users', 'c1'),
  node('r3', 'request', 'A/B', 'c1'),
  node('f2', 'folder', 'A', 'c1'),
  node('r4', 'request', 'C', 'f2'),
  node('c2', 'collection', 'Twice'),
  node('r5', 'request', 'Same', 'c2'),
  node('r6', 'request', 'Same', 'c2'),
  node('u1', 'unsupported', 'gRPC', 'c2'),
];

describe('findRequest', () => {
  it.each([
    ['Users (Okta API)/List users', 'r2'],
    ['Users (Okta API)/Lifecycle / State/Activate', 'r1'],
    ['Users (Okta API)/A/B', 'r3'],
    ['Users (Okta API)/A/C', 'r4'],
  ])('finds %s', (path, id) => {
    expect(findRequest(tree, path)).toBe(id);
  });

  it.each([
    'List users',
    'Users (Okta API)',
    'Users (Okta API)/',
    'users (okta api)/list users',
    'Users (Okta API)/Lifecycle / State',
    'Twice/gRPC',
    '',
  ])('does not find %j, and names the collections', (path) => {
    expect(() => findRequest(tree, path)).toThrow(
      expect.objectContaining({
        code: 'ERR_WORKSPACE_ITEM_NOT_FOUND',
        details: expect.objectContaining({ known: ['Users (Okta API)', 'Twice'] }) as unknown,
      }),
    );
  });

  it('does not choose between two of the same name', () => {
    expect(() => findRequest(tree, 'Twice/Same')).toThrow(
      expect.objectContaining({ code: 'ERR_CLI_AMBIGUOUS' }),
    );
  });

  it('tells a request whose name has a slash from one in a folder', () => {
    const both = [...tree, node('f3', 'folder', 'A', 'c1'), node('r7', 'request', 'B', 'f3')];
    expect(() => findRequest(both, 'Users (Okta API)/A/B')).toThrow(
      expect.objectContaining({ code: 'ERR_CLI_AMBIGUOUS' }),
    );
  });
});

describe('findByName', () => {
  it('finds the one of that name', () => {
    const items = [
      { id: 'a', name: 'Prod' },
      { id: 'b', name: 'prod' },
    ];
    expect(findByName(items, 'prod')).toBe('b');
    expect(() => findByName([...items, { id: 'c', name: 'Prod' }], 'Prod')).toThrow(
      expect.objectContaining({ code: 'ERR_CLI_AMBIGUOUS' }),
    );
    expect(() => findByName([], 'Prod')).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_ITEM_NOT_FOUND' }),
    );
  });
});
