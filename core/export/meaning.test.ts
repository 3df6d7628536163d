import { describe, expect, it } from 'vitest';
import { differences, meaningOf } from './meaning.ts';

const same = (left: never, right: never) => differences(meaningOf(left), meaningOf(right)).length === 0;

describe('meaningOf', () => {
  it.each([
    ['a wrapper', { collection: { info: {}, item: [] } }, { item: [], info: {} }],
    ['empty lists', { header: [], response: [], event: [], variable: [], query: [] }, {}],
    ['disabled false', { header: [{ key: 'a', disabled: false }] }, { header: [{ key: 'a' }] }],
    ['a misspelt list of items', { items: [{ name: 'a' }] }, { item: [{ name: 'a' }] }],
    ['code as a text', { script: { exec: 'a\nb' } }, { script: { exec: ['a', 'b'] } }],
  ])('takes %s for nothing', (_name, left, right) => {
    expect(same(left as never, right as never)).toBe(true);
  });

  it.each([
    ['a missing and an empty text', { description: '' }, {}],
    ['null and absent', { auth: null }, {}],
    ['text and number', { value: '1' }, { value: 1 }],
    ['disabled true', { disabled: true }, {}],
    [
      'the order of a list',
      { header: [{ key: 'a' }, { key: 'b' }] },
      { header: [{ key: 'b' }, { key: 'a' }] },
    ],
    ['an empty list of items', { item: [] }, {}],
    ['a lost field deep inside', { item: [{ a: { b: [{ c: 1 }] } }] }, { item: [{ a: { b: [{}] } }] }],
  ])('tells %s apart', (_name, left, right) => {
    expect(same(left as never, right as never)).toBe(false);
  });
});

describe('differences', () => {
  it('names places and both sides, up to a bound', () => {
    expect(differences({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }], d: 5 })).toEqual([
      { path: ['a', 1, 'b'], left: 2, right: 4 },
      { path: ['c'], left: 3, right: undefined },
      { path: ['d'], left: undefined, right: 5 },
    ]);
    expect(differences([1, 2, 3], [4, 5, 6], 2)).toHaveLength(2);
  });
});
