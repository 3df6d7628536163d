import { describe, expect, it } from 'vitest';
import { isAppError } from '../../errors.ts';
import { bruList, bruPairs, bruText, parseBru } from './parse-bru.ts';

const whole = `meta {
  name: One
  tags: [
    smoke,
    slow
  ]
}

headers {
  Accept: application/json
  ~X-Off: a:b
  "key: with": \\d
  @description('said')
  note: {{value}}
  multi: '''
    first
      second }
  ''' @contentType(text/plain)
  same: '''one'''
  empty:
}

vars:secret [
  token,
  ~off
]

body:json {
  {
    "a": "}"
  }
}

docs {
  # Title

  text
}
params:path {}
`;

const block = (name: string) => parseBru(whole).find((candidate) => candidate.name === name)!;

function lineOf(text: string): unknown {
  try {
    for (const found of parseBru(text)) if (!found.name.startsWith('body')) bruPairs(found);
  } catch (fault) {
    return isAppError(fault) ? [fault.code, fault.details?.['line']] : fault;
  }
  return undefined;
}

describe('a .bru text', () => {
  it('is split into blocks, with pairs, lists and texts', () => {
    expect(parseBru(whole).map(({ name, line }) => `${name}:${line}`)).toEqual([
      'meta:1',
      'headers:9',
      'vars:secret:23',
      'body:json:28',
      'docs:34',
      'params:path:39',
    ]);
    expect(bruPairs(block('meta')).map(({ value }) => value)).toEqual(['One', 'smoke, slow']);
    expect(bruPairs(block('headers'))).toMatchObject([
      { key: 'Accept', value: 'application/json', disabled: false },
      { key: 'X-Off', value: 'a:b', disabled: true },
      { key: 'key: with', value: '\\d' },
      { key: 'note', value: '{{value}}', description: 'said' },
      { key: 'multi', value: 'first\n  second } @contentType(text/plain)' },
      { key: 'same', value: 'one' },
      { key: 'empty', value: '' },
    ]);
    expect(bruList(block('vars:secret'))).toEqual([
      { name: 'token', disabled: false },
      { name: 'off', disabled: true },
    ]);
    expect(bruText(block('body:json'))).toBe('{\n  "a": "}"\n}');
    expect(bruText(block('docs'))).toBe('# Title\n\ntext');
  });

  it('may have any line ends and a byte order mark', () => {
    const crlf = parseBru(`\ufeff${whole.replaceAll('\n', '\r\n')}`);
    expect(crlf).toEqual(parseBru(whole));
  });

  it.each<[string, string, number]>([
    ['a line outside of blocks', 'meta {\n}\nloose\n', 3],
    ['a block without end', 'get {\n  url: x\n', 1],
    ['a line that is no pair', 'get {\n  url\n}\n', 2],
    ['a quote without end', "get {\n  url: '''\n  x\n}\n", 1],
    ['a list in brackets without end', 'meta {\n  tags: [\n}\n', 2],
    ['a closing brace too many', 'meta {\n}\n}\n', 3],
  ])('places %s', (_name, text, line) => {
    expect(lineOf(text)).toEqual(['ERR_IMPORT_INVALID_BRU', line]);
  });

  it('is read or refused with a line wherever it is cut or damaged, and never stalls', () => {
    for (let at = 0; at < whole.length; at += 1) {
      for (const text of [whole.slice(0, at), `${whole.slice(0, at)}{${whole.slice(at + 1)}`]) {
        const found = lineOf(text);
        if (found !== undefined) expect(found).toEqual(['ERR_IMPORT_INVALID_BRU', expect.any(Number)]);
      }
    }
    const hostile = `headers {\n${'~@"'.repeat(50_000)}\n${' '.repeat(200_000)}x\n}\n`;
    const start = performance.now();
    expect(lineOf(hostile)).toEqual(['ERR_IMPORT_INVALID_BRU', 2]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
