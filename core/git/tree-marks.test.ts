import { expect, it } from 'vitest';
import type { ChangedItem, ChangeState } from './git-change.ts';
import { treeMarks } from './tree-marks.ts';

const parents: Record<string, string> = {
  folder: 'collection',
  one: 'folder',
  two: 'folder',
  three: 'other',
};
const marks = (...changes: [ChangeState, ChangedItem['kind'], string?][]) =>
  treeMarks(
    changes.map(([state, kind, id]) => ({ state, item: { kind, name: 'x', ...(id && { id }) } })),
    (id) => parents[id],
  );

it('marks what changed, and all that hold it', () => {
  expect(marks(['added', 'request', 'one'], ['renamed', 'request', 'three'])).toEqual({
    one: 'added',
    folder: 'inside',
    collection: 'inside',
    three: 'renamed',
    other: 'inside',
  });
});

it('says what became of a holder itself before what is inside it', () => {
  const both = { one: 'changed', folder: 'added', collection: 'inside' };
  expect(marks(['changed', 'request', 'one'], ['added', 'folder', 'folder'])).toEqual(both);
  expect(marks(['added', 'folder', 'folder'], ['changed', 'request', 'one'])).toEqual(both);
});

it('takes examples as changes of their request, and its own state before them', () => {
  expect(marks(['added', 'example', 'one'])['one']).toBe('changed');
  expect(marks(['added', 'request', 'one'], ['added', 'example', 'one'])['one']).toBe('added');
  expect(marks(['added', 'example', 'one'], ['added', 'request', 'one'])['one']).toBe('added');
  expect(marks(['deleted', 'collection', 'collection'])).toEqual({ collection: 'changed' });
});

it('leaves out what the tree does not have', () => {
  expect(marks(['deleted', 'request'], ['changed', 'environment', 'e1'], ['added', 'file'])).toEqual({});
});
