import { expect, test } from 'vitest';
import { markText } from './mark-text.ts';

const searchOf = (matches: { start: number; end: number }[]) => ({
  matchAt: (index: number) => matches[index],
  firstAfter: (offset: number) => {
    const index = matches.findIndex(({ end }) => end > offset);
    return index === -1 ? matches.length : index;
  },
});

test('gives the parts of a text that matches cover, cut at its ends', () => {
  const search = searchOf([
    { start: 2, end: 6 },
    { start: 8, end: 12 },
  ]);
  expect(markText('abcdef', 4, search)).toEqual([
    { start: 0, end: 2, match: 0 },
    { start: 4, end: 6, match: 1 },
  ]);
  expect(markText('ab', 6, search)).toEqual([]);
});

test('counts in characters where matches count in bytes', () => {
  // é is two bytes, 😀 four bytes and two units.
  expect(markText('é😀xé', 10, searchOf([{ start: 16, end: 19 }]))).toEqual([{ start: 3, end: 5, match: 0 }]);
});
