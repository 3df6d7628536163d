import { describe, expect, it } from 'vitest';
import { formatJson, JsonLines } from './json-lines.ts';

const linesOf = (text: string, step?: number): JsonLines => {
  const lines = new JsonLines(text);
  while (!lines.advance(step)) if (step === 0) throw new Error('no step');
  return lines;
};

describe('formatJson', () => {
  it('lays a text out as JSON.stringify does where no token is special', () => {
    const value = { a: [1, -2.5, 'x', true, null, [], {}, [[]], { b: { c: [{}] } }], d: 'e' };
    expect(formatJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(formatJson(JSON.stringify(value, null, '\t'))).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps every token exactly: big and odd numbers, escapes, repeated names', () => {
    const text = '{"n":[12345678901234567890,1.0,1e2,-0,1E+400,0.10],"s":"\\u00e9\\/\\ud83d","s":"é"}';
    const tokens = formatJson(text).replaceAll(/\n */g, '').replaceAll('": ', '":');
    expect(tokens).toBe(text);
  });

  it('shows scalars and nothing', () => {
    expect(formatJson('')).toBe('');
    expect(formatJson(' 42 ')).toBe('42');
    expect(formatJson('"a, {b}: [c]"')).toBe('"a, {b}: [c]"');
  });

  it('loses nothing of a text that is not JSON', () => {
    for (const text of [
      '{"a":1',
      '}}',
      '<html>x</html>',
      '[1 2]',
      '{"a":"b',
      ',,',
      "{'a':1}",
      ':',
      '[}',
      '{]',
    ]) {
      expect(formatJson(text).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }
  });
});

describe('JsonLines', () => {
  const text =
    '{"users":[{"id":"00u1","tags":[]},{"id":"00u2","links":{"self":{"href":"/x"}}}],"n\\u0065xt":null}';

  it('gives the same lines in steps of any size', () => {
    const whole = linesOf(text);
    for (const step of [1, 2, 7, 50]) {
      const stepped = linesOf(text, step);
      expect(stepped.lineCount).toBe(whole.lineCount);
      for (let index = 0; index < whole.lineCount; index += 1) {
        expect(stepped.lineAt(index)).toEqual(whole.lineAt(index));
      }
    }
  });

  it('names the kinds of tokens and where they stand', () => {
    const line = linesOf(text).lineAt(3);
    expect(line).toEqual({
      depth: 3,
      tokens: [
        { kind: 'name', text: '"id"', offset: text.indexOf('"id"') },
        { kind: 'punctuation', text: ':', offset: text.indexOf('"id"') + 4 },
        { kind: 'string', text: '"00u1"', offset: text.indexOf('"00u1"') },
        { kind: 'punctuation', text: ',', offset: text.indexOf(',') },
      ],
    });
  });

  it('tells the path of every value', () => {
    const lines = linesOf(text);
    const found: [string, unknown][] = [];
    for (let index = 0; index < lines.lineCount; index += 1) {
      found.push([
        JSON.stringify(lines.pathOf(index)),
        lines
          .lineAt(index)
          .tokens.map((token) => token.text)
          .join(''),
      ]);
    }
    expect(found).toEqual([
      ['[]', '{'],
      ['["users"]', '"users":['],
      ['["users",0]', '{'],
      ['["users",0,"id"]', '"id":"00u1",'],
      ['["users",0,"tags"]', '"tags":[]'],
      ['["users",0]', '},'],
      ['["users",1]', '{'],
      ['["users",1,"id"]', '"id":"00u2",'],
      ['["users",1,"links"]', '"links":{'],
      ['["users",1,"links","self"]', '"self":{'],
      ['["users",1,"links","self","href"]', '"href":"/x"'],
      ['["users",1,"links","self"]', '}'],
      ['["users",1,"links"]', '}'],
      ['["users",1]', '}'],
      ['["users"]', '],'],
      ['["next"]', '"n\\u0065xt":null'],
      ['[]', '}'],
    ]);
  });

  it('counts the elements of nested arrays', () => {
    const lines = linesOf('[[1,[2],[]],3,{"a":[4,5]}]');
    const last = Array.from({ length: lines.lineCount }, (_, index) => index).filter((index) =>
      /^[0-9]$/.test(lines.lineAt(index).tokens[0]?.text ?? ''),
    );
    expect(last.map((index) => lines.pathOf(index))).toEqual([
      [0, 0],
      [0, 1, 0],
      [1],
      [2, 'a', 0],
      [2, 'a', 1],
    ]);
  });

  it('finds the end of a fold and the line of an offset', () => {
    const lines = linesOf(text);
    expect(lines.foldEnd(0)).toBe(lines.lineCount - 1);
    expect(lines.foldEnd(2)).toBe(5);
    expect(lines.foldEnd(3)).toBe(3);
    expect(lines.lineOf(text.indexOf('"/x"'))).toBe(10);
    expect(lines.lineOf(0)).toBe(0);
    expect(lines.lineOf(text.length - 1)).toBe(lines.lineCount - 1);
  });

  it('reads lines while it is still being built', () => {
    const lines = new JsonLines(text);
    lines.advance(40);
    expect(lines.done).toBe(false);
    expect(lines.lineCount).toBeGreaterThan(2);
    expect(lines.lineAt(3).tokens[2]?.text).toBe('"00u1"');
  });
});

describe('formatJson', () => {
  it('does not make megabytes of spaces of a few kilobytes', () => {
    const deep = '['.repeat(5_000) + '1' + ']'.repeat(5_000);
    const laidOut = formatJson(deep);
    expect(laidOut.replaceAll(/\s/g, '')).toBe(deep);
    expect(laidOut.length).toBeLessThan(5_000_000);
  });

  it('leaves a text as it is that would be longer than is wanted', () => {
    expect(formatJson('[1,2]', 2, 12)).toBe('[\n  1,\n  2\n]');
    expect(formatJson('[1,2]', 2, 11)).toBe('[1,2]');
  });
});
