import { describe, expect, it } from 'vitest';
import { smallTree } from './small-tree.test-kit.ts';
import type { TreeNode } from './tree-node.ts';
import { areNeighbours, canStandIn, placeNode, resolveDrop, stepPlace, topmostIds } from './tree-move.ts';
import { ancestorIds, flattenTree, indexTree, nodesInSight, subtreeIds } from './tree-view.ts';

const index = indexTree(smallTree);
const open = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, true])) as Record<string, true>;
const ids = (rows: { node: TreeNode }[]) => rows.map((row) => row.node.id);

describe('flattenTree', () => {
  it('sorts by order, then by name, and shows what is open', () => {
    expect(ids(flattenTree(index, {}))).toEqual(['c1', 'c2']);
    expect(ids(flattenTree(index, open('c1', 'f1')))).toEqual([
      'c1',
      'r1',
      'r2',
      'f1',
      'f2',
      'r4',
      'r3',
      'c2',
    ]);
  });

  it('gives depth, counts and places', () => {
    const row = flattenTree(index, open('c1', 'f1')).find(({ node }) => node.id === 'r4');
    expect(row).toMatchObject({ depth: 2, childCount: 0, isExpanded: undefined, position: 2, setSize: 3 });
  });

  it('keeps a node whose parent is gone in sight, at the top', () => {
    const lonely = indexTree({ x: { id: 'x', parentId: 'gone', kind: 'request', name: 'X' } });
    expect(ids(flattenTree(lonely, {}))).toEqual(['x']);
  });

  it('flattens 10,000 requests in order', () => {
    const many: Record<string, TreeNode> = { c: { id: 'c', kind: 'collection', name: 'Big' } };
    for (let at = 0; at < 10_000; at += 1) {
      many[`r${at}`] = { id: `r${at}`, parentId: 'c', kind: 'request', name: `Request ${at}`, order: at };
    }
    const rows = flattenTree(indexTree(many), open('c'));
    expect(rows.length).toBe(10_001);
    expect(rows[2]?.node.name).toBe('Request 1');
  });
});

describe('nodesInSight', () => {
  it('gives what flattenTree would show, and nothing of an open folder in a closed one', () => {
    for (const expanded of [[], ['c1'], ['c1', 'f1'], ['f1'], ['c2', 'gone']]) {
      const shown = nodesInSight(Object.values(smallTree), expanded).map(({ id }) => id);
      expect(shown.toSorted()).toEqual(ids(flattenTree(index, open(...expanded))).toSorted());
    }
  });
});

describe('ancestors and subtrees', () => {
  it('goes from the collection down, and all the way down', () => {
    expect(ancestorIds(smallTree, 'r5')).toEqual(['c1', 'f1', 'f2']);
    expect(subtreeIds(index, 'f1').toSorted()).toEqual(['f1', 'f2', 'r3', 'r4', 'r5']);
  });

  it('ends on a circle', () => {
    const circle: Record<string, TreeNode> = {
      a: { id: 'a', parentId: 'b', kind: 'folder', name: 'A' },
      b: { id: 'b', parentId: 'a', kind: 'folder', name: 'B' },
    };
    expect(ancestorIds(circle, 'a')).toEqual(['a', 'b']);
  });
});

describe('resolveDrop', () => {
  const drop = (
    id: string,
    zone: 'before' | 'inside' | 'after',
    targetId: string,
    isTargetExpanded = false,
  ) => resolveDrop(smallTree, index, { ids: [id], targetId, zone, isTargetExpanded });

  it('gives parent and next sibling', () => {
    expect(drop('r3', 'before', 'r2')).toEqual({ parentId: 'c1', beforeId: 'r2' });
    expect(drop('r3', 'after', 'r2')).toEqual({ parentId: 'c1', beforeId: 'f1' });
    expect(drop('r1', 'inside', 'f1')).toEqual({ parentId: 'f1', beforeId: undefined });
    expect(drop('r1', 'after', 'f1')).toEqual({ parentId: 'c1', beforeId: undefined });
    expect(drop('r1', 'after', 'f1', true)).toEqual({ parentId: 'f1', beforeId: 'f2' });
  });

  it('refuses what may not be and what changes nothing', () => {
    expect(drop('f1', 'inside', 'f2')).toBeUndefined();
    expect(drop('f1', 'before', 'r5')).toBeUndefined();
    expect(drop('r1', 'inside', 'r2')).toBeUndefined();
    expect(drop('r1', 'before', 'c2')).toBeUndefined();
    expect(drop('c1', 'inside', 'c2')).toBeUndefined();
    expect(drop('r1', 'before', 'r2')).toBeUndefined();
    expect(drop('r2', 'after', 'r1')).toBeUndefined();
    expect(canStandIn(smallTree, 'c1', undefined)).toBe(true);
    expect(drop('c2', 'before', 'c1')).toEqual({ parentId: undefined, beforeId: 'c1' });
  });
});

describe('several at once', () => {
  const drop = (dragged: string[], zone: 'before' | 'inside' | 'after', targetId: string) =>
    resolveDrop(smallTree, index, { ids: dragged, targetId, zone, isTargetExpanded: false });

  it('go before the next one that is not on the move', () => {
    expect(drop(['f1', 'r4'], 'after', 'r1')).toEqual({ parentId: 'c1', beforeId: 'r2' });
    expect(drop(['r2', 'r4'], 'after', 'r1')).toEqual({ parentId: 'c1', beforeId: 'f1' });
    expect(drop(['r2', 'f1'], 'before', 'r1')).toEqual({ parentId: 'c1', beforeId: 'r1' });
  });

  it('stay where one may not go, where they are already, and on themselves', () => {
    expect(drop(['r1', 'c2'], 'inside', 'f1')).toBeUndefined();
    expect(drop(['r2', 'f1'], 'after', 'r1')).toBeUndefined();
    expect(drop(['r1', 'r2'], 'after', 'r2')).toBeUndefined();
    expect(drop(['r2', 'f1'], 'inside', 'f2')).toBeUndefined();
  });

  it('step together, within one parent', () => {
    expect(stepPlace(smallTree, index, ['r2', 'f1'], -1)).toEqual({ parentId: 'c1', beforeId: 'r1' });
    expect(stepPlace(smallTree, index, ['r1', 'r2'], 1)).toEqual({ parentId: 'c1', beforeId: undefined });
    expect(stepPlace(smallTree, index, ['r1', 'r2'], -1)).toBeUndefined();
    expect(stepPlace(smallTree, index, ['r2', 'r4'], -1)).toBeUndefined();
  });

  it('leave out what is inside another one', () => {
    expect(topmostIds(smallTree, ['r1', 'f1', 'f2', 'r4', 'c2'])).toEqual(['r1', 'f1', 'c2']);
    expect(areNeighbours(smallTree, index, ['r2', 'f1'])).toBe(true);
    expect(areNeighbours(smallTree, index, ['r1', 'f1'])).toBe(false);
    expect(areNeighbours(smallTree, index, ['r1', 'r4'])).toBe(false);
  });
});

describe('stepPlace and placeNode', () => {
  const after = (changed: TreeNode[]) => {
    const next = { ...smallTree, ...Object.fromEntries(changed.map((node) => [node.id, node])) };
    return (parentId: string | undefined) =>
      indexTree(next)
        .get(parentId)
        ?.map((node) => node.id);
  };

  it('steps among siblings and stops at the ends', () => {
    expect(stepPlace(smallTree, index, ['r2'], -1)).toEqual({ parentId: 'c1', beforeId: 'r1' });
    expect(stepPlace(smallTree, index, ['r1'], 1)).toEqual({ parentId: 'c1', beforeId: 'f1' });
    expect(stepPlace(smallTree, index, ['r1'], -1)).toBeUndefined();
    expect(stepPlace(smallTree, index, ['f1'], 1)).toBeUndefined();
  });

  it('changes one node where there is room', () => {
    const changed = placeNode(smallTree, index, 'f1', { parentId: 'c1', beforeId: 'r2' });
    expect(changed.length).toBe(1);
    expect(after(changed)('c1')).toEqual(['r1', 'f1', 'r2']);
    expect(after(placeNode(smallTree, index, 'f1', { parentId: 'c1', beforeId: 'r1' }))('c1')).toEqual([
      'f1',
      'r1',
      'r2',
    ]);
    expect(after(placeNode(smallTree, index, 'r1', { parentId: 'c1', beforeId: undefined }))('c1')).toEqual([
      'r2',
      'f1',
      'r1',
    ]);
  });

  it('numbers siblings afresh where there is none', () => {
    const changed = placeNode(smallTree, index, 'r1', { parentId: 'f1', beforeId: 'r3' });
    expect(changed.length).toBe(4);
    expect(after(changed)('f1')).toEqual(['f2', 'r4', 'r1', 'r3']);
    expect(after(changed)('c1')).toEqual(['r2', 'f1']);
  });
});
