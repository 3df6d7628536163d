import { describe, expect, it } from 'vitest';
import { sameValue } from './same-value.ts';

describe('sameValue', () => {
  it.each([
    ['scalars', 1, 1],
    ['key order', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['undefined and absent fields', { a: 1, b: undefined }, { a: 1 }],
    ['nested lists', [[], { a: [null] }], [[], { a: [null] }]],
  ])('holds for %s', (_name, left, right) => expect(sameValue(left, right)).toBe(true));

  it.each([
    ['another scalar', 1, 2],
    ['null and an object', null, {}],
    ['a list and an object', [], {}],
    ['a shorter list', [1], [1, 2]],
    ['another order in a list', [1, 2], [2, 1]],
    ['a missing field', { a: 1 }, { a: 1, b: 2 }],
    ['an own field against a prototype one', { toString: 1 }, {}],
    ['as many fields with other names', { a: 1 }, { b: 1 }],
  ])('does not hold for %s', (_name, left, right) => {
    expect(sameValue(left, right)).toBe(false);
    expect(sameValue(right, left)).toBe(false);
  });
});
