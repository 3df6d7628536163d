import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

test.each([
  ['', 'abc'],
  ['abc', ''],
  ['same', 'same'],
  ['{"a": 1}', '{"a": 12}'],
  ['aaaa', 'aa'],
  ['abcabc', 'abc'],
  ['a\r\nb', 'a\nb'],
  ['a\nb', 'a\r\nb'],
  ['x😀y', 'x😁y'],
  ['x😀', 'x\ud83d\ude01z'],
])('%j becomes %j', (before, after) => {
  const { start, end, text } = differenceOf(before, after);
  expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
  expect(text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
});

test('only what differs is replaced', () => {
  expect(differenceOf('one two three', 'one 2 three')).toEqual({ start: 4, end: 7, text: '2' });
});
