import { describe, expect, it } from 'vitest';
import { smallTree } from './small-tree.test-kit.ts';
import type { TreeNode } from './tree-node.ts';
import { createTreeSearch } from './tree-search.ts';
import { indexTree, matchNode } from './tree-view.ts';

const index = indexTree(smallTree);
const open = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, true])) as Record<string, true>;
const search = (query: string, expanded: Record<string, true> = {}) =>
  createTreeSearch(index)(expanded, query).map(({ id }) => id);

describe('a search', () => {
  it('keeps what is above a match, open', () => {
    expect(search('suspend')).toEqual(['c1', 'f1', 'r3']);
    expect(search('list user')).toEqual(['c1', 'r1']);
  });

  it('finds methods and marks what was found in the name', () => {
    expect(search('post user').filter((id) => id.startsWith('r'))).toEqual(['r2', 'r4', 'r3']);
    expect(matchNode(smallTree['r2'] as TreeNode, 'post user')).toEqual([{ start: 7, end: 11 }]);
    expect(matchNode(smallTree['r1'] as TreeNode, 'list lis us')).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 7 },
    ]);
  });

  it('looks at the names above where no name has every word', () => {
    expect(search('lifecycle suspend')).toEqual(['c1', 'f1', 'r3']);
    expect(search('factors users list')).toEqual(['c1', 'f1', 'f2', 'r5']);
    expect(search('post lifecycle activate')).toEqual(['c1', 'f1', 'r4']);
    // Every word above and none of its own is no match.
    expect(search('users lifecycle')).toEqual(['c1', 'f1']);
    expect(search('groups suspend')).toEqual([]);
  });

  it('lets a container that matches be opened in full', () => {
    expect(search('lifecycle')).toEqual(['c1', 'f1']);
    expect(search('lifecycle', open('f1'))).toEqual(['c1', 'f1', 'f2', 'r4', 'r3']);
  });

  it('gives nothing where nothing matches, and everything for blanks', () => {
    expect(search('no such thing')).toEqual([]);
    expect(search('  ')).toEqual(['c1', 'c2']);
  });

  it('counts the siblings in sight', () => {
    const rows = createTreeSearch(index)({}, 'user');
    expect(rows.map(({ id, position, setSize }) => `${id} ${position}/${setSize}`)).toEqual([
      'c1 1/1',
      'r1 1/3',
      'r2 2/3',
      'f1 3/3',
      'r4 1/2',
      'r3 2/2',
    ]);
  });
});

describe('one search after the other', () => {
  it('gives what each of them gives alone, whatever came before', () => {
    const again = createTreeSearch(index);
    const queries = [
      'l',
      'li',
      'lis',
      'list',
      'list ',
      'list f',
      'list',
      '',
      'list u',
      'us',
      'user p',
      'users s',
      'users su',
      'users lifecycle',
      'users lifecycle s',
      'users lifecycle su',
      'post',
      'x',
      'xy',
      'l',
    ];
    for (const query of queries) {
      expect(again({}, query).map(({ id }) => id)).toEqual(search(query));
    }
  });

  it('keeps the lines that stay as they were, and all of them where nothing changed', () => {
    const again = createTreeSearch(index);
    const first = again({}, 'po');
    expect(again({}, 'post')).toBe(first);
    const fewer = again({}, 'post act');
    expect(fewer.find(({ id }) => id === 'f1')).not.toBe(first.find(({ id }) => id === 'f1'));
    expect(fewer.find(({ id }) => id === 'c1')).toBe(first.find(({ id }) => id === 'c1'));
  });
});
