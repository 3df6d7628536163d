import { expect, it } from 'vitest';
import { pairRenames } from './pair-renames.ts';

const gone = (path: string) => ({ path, state: 'deleted' as const });
const fresh = (path: string) => ({ path, state: 'added' as const, isUntracked: true });

it('makes one change of a file that is gone and a new one of its content', () => {
  const changes = [gone('a/old'), fresh('a/new'), fresh('b'), gone('c')];
  const contents = new Map(Object.entries({ 'a/old': 'x', 'a/new': 'x', b: 'z', c: 'y' }));
  expect(pairRenames(changes, contents)).toEqual([
    { path: 'a/new', oldPath: 'a/old', state: 'renamed', isUntracked: true },
    fresh('b'),
    gone('c'),
  ]);
});

it('takes each file once, one of the same name first', () => {
  const changes = [gone('a/one'), gone('a/two'), fresh('b/two'), fresh('b/three'), fresh('b/four')];
  const contents = new Map(changes.map(({ path }) => [path, 'x']));
  expect(pairRenames(changes, contents).map(({ path, oldPath }) => [path, oldPath])).toEqual([
    ['b/two', 'a/two'],
    ['b/three', 'a/one'],
    ['b/four', undefined],
  ]);
});

it('leaves files alone whose content has no name', () => {
  const changes = [gone('a'), fresh('b')];
  expect(pairRenames(changes, new Map())).toEqual(changes);
});
