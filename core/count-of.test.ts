import { expect, it } from 'vitest';
import { countOf } from './count-of.ts';

it('counts in words', () => {
  expect([0, 1, 2, 12_345].map((count) => countOf(count, 'request'))).toEqual([
    '0 requests',
    '1 request',
    '2 requests',
    '12,345 requests',
  ]);
  expect(countOf(2, 'entry is', 'entries are')).toBe('2 entries are');
});
