import { describe, expect, it } from 'vitest';
import { readHead } from './request-head.ts';
import { readRequestFile, writeRequestFile } from './request-file.ts';
import { emptyRequest } from '../../http/request.ts';

describe('readHead', () => {
  it.each([
    [
      '$kind: http-request\nurl: x\nmethod: GET\norder: 1822\n',
      { kind: 'http-request', method: 'GET', order: 1822 },
    ],
    [
      '$kind: http-request\nname: \'a: b\'\nmethod: "PUT"',
      { kind: 'http-request', name: 'a: b', method: 'PUT' },
    ],
    [
      '$kind: http-request\r\nmethod: GET\r\nname: A b\r\n',
      { kind: 'http-request', name: 'A b', method: 'GET' },
    ],
    ["$kind: http-request\nname: 'it''s'\n", { kind: 'http-request', name: "it's" }],
    ['$kind: http-request\nname: "a\\tb"\n', { kind: 'http-request', name: 'a\tb' }],
    [
      '$kind: http-request\nname: one\n  two\nmethod: X\n',
      { kind: 'http-request', name: 'one two', method: 'X' },
    ],
    ['$kind: http-request\nname: >-\n  one\n  two\n', { kind: 'http-request', name: 'one two' }],
    ['$kind: http-request\nname: x # why\n', { kind: 'http-request', name: 'x' }],
    ['# first\n$kind: http-request\n\n\nname: x\n\n  y\n', { kind: 'http-request', name: 'x\ny' }],
    ['---\n$kind: http-request\nname: x\n', { kind: 'http-request', name: 'x' }],
    ['{$kind: http-request, name: x}', { kind: 'http-request', name: 'x' }],
    ['"$kind": http-request\n"name": x\n', { kind: 'http-request', name: 'x' }],
    ['\ufeff$kind: http-request\nname: x\n', { kind: 'http-request', name: 'x' }],
    ['$kind: http-request\nname: 007\n', { kind: 'http-request', name: '007' }],
    ['$kind: grpc-request\nname: x\n', { kind: 'grpc-request', name: 'x' }],
    ['url: x\n', { kind: 'http-request' }],
    [
      '$kind: http-request\nbody:\n  content: |-\n    name: inner\n    method: PUT\nmethod: GET\n',
      { kind: 'http-request', method: 'GET' },
    ],
    [
      '$kind: http-request\nheaders:\n- key: a\n  name: inner\nname: x\n',
      { kind: 'http-request', name: 'x' },
    ],
    ['', { kind: '', damage: 'empty' }],
    ['$kind: http-request\nname: [a\n', { kind: '', damage: 'BAD_INDENT' }],
  ])('%j', (text, head) => {
    const { damage, ...rest } = readHead(text);
    const { damage: expected, ...wanted } = head as { damage?: string };
    expect(JSON.parse(JSON.stringify(rest))).toStrictEqual(wanted);
    expect(damage === undefined).toBe(expected === undefined);
  });

  it('reads names and methods of written files as the parser does', () => {
    const names = [
      'a',
      'it’s',
      "it's",
      'a: b',
      'a #b',
      '#x',
      '- x',
      'true',
      '12',
      '{{x}}',
      'x\ny',
      ' x',
      'x ',
      '"q"',
      "'",
      '\\',
      'a\\b',
      '~',
      '*',
      '&a',
      '\u2028',
      '|',
      '>',
      '%',
      '@a',
      'é',
    ];
    for (const name of names) {
      const text = writeRequestFile({
        name,
        order: 2.5,
        request: { ...emptyRequest(), method: name, url: name },
      });
      const { name: parsedName, order, request } = readRequestFile(text);
      expect(readHead(text)).toStrictEqual({
        kind: 'http-request',
        name: parsedName,
        order,
        method: request.method,
      });
      expect(parsedName).toBe(name);
    }
  });
});
