import { describe, expect, it } from 'vitest';
import type { Variable } from '../../../core/variables/variable.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import {
  ancestorsOf,
  completableNames,
  findVisible,
  overriddenScopes,
  previewValue,
  visibleScopes,
} from './visible-scopes.ts';

const variable = (key: string, initialValue: string, more: Partial<Variable> = {}): Variable => ({
  key,
  initialValue,
  enabled: true,
  type: 'default',
  ...more,
});

const nodes: Record<string, TreeNode> = {
  c: { id: 'c', kind: 'collection', name: 'Users' },
  f: { id: 'f', parentId: 'c', kind: 'folder', name: 'Lifecycle' },
  g: { id: 'g', parentId: 'f', kind: 'folder', name: 'Activate' },
  r: { id: 'r', parentId: 'g', kind: 'request', name: 'Activate user' },
};

const chain = visibleScopes({
  environment: {
    id: 'e',
    name: 'Sandbox',
    revision: '1',
    variables: [
      variable('url', 'https://example.com', { currentValue: 'http://127.0.0.1:5000' }),
      variable('off', 'x', { enabled: false }),
      variable('apikey', '', { type: 'secret', secretId: 's' }),
      variable('users', '{{url}}/users/{{apikey}}/{{$guid}}/{{nobody}}'),
      variable('loop', '{{loop}}'),
    ],
  },
  globals: {
    id: 'globals',
    name: 'Globals',
    revision: '1',
    variables: [variable('limit', '5'), variable('off', 'g')],
  },
  ancestors: ancestorsOf(nodes, 'r'),
  definitions: {
    c: {
      name: 'Users',
      scripts: [],
      variables: [variable('limit', '25'), variable('url', 'collection'), variable('who', 'c')],
    },
    f: { name: 'Lifecycle', scripts: [], variables: [variable('who', 'f')] },
    g: { name: 'Activate', scripts: [], variables: [variable('who', 'g')] },
  },
});

describe('ancestorsOf', () => {
  it('goes outwards from the parent of a request, and starts with a folder itself', () => {
    expect(ancestorsOf(nodes, 'r').map(({ id }) => id)).toEqual(['g', 'f', 'c']);
    expect(ancestorsOf(nodes, 'f')).toEqual([
      { id: 'f', kind: 'folder' },
      { id: 'c', kind: 'collection' },
    ]);
    expect(ancestorsOf(nodes, undefined)).toEqual([]);
    expect(ancestorsOf(nodes, 'gone')).toEqual([]);
  });

  it('ends in a tree that goes in circles', () => {
    const circle: Record<string, TreeNode> = {
      a: { id: 'a', parentId: 'b', kind: 'folder', name: 'a' },
      b: { id: 'b', parentId: 'a', kind: 'folder', name: 'b' },
    };
    expect(ancestorsOf(circle, 'a')).toHaveLength(2);
  });
});

describe('looking a name up', () => {
  it.each([
    ['url', 'environment', 'http://127.0.0.1:5000', 'Sandbox'],
    ['who', 'folder', 'g', 'Activate'],
    ['limit', 'collection', '25', 'Users'],
    ['off', 'globals', 'g', 'Globals'],
  ])('finds %s in the %s', (name, scope, value, scopeName) =>
    expect(findVisible(chain, name)).toMatchObject({ scope, value, scopeName }),
  );

  it('masks secrets, knows generated names and leaves the rest unresolved', () => {
    expect(findVisible(chain, 'apikey')).toMatchObject({ value: undefined, secret: true });
    expect(findVisible(chain, '$guid')).toMatchObject({ scope: 'generated', ref: undefined });
    expect(findVisible(chain, 'nobody')).toBeUndefined();
    expect(findVisible(chain, 'toString')).toBeUndefined();
  });

  it('tells which scopes lose', () => {
    expect(overriddenScopes(chain, 'who').map((scope) => scope.name)).toEqual(['Lifecycle', 'Users']);
    expect(overriddenScopes(chain, 'nobody')).toEqual([]);
  });

  it('offers every name once, with the scope that wins', () => {
    const offered = completableNames(chain).filter(({ name }) => !name.startsWith('$'));
    expect(offered).toEqual([
      { name: 'url', scopeName: 'Sandbox' },
      { name: 'apikey', scopeName: 'Sandbox' },
      { name: 'users', scopeName: 'Sandbox' },
      { name: 'loop', scopeName: 'Sandbox' },
      { name: 'who', scopeName: 'Activate' },
      { name: 'limit', scopeName: 'Users' },
      { name: 'off', scopeName: 'Globals' },
    ]);
  });
});

describe('previewValue', () => {
  it('replaces what is known, hides secrets and names what is generated', () => {
    const value = findVisible(chain, 'users')?.value ?? '';
    expect(previewValue(chain, value)).toBe('http://127.0.0.1:5000/users/••••••/<$guid>/{{nobody}}');
  });

  it('has nothing to show for plain text and for a value that mentions itself', () => {
    expect(previewValue(chain, 'plain')).toBeUndefined();
    expect(previewValue(chain, '{{nobody}}')).toBeUndefined();
    expect(previewValue(chain, '{{loop}}')).toBeUndefined();
  });
});
