import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-fault.ts';
import { scanJsonKeys, textPosition } from './json.ts';

describe('scanJsonKeys', () => {
  it('finds a key that stands twice, with its path, both places and the dropped value', () => {
    const text =
      '{\n  "item": [\n    {"a": 1, "header": [1, {"x": "]"}] , "b": {},\n     "header": []}\n  ]\n}';
    const scan = scanJsonKeys(text);
    expect(scan.repeated).toEqual([
      {
        path: ['item', 0],
        key: 'header',
        dropped: { offset: text.indexOf('"header"'), line: 3, column: 14 },
        kept: { offset: text.lastIndexOf('"header"'), line: 4, column: 6 },
        droppedText: '[1, {"x": "]"}]',
      },
    ]);
    expect(scan.depth).toBe(5);
  });

  it('compares names after their escapes are taken off', () => {
    expect(scanJsonKeys('{"a\\u0062": 1, "ab": 2}').repeated.map((found) => found.key)).toEqual(['ab']);
    expect(scanJsonKeys('{"a\\"b": 1, "a\\\\": 2, "a": 3}').repeated).toEqual([]);
  });

  it('keeps the keys of sibling and nested objects apart', () => {
    expect(scanJsonKeys('[{"a":{"a":{"a":1}}},{"a":[{"a":1},{"a":2}]}]').repeated).toEqual([]);
  });

  it('finds repeated keys in an object with thousands of them', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `"k${index}": ${index}`);
    const scan = scanJsonKeys(`{${[...keys, '"k17": "again"', '"k4999": 1'].join(',')}}`);
    expect(scan.repeated.map(({ key, droppedText }) => [key, droppedText])).toEqual([
      ['k17', '17'],
      ['k4999', '4999'],
    ]);
  });

  it('tells the path through arrays and objects', () => {
    expect(scanJsonKeys('{"a":[0,{"b":[[],{"c":{"d":1,"d":2}}]}]}').repeated[0]?.path).toEqual([
      'a',
      1,
      'b',
      1,
      'c',
    ]);
  });

  it('names every place of __proto__, escaped or not, and no other', () => {
    const text = '{"__proto__":{},"a":[{"\\u005f_proto__":1,"_proto__":2}],"v":"__proto__","constructor":1}';
    expect(scanJsonKeys(text).unsafe).toEqual([['__proto__'], ['a', 0, '__proto__']]);
  });

  it('reports every repetition of a name that stands three times', () => {
    expect(scanJsonKeys('{"a":1,"a":2,"a":3}').repeated.map((found) => found.droppedText)).toEqual([
      '1',
      '2',
    ]);
  });

  it('counts depth without using the stack', () => {
    expect(scanJsonKeys('['.repeat(100_000) + ']'.repeat(100_000)).depth).toBe(100_000);
  });
});

describe('findJsonFault', () => {
  const cases: [string, string, number, number][] = [
    ['empty text', '', 1, 1],
    ['a missing value', '{"a": }', 1, 7],
    ['a trailing comma in an object', '{\n"a": 1,\n}', 3, 1],
    ['a trailing comma in an array', '[1,]', 1, 4],
    ['single quotes', "{'a': 1}", 1, 2],
    ['a missing colon', '{"a" 1}', 1, 6],
    ['a missing comma', '[1\n 2]', 2, 2],
    ['a leading zero', '[01]', 1, 2],
    ['a leading plus', '[+1]', 1, 2],
    ['a lone point', '[1.]', 1, 2],
    ['a word', '[nul]', 1, 2],
    ['a bad escape', '["a\\x"]', 1, 4],
    ['a raw line end in a text', '["a\nb"]', 1, 4],
    ['an open text', '{"a": "b', 1, 7],
    ['an open array', '[[1]', 1, 5],
    ['the wrong bracket', '[1}', 1, 3],
    ['something after the end', '{} x', 1, 4],
    ['a comment', '{ // x\n}', 1, 3],
  ];
  it.each(cases)('places %s', (_name, text, line, column) => {
    expect(findJsonFault(text)).toMatchObject({ line, column });
  });

  it('agrees with JSON.parse about mutations of a valid text', () => {
    const seed = '{"a":[1,-0.5e+3,"x\\u00e9\\n",true,null,{}],"b":{"c":[]}}';
    const marks = Array.from('{}[]",:0-.e+\\ntfu ');
    for (let at = 0; at < seed.length; at += 1) {
      for (const mark of marks) {
        const text = seed.slice(0, at) + mark + seed.slice(at + 1);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect([text, findJsonFault(text) === undefined]).toEqual([text, valid]);
      }
    }
  });

  it('survives a hundred thousand open arrays', () => {
    expect(findJsonFault('['.repeat(100_000))).toMatchObject({ offset: 100_000 });
  });
});

describe('textPosition', () => {
  it('counts lines and columns from 1', () => {
    expect(textPosition('ab\r\nc\n', 5)).toEqual({ offset: 5, line: 2, column: 2 });
    expect(textPosition('', 0)).toEqual({ offset: 0, line: 1, column: 1 });
  });
});
