import { describe, expect, test } from 'vitest';
import { dropPosition, parentIndex, siblingPlaces, treeMove, typeaheadIndex } from './tree-model.ts';
import type { TreeRow } from './tree-model.ts';

const rows: TreeRow[] = [
  { id: 'users', depth: 0, label: 'Users', isExpanded: true },
  { id: 'life', depth: 1, label: 'Lifecycle', isExpanded: true },
  { id: 'activate', depth: 2, label: 'Activate' },
  { id: 'list', depth: 1, label: 'List users' },
  { id: 'groups', depth: 0, label: 'Groups', isExpanded: false },
  { id: 'empty', depth: 0, label: 'Empty', isExpanded: true },
];

test('siblingPlaces counts siblings, not rows', () => {
  expect(siblingPlaces(rows)).toEqual([
    { position: 1, count: 3 },
    { position: 1, count: 2 },
    { position: 1, count: 1 },
    { position: 2, count: 2 },
    { position: 2, count: 3 },
    { position: 3, count: 3 },
  ]);
});

test('parentIndex finds the holder of a row', () => {
  expect(rows.map((_, index) => parentIndex(rows, index))).toEqual([-1, 0, 1, 0, -1, -1]);
});

describe('treeMove', () => {
  test.each([
    ['ArrowDown', 0, { kind: 'focus', index: 1 }],
    ['ArrowDown', 5, { kind: 'focus', index: 5 }],
    ['ArrowUp', 0, { kind: 'focus', index: 0 }],
    ['Home', 3, { kind: 'focus', index: 0 }],
    ['End', 3, { kind: 'focus', index: 5 }],
    ['PageDown', 1, { kind: 'focus', index: 4 }],
    ['PageUp', 1, { kind: 'focus', index: 0 }],
    ['ArrowRight', 4, { kind: 'toggle', isExpanded: true }],
    ['ArrowRight', 0, { kind: 'focus', index: 1 }],
    ['ArrowRight', 2, undefined],
    ['ArrowRight', 5, undefined],
    ['ArrowLeft', 0, { kind: 'toggle', isExpanded: false }],
    ['ArrowLeft', 2, { kind: 'focus', index: 1 }],
    ['ArrowLeft', 4, undefined],
    ['x', 0, undefined],
  ])('%s on row %i', (key, index, move) => {
    expect(treeMove(rows, index, key, 3)).toEqual(move);
  });
});

describe('typeaheadIndex', () => {
  test('goes on from the present row and round', () => {
    expect(typeaheadIndex(rows, 0, 'l')).toBe(1);
    expect(typeaheadIndex(rows, 1, 'l')).toBe(3);
    expect(typeaheadIndex(rows, 3, 'l')).toBe(1);
  });

  test('several letters narrow down and may stay on the row', () => {
    expect(typeaheadIndex(rows, 1, 'li')).toBe(1);
    expect(typeaheadIndex(rows, 1, 'lis')).toBe(3);
    expect(typeaheadIndex(rows, 1, 'no')).toBeUndefined();
  });

  test('the same letter again and again steps through', () => {
    expect(typeaheadIndex(rows, 1, 'll')).toBe(3);
  });
});

test.each([
  [2, true, 'before'],
  [14, true, 'inside'],
  [26, true, 'after'],
  [13, false, 'before'],
  [15, false, 'after'],
])('a drop at %i px of a row that can hold others: %s, is %s', (offset, canHold, position) => {
  expect(dropPosition(offset, 28, canHold)).toBe(position);
});
