import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';
import { writeYaml, writeYamlText } from './write-yaml.ts';

const pieces = [
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  ':',
  ': ',
  ' :',
  '#',
  ' #',
  '# ',
  '-',
  '- ',
  '---',
  '...',
  '?',
  '? ',
  '|',
  '|-',
  '>',
  '>+',
  '&a',
  '*a',
  '!',
  '!!str',
  '%',
  '@',
  '`',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  "''",
  '\\',
  '\\n',
  'true',
  'False',
  'null',
  '~',
  'yes',
  'NO',
  'on',
  'Off',
  'y',
  'N',
  '.inf',
  '-.INF',
  '.nan',
  'NaN',
  '0',
  '007',
  '0x1F',
  '0o17',
  '1e3',
  '-1',
  '+1',
  '1.10',
  '1_000',
  '12:30:45',
  '2001-01-01',
  '=',
  '<<',
  '{{url}}',
  '${x}',
  '{{a}}/b?c={{d}}&e#f',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  '\ud83d\ude00',
  '\u0301',
  'e\u0301',
  '\u200b',
  '\u202e',
  '__proto__',
  'constructor',
  'a: b',
  'a #b',
  'key:',
  '- item',
  ' lead',
  'trail ',
  '\tlead',
  'trail\t',
  '\n lead',
  'x\n',
  'x\n\n',
  'x\n \n',
  'x\n\t',
  '\nx',
  '\n\nx',
  ' \nx',
  'x\n y',
  'x\n\ty',
  'x\r\ny',
  'x\ry',
  '--- x',
  '... x',
  '%YAML 1.2',
  'a\n---\nb',
  'a\n...\nb',
  '  a\nb',
  'a\n#b',
  'a\n- b',
  'a\n\n\nb',
  "it's",
  'say "hi"',
  '\\u0041',
  'é',
  '日本語',
  '田中さんにあげて下さい',
  '🏳\u200d🌈',
  'x'.repeat(300),
  `${'y'.repeat(120)} ${'z'.repeat(120)}`,
];

/** A seeded generator, so that a failure can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function nastyTexts(count: number): string[] {
  const next = random(7);
  const pick = () => pieces[Math.floor(next() * pieces.length)] ?? '';
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(next() * 5);
    return Array.from({ length }, pick).join('');
  });
}

function everyPlace(text: string) {
  return {
    value: text,
    list: [text, [text], { key: text, value: text }],
    nested: { inner: { [text]: text, after: 1 } },
    last: text,
  };
}

describe('writeYaml', () => {
  it.each([
    ['pieces', pieces],
    ['mixtures', nastyTexts(4_000)],
  ])('reads back as it was: %s', (_, texts) => {
    for (const text of texts) {
      const value = everyPlace(text);
      const written = writeYaml(value);
      const read = readYaml(written).value;
      expect(read, JSON.stringify(text)).toStrictEqual(value);
      // What the file system gives back after UTF-8.
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(written))).toBe(
        written,
      );
    }
  });

  it('keeps the kinds of values apart', () => {
    const value = {
      a: 1,
      b: '1',
      c: true,
      d: 'true',
      e: null,
      f: 'null',
      g: [],
      h: {},
      i: 1.5,
      j: -0.25,
      k: 1e21,
      l: '',
    };
    expect(readYaml(writeYaml(value)).value).toStrictEqual(value);
  });

  it('writes text as a person would', () => {
    expect(
      writeYaml({
        $kind: 'http-request',
        url: '{{url}}/api',
        body: { content: '{\n  "a": 1\n}' },
        rows: [{ key: 'A', value: 'b' }],
      }),
    ).toBe(
      [
        '$kind: http-request',
        "url: '{{url}}/api'",
        'body:',
        '  content: |-',
        '    {',
        '      "a": 1',
        '    }',
        'rows:',
        '  - key: A',
        '    value: b',
        '',
      ].join('\n'),
    );
    expect(writeYamlText('Get a user')).toBe('Get a user');
    expect(writeYamlText('true')).toBe("'true'");
  });

  it('keeps CRLF text line by line', () => {
    expect(writeYaml({ a: 'x\r\n  y\r\nz' })).toBe('a: "x\\r\\n\\\n  \\  y\\r\\n\\\n  z"\n');
  });

  it('writes keys of any length', () => {
    const value = { ['k'.repeat(3_000)]: { ['n: '.repeat(600)]: 1 } };
    expect(readYaml(writeYaml(value)).value).toStrictEqual(value);
  });
});

describe('readYaml', () => {
  it('reads a number that a number cannot hold as its text', () => {
    expect(readYaml('a: 007\nb: 1.10\nc: 12345678901234567890\nd: 0x1F\ne: 12\n').value).toStrictEqual({
      a: '007',
      b: '1.10',
      c: '12345678901234567890',
      d: '0x1F',
      e: 12,
    });
  });

  it.each([
    ['', 'empty'],
    ['- a\n', 'not a map'],
    ['a: [b', 'BAD_INDENT'],
    ['a: 1\na: 2\n', 'DUPLICATE_KEY'],
    ['a: 1\n---\nb: 2\n', 'MULTIPLE_DOCS'],
  ])('refuses %j', (text) => {
    expect(() => readYaml(text)).toThrow(expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }));
  });

  it('bounds aliases and nesting', () => {
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 12; i += 1)
      bomb.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    const started = process.cpuUsage();
    expect(() => readYaml(bomb.join('\n'))).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }),
    );
    expect(() => readYaml(`a: ${'['.repeat(200_000)}`)).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }),
    );
    for (const deep of [
      `a:\n${Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`,
      `a: ${'- '.repeat(5_000)}`,
      `${'- '.repeat(5_000)}`,
      `${'? '.repeat(5_000)}`,
    ]) {
      expect(() => readYaml(deep)).toThrow(expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }));
    }
    expect(() => readYaml('a: &a [*a]')).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }),
    );
    // Time of its own, so that a busy machine does not count.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  it('reads texts full of braces and spaces', () => {
    const value = {
      a: `${'{[ '.repeat(5_000)}\n${' '.repeat(3_000)}x`,
      b: `x\n${' '.repeat(3_000)}- y`,
      c: '[{'.repeat(3_000),
    };
    expect(readYaml(writeYaml(value)).value).toStrictEqual(value);
  });

  it('leaves prototypes alone', () => {
    const { value } = readYaml('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n');
    expect(Object.keys(value)).toStrictEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
