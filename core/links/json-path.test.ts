import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { evaluateJsonPath, scalarText } from './json-path.ts';
import { JsonNumber, type JsonTree, parseJsonTree } from './json-tree.ts';
import { normalPath } from './normal-path.ts';
import { parseJsonPath } from './parse-json-path.ts';

/** Plain values again, to compare with. */
function plain(value: JsonTree): unknown {
  if (value instanceof JsonNumber) return Number(value.token);
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]))
    : value;
}

function run(path: string, json: string | object): unknown[] {
  const root = parseJsonTree(typeof json === 'string' ? json : JSON.stringify(json));
  if (root === undefined) throw new Error('not JSON');
  return evaluateJsonPath(parseJsonPath(path), root).map((match) => plain(match.value));
}

const store = {
  store: {
    book: [
      { category: 'reference', author: 'A', title: 'T1', price: 8.95 },
      { category: 'fiction', author: 'B', title: 'T2', price: 12.99 },
      { category: 'fiction', author: 'C', title: 'T3', isbn: '0-1', price: 8.99 },
      { category: 'fiction', author: 'D', title: 'T4', isbn: '0-2', price: 22.99 },
    ],
    bicycle: { color: 'red', price: 399 },
  },
};

describe('parseJsonTree', () => {
  it('keeps every number token, key order and escapes', () => {
    const text = '{"b":12345678901234567890,"a":[1.0,-0,1E400,"x\\"\\\\\\u0041\\n",true,false,null],"b":{}} ';
    const tree = parseJsonTree(text);
    expect(tree).toBeInstanceOf(Map);
    const map = tree as Map<string, JsonTree>;
    expect([...map.keys()]).toEqual(['b', 'a']);
    expect((map.get('a') as JsonTree[]).map((item) => scalarText(item))).toEqual([
      '1.0',
      '-0',
      '1E400',
      'x"\\A\n',
      'true',
      'false',
      undefined,
    ]);
    expect(map.get('b')).toEqual(new Map());
    expect(scalarText(parseJsonTree('12345678901234567890')!)).toBe('12345678901234567890');
  });

  it('gives nothing for what is no JSON or too deep, and leaves prototypes alone', () => {
    expect(parseJsonTree('{"a":}')).toBeUndefined();
    expect(parseJsonTree('')).toBeUndefined();
    expect(parseJsonTree('['.repeat(5_000) + ']'.repeat(5_000))).toBeUndefined();
    expect((parseJsonTree('{"__proto__":{"x":1}}') as Map<string, JsonTree>).has('__proto__')).toBe(true);
  });
});

describe('evaluateJsonPath', () => {
  // The examples of RFC 9535 section 1.5 and their answers.
  it.each([
    ['$.store.book[*].author', ['A', 'B', 'C', 'D']],
    ['$..author', ['A', 'B', 'C', 'D']],
    ['$.store..price', [399, 8.95, 12.99, 8.99, 22.99]],
    ['$..book[2].title', ['T3']],
    ['$..book[2].publisher', []],
    ['$..book[-1].title', ['T4']],
    ['$..book[0,1].title', ['T1', 'T2']],
    ['$..book[:2].title', ['T1', 'T2']],
    ['$..book[?@.isbn].title', ['T3', 'T4']],
    ['$..book[?@.price<10].title', ['T1', 'T3']],
    ["$['store'][\"bicycle\"]['color']", ['red']],
  ])('%s', (path, expected) => {
    const sorted = (values: unknown[]) => values.map((value) => JSON.stringify(value)).toSorted();
    expect(sorted(run(path, store))).toEqual(sorted(expected));
  });

  // RFC 9535 tables 11 to 13: slices and filters.
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  it.each([
    ['$[1:3]', ['b', 'c']],
    ['$[5:]', ['f', 'g']],
    ['$[1:5:2]', ['b', 'd']],
    ['$[5:1:-2]', ['f', 'd']],
    ['$[::-1]', letters.toReversed()],
    ['$[::0]', []],
    ['$[-2:]', ['f', 'g']],
    ['$[ 0 , -1 ]', ['a', 'g']],
    ['$[7]', []],
    ['$[-8]', []],
    ['$.length', []],
  ])('%s', (path, expected) => {
    expect(run(path, letters)).toEqual(expected);
  });

  const mixed = {
    a: [3, 5, 1, 2, 4, 6, { b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }],
    o: { p: 1, q: 2, r: 3, s: 5, t: { u: 6 } },
    e: 'f',
  };
  it.each([
    ["$.a[?@.b == 'kilo']", [{ b: 'kilo' }]],
    ["$.a[?(@.b == 'kilo')]", [{ b: 'kilo' }]],
    ['$.a[?@>3.5]', [5, 4, 6]],
    ['$.a[?@.b]', [{ b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }]],
    ['$[?@.*]', [mixed.a, mixed.o]],
    ['$[?@[?@.b]]', [mixed.a]],
    ['$.o[?@<3, ?@<3]', [1, 2, 1, 2]],
    ['$.a[?@<2 || @.b == "k"]', [1, { b: 'k' }]],
    ['$.o[?@>1 && @<4]', [2, 3]],
    ['$.o[?@.u || @.x]', [{ u: 6 }]],
    ['$.a[?@.b == $.x]', [3, 5, 1, 2, 4, 6]],
    ['$.a[?@ == @]', mixed.a],
    ['$.a[?!@.b]', [3, 5, 1, 2, 4, 6]],
    ['$.a[?!(@.b == "j" || @ < 9)]', [{ b: 'k' }, { b: {} }, { b: 'kilo' }]],
    ['$.a[?length(@.b) == 4]', [{ b: 'kilo' }]],
    ['$[?count(@.*) > 5]', [mixed.a]],
    ['$.a[?value(@..b) == "k"]', [{ b: 'k' }]],
    ['$.a[?@.b == {}]', 'refused'],
    ['$..*', 23],
  ])('%s', (path, expected) => {
    if (expected === 'refused') expect(() => run(path, mixed)).toThrow(AppError);
    else if (typeof expected === 'number') expect(run(path, mixed)).toHaveLength(expected);
    else expect(run(path, mixed)).toEqual(expected);
  });

  it('compares long whole numbers exactly and text by code points', () => {
    expect(run('$[?@ == 12345678901234567891]', '[12345678901234567890,12345678901234567891]')).toHaveLength(
      1,
    );
    expect(run('$[?@ == 1.0]', '[1, 1.0, 10e-1, 2]')).toEqual([1, 1, 1]);
    expect(run('$[?@ > "\\uFFFD"]', '["\\uD83D\\uDE42", "a"]')).toEqual(['🙂']);
  });

  it('stops at a million values', () => {
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 1_000 }, () => 1));
    const found = run('$[*,*][*,*]', JSON.stringify(rows)).length;
    expect(found).toBeGreaterThan(900_000);
    expect(found).toBeLessThanOrEqual(1_000_000);
  });

  it.each([
    ['', 0],
    ['a', 0],
    ['$.', 2],
    ['$[', 2],
    ['$[01]', 2],
    ['$[-0]', 2],
    ["$['a]", 5],
    ['$.a b', 3],
    ['$[?@.a = 1]', undefined],
    ['$[?@..a == 1]', undefined],
    ['$[?!@.a == 1]', undefined],
    ['$[?match(@.a, "(a+)+$")]', undefined],
    ['$[9007199254740993]', undefined],
    [`$[?${'('.repeat(100)}@${')'.repeat(100)}]`, undefined],
  ])('refuses %j with the position', (path, position) => {
    try {
      parseJsonPath(path);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_EXTRACTION_INVALID_PATH' });
      if (position !== undefined) expect((error as AppError).details).toEqual({ position });
    }
  });
});

describe('normalPath', () => {
  // RFC 9535 table 20.
  it.each([
    [['a'], "$['a']"],
    [[1], '$[1]'],
    [['a', 'b', 1], "$['a']['b'][1]"],
    [['\u000b'], "$['\\u000b']"],
    [["it's"], "$['it\\'s']"],
    [['a\\b\n"'], "$['a\\\\b\\n\"']"],
    [[], '$'],
  ])('%j', (segments, path) => {
    expect(normalPath(segments)).toBe(path);
    if (segments.length > 0) expect(() => parseJsonPath(path)).not.toThrow();
  });

  it('finds the value it was made for', () => {
    const root = parseJsonTree('{"a \'b\'\\n":[{"\\\\":"x"}]}')!;
    const path = normalPath(["a 'b'\n", 0, '\\']);
    const [match] = evaluateJsonPath(parseJsonPath(path), root);
    expect(match?.value).toBe('x');
    expect(normalPath(match!.path)).toBe(path);
  });
});
