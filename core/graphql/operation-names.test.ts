import { describe, expect, it } from 'vitest';
import { findOperations } from './operation-names.ts';

describe('findOperations', () => {
  it.each<[string, string[], number]>([
    ['', [], 0],
    ['{ me { id } }', [], 1],
    ['query { me { id } }', [], 1],
    [
      'query Me { me { id } } mutation Save($x: In = {a: "}"}) @skip(if: false) { save(x: $x) { id } }',
      ['Me', 'Save'],
      2,
    ],
    ['subscription S{a}', ['S'], 1],
    ['fragment query on User { id } query A { ...query }', ['A'], 1],
    ['# query No { a }\nquery Yes { a(text: "query B { }") }', ['Yes'], 1],
    ['query A { a(text: """ query B { } \\""" } """) } query C { c }', ['A', 'C'], 2],
    ['query A { query B { mutation } } query', ['A'], 2],
    ['query ($id: ID!) { a } query Named { b }', ['Named'], 2],
  ])('%s', (document, names, count) => {
    expect(findOperations(document)).toEqual({ names, count });
  });

  it('ends on unfinished texts of any size', () => {
    const { names } = findOperations(`query A { ${'('.repeat(50_000)} """ ${'x'.repeat(50_000)}`);
    expect(names).toEqual(['A']);
  });
});
