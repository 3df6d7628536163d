import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../http/request.ts';
import { parseQueryRows } from '../../http/query.ts';
import type { Example } from '../example.ts';
import { readDefinitionFile, writeDefinitionFile } from './definition-file.ts';
import { readEnvironmentFile, writeEnvironmentFile } from './environment-file.ts';
import { readExampleFile, writeExampleFile } from './example-file.ts';
import { editRequestFile, readRequestFile, writeRequestFile } from './request-file.ts';

const full: Request = {
  method: 'PATCH',
  url: '{{url}}/api/v1/users/:id?limit=25&q={{q}}#top',
  queryParams: [
    { key: 'limit', value: '25', description: 'page size' },
    { key: 'after', value: '', disabled: true },
    { key: 'q', value: '{{q}}', extension: { equals: true } },
  ],
  pathVariables: [{ key: 'id', value: '{{userId}}', description: 'a user' }],
  headers: [
    { key: 'Accept', value: 'application/json' },
    { key: 'Authorization', value: 'SSWS {{apikey}}', disabled: true, extension: { id: 'h-1' } },
    { key: 'Accept', value: 'twice' },
  ],
  body: { type: 'raw', language: 'json', content: '{\r\n\t"a": "é"\r\n}\r\n' },
  auth: {
    type: 'oauth2',
    credentials: [
      { key: 'scope', value: 'openid', type: 'string' },
      { key: 'tokenRequestParams', value: [{ key: 'a', enabled: true }], type: 'any' },
      { key: 'useBrowser', value: true },
    ],
  },
  settings: {
    protocolVersion: 'http2',
    verifyTls: false,
    followRedirects: false,
    maxRedirects: 0,
    disabledSystemHeaders: ['user-agent'],
    timeoutMs: 1_500,
  },
  scripts: [
    { type: 'beforeRequest', code: 'a();\n\n  b();\n', language: 'text/javascript' },
    { type: 'afterResponse', code: '', language: 'text/plain' },
  ],
  extractions: [
    { variable: 'userId', target: 'environment', source: 'body', expression: '$.id' },
    { variable: 'next', target: 'globals', source: 'header', expression: 'Link', disabled: true },
  ],
  checks: [
    { source: 'status', expression: '', operator: 'oneOf', expected: '200, 201' },
    { source: 'body', expression: '$.id', operator: 'equals', expected: '{{userId}}', disabled: true },
  ],
  description: '# Title\n\nText with trailing space \n',
  allowLiteralPlaceholders: true,
  extension: {
    _postman_id: 'x',
    nested: { list: [1, 2.5, null, true, 'a'] },
    otherAuths: [{ type: 'noauth' }],
  },
};

const bodies: Request['body'][] = [
  { type: 'none' },
  ...(['json', 'text', 'xml', 'html', 'javascript'] as const).map((language) => ({
    type: 'raw' as const,
    language,
    content: '',
  })),
  { type: 'urlencoded', rows: [] },
  {
    type: 'urlencoded',
    rows: [{ key: 'a', value: '1', description: 'd', disabled: true, extension: { x: 1 } }],
  },
  { type: 'formdata', rows: [] },
  {
    type: 'formdata',
    rows: [
      { key: 'a', value: '1', type: 'text', contentType: 'text/csv', description: 'd' },
      { key: 'f', value: '', type: 'file', src: ['/a b.txt'] },
      { key: 'g', value: '', type: 'file', src: ['/a', '/b'], disabled: true },
      { key: 'h', value: 'kept', type: 'file', src: [] },
    ],
  },
  { type: 'file', path: '' },
  { type: 'file', path: '/tmp/x y.bin' },
  { type: 'graphql', query: 'query { me { id } }', variables: '{\n  "a": 1\n}' },
  { type: 'graphql', query: '', variables: '', operationName: 'Me' },
  { type: 'unsupported', name: 'protobuf', value: { a: [1, { b: null }] } },
  { type: 'unsupported', name: 'json', value: [1] },
];

describe('request files', () => {
  it('keep every field', () => {
    const file = { name: 'a/b', order: 1_500.5, examples: './x', request: full };
    expect(readRequestFile(writeRequestFile(file))).toStrictEqual(file);
    const empty = { request: emptyRequest() };
    expect(readRequestFile(writeRequestFile(empty))).toStrictEqual(empty);
    const noMethod = { request: { ...emptyRequest(), method: '' } };
    expect(readRequestFile(writeRequestFile(noMethod))).toStrictEqual(noMethod);
  });

  it.each(bodies.map((body) => [`${body.type} ${JSON.stringify(body).length}`, body] as const))(
    'keep the body %s',
    (_, body) => {
      expect(
        readRequestFile(writeRequestFile({ request: { ...emptyRequest(), body } })).request.body,
      ).toStrictEqual(body);
    },
  );

  it('hold the query once unless the rows say more', () => {
    const url = 'https://a.test/?a=1&b&=c';
    const plain = writeRequestFile({ request: { ...emptyRequest(), url, queryParams: parseQueryRows(url) } });
    expect(plain).not.toContain('queryParams');
    expect(readRequestFile(plain).request).toMatchObject({ url, queryParams: parseQueryRows(url) });
  });

  it('read what others write', () => {
    const { request } = readRequestFile(
      [
        '$kind: http-request',
        'url: https://a.test/x?state=all&limit=100',
        'headers:',
        '  Accept: application/json',
        '  X-Many: [a, 2]',
        'queryParams:',
        '  - {key: state, value: all, description: which}',
        '  - {key: limit, value: 100}',
        '  - {key: page, value: 1, disabled: true}',
        '  - {key: lost, value: 2}',
        'auth:',
        '  - {id: one, type: apikey, credentials: [{key: key, value: X}]}',
        '  - {type: bearer}',
        'settings:',
        '  disabledSystemHeaders: {user-agent: true, accept: false}',
        'body: {}',
        'scripts:',
        '  - {type: afterResponse, code: [a, b]}',
      ].join('\n'),
    );
    expect(request.headers).toStrictEqual([
      { key: 'Accept', value: 'application/json' },
      { key: 'X-Many', value: 'a' },
      { key: 'X-Many', value: '2' },
    ]);
    expect(request.queryParams).toStrictEqual([
      { key: 'state', value: 'all', description: 'which' },
      { key: 'limit', value: '100' },
      { key: 'page', value: '1', disabled: true },
      { key: 'lost', value: '2', disabled: true },
    ]);
    expect(request.auth).toStrictEqual({ type: 'apikey', credentials: [{ key: 'key', value: 'X' }] });
    expect(request.extension).toStrictEqual({ otherAuths: [{ type: 'bearer' }] });
    expect(request.settings).toStrictEqual({ disabledSystemHeaders: ['user-agent'] });
    expect(request.body).toStrictEqual({ type: 'none' });
    expect(request.scripts).toStrictEqual([
      { type: 'afterResponse', code: 'a\nb', language: 'text/javascript' },
    ]);
    const onlyRows = readRequestFile(
      '$kind: http-request\nurl: https://a.test/x\nqueryParams: [{key: a, value: 1}]\n',
    );
    expect(onlyRows.request.url).toBe('https://a.test/x?a=1');
  });

  it('refuse other kinds and what is no request', () => {
    expect(() => readRequestFile('$kind: grpc-request\nurl: x\n')).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_UNSUPPORTED_KIND' }),
    );
    expect(() => readRequestFile('url: [')).toThrow(
      expect.objectContaining({ code: 'ERR_WORKSPACE_UNREADABLE' }),
    );
  });

  it('keep what they do not know when one field is edited', () => {
    const text = [
      '# note',
      '$kind: http-request',
      'url: "https://a.test/"',
      'headers:',
      '  Accept: application/json # as a map',
      'futureField: {a: 1}',
      'auth:',
      '  - {id: one, type: apikey, credentials: [{key: key, value: X}], rules: []}',
      '  - {type: bearer}',
      'settings:',
      '  futureSetting: 7',
      '  strictSSL: true',
      '',
    ].join('\n');
    const before = readRequestFile(text);
    const edit = (change: Partial<Request>) =>
      editRequestFile(text, before, { ...before, request: { ...before.request, ...change } });
    expect(edit({})).toBe(text);
    expect(edit({ url: 'https://b.test/' })).toBe(text.replace('a.test', 'b.test'));
    expect(edit({ settings: { verifyTls: false } })).toBe(
      text.replace('strictSSL: true', 'strictSSL: false'),
    );
    const withHeader = edit({ headers: [...before.request.headers, { key: 'X', value: '1' }] });
    expect(withHeader).toContain('futureField: {a: 1}');
    expect(readRequestFile(withHeader).request.headers).toHaveLength(2);
  });

  it('keep fields of a newer version over 200 generated edits', () => {
    for (let round = 0; round < 200; round += 1) {
      const extras = { [`future${round}`]: { deep: [round, { x: `v${round}` }] } };
      const text = `${writeRequestFile({ order: round, request: full })}${Object.keys(extras)[0]}:\n  deep:\n    - ${round} # kept\n    - {x: 'v${round}'}\n`;
      const before = readRequestFile(text);
      const headers = full.headers.filter((_, at) => at !== round % 3);
      const edited = editRequestFile(text, before, {
        ...before,
        request: { ...before.request, headers, description: `x${round}` },
      });
      expect(edited).toContain(`future${round}:\n  deep:\n    - ${round} # kept\n    - {x: 'v${round}'}\n`);
      expect(readRequestFile(edited).request).toMatchObject({ headers, description: `x${round}` });
    }
  });
});

describe('definition files', () => {
  it('keep every field', () => {
    const definition = {
      name: 'Users (API)',
      description: 'a\nb',
      variables: [
        { key: 'a', initialValue: '1', enabled: true, type: 'default' },
        {
          key: 'b',
          initialValue: '',
          enabled: false,
          type: 'secret',
          description: 'd',
          extension: { id: 'v' },
        },
      ],
      auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{t}}', type: 'string' }] },
      scripts: [{ type: 'beforeRequest', code: 'x', language: 'text/javascript' }],
      extension: { info: { schema: 's' } },
    };
    const text = writeDefinitionFile({ definition, order: 3 });
    expect(text).toContain("type: 'http:beforeRequest'");
    expect(JSON.parse(JSON.stringify(readDefinitionFile(text, 'dir')))).toStrictEqual({
      definition,
      order: 3,
    });
    expect(readDefinitionFile('$kind: collection\n', 'dir').definition.name).toBe('dir');
  });
});

describe('example files', () => {
  it('keep every field', () => {
    const examples: Example[] = [
      {
        name: 'ok',
        request: full,
        response: {
          statusCode: 200,
          statusText: 'OK',
          headers: [{ key: 'A', value: 'b' }],
          body: '{}\n',
          language: 'json',
        },
        extension: { responseTime: 12 },
      },
      { name: 'bare', response: { headers: [], body: '' } },
      { name: 'odd', response: { statusCode: -1, headers: [], body: 'x', language: 'text' } },
    ];
    for (const example of examples) {
      expect(readExampleFile(writeExampleFile({ example, order: 2 }, 'ok'), 'ok')).toStrictEqual({
        example,
        order: 2,
      });
    }
  });
});

describe('naughty texts', () => {
  const texts = [
    '',
    ' ',
    '  lead',
    'trail  ',
    '\t',
    '\ttab\t',
    '\n',
    '\r',
    '\r\n',
    'a\nb\n',
    'a\r\nb\r\n',
    '\n\n a',
    'a\n\n',
    'a\n \n',
    ': ',
    'a: b',
    '#',
    'a #b',
    '- a',
    '---',
    '...',
    '--- a\n...',
    '|',
    '>-',
    '&a',
    '*a',
    '!t',
    '%a',
    '@a',
    '`a`',
    '{a: b}',
    '[a]',
    ',',
    '?',
    '? a',
    "'",
    '"',
    '\\',
    "it's",
    '"q"',
    '\\n',
    '{{a}}',
    '{{a}}: {{b}}',
    '${a}',
    '<<',
    '=',
    '~',
    'null',
    'true',
    'NO',
    'off',
    'y',
    '.nan',
    '-.inf',
    '0',
    '007',
    '0x1f',
    '0o7',
    '1e5',
    '+1',
    '1_000',
    '1:30',
    '2026-01-02',
    '1.0',
    '-',
    '_',
    '$',
    '/',
    '//',
    '../../x',
    'C:\\x',
    '\u0000',
    '\u0001\u0008\u001f',
    '\u007f',
    '\u0080\u0085\u009f',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u200e\u202e',
    '\u2028',
    '\u2029',
    '\ufeff',
    'x\ufeff',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udfff',
    'a\udc00b',
    '😀',
    '👨‍👩‍👧',
    'é',
    'e\u0301',
    'ﬁ',
    'İ',
    '日本語',
    'العربية',
    '<script>alert(1)</script>',
    "'; DROP TABLE x; --",
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'x'.repeat(5_000),
    `${'word '.repeat(400)}`,
    '%s%n',
    '\u001b[31m',
    'Ω≈ç√∫',
    '٠١٢',
    '(╯°□°）╯︵ ┻━┻)',
  ];

  it('come back the same from ten places', () => {
    for (const text of texts) {
      const row = { key: text, value: text, description: text };
      const request: Request = {
        ...emptyRequest(),
        method: text,
        headers: [row],
        pathVariables: [row],
        body: { type: 'urlencoded', rows: [row] },
        description: text,
        scripts: [{ type: 'beforeRequest', code: text, language: 'text/javascript' }],
        extension: { [text]: text },
      };
      const label = JSON.stringify(text);
      expect(readRequestFile(writeRequestFile({ name: text, request })), label).toStrictEqual({
        name: text,
        request,
      });
      const raw: Request = {
        ...emptyRequest(),
        url: text,
        queryParams: [row],
        body: { type: 'raw', language: 'text', content: text },
      };
      const readRaw = readRequestFile(writeRequestFile({ request: raw })).request;
      expect(readRaw.body, label).toStrictEqual(raw.body);
      const variables = [
        { key: text, initialValue: text, enabled: true, type: 'default', description: text },
      ];
      const environment = { name: text, variables };
      expect(readEnvironmentFile(writeEnvironmentFile(environment), 'x'), label).toStrictEqual(environment);
      const definition = { name: text, variables, scripts: [] };
      expect(
        JSON.parse(JSON.stringify(readDefinitionFile(writeDefinitionFile({ definition }), 'x').definition)),
        label,
      ).toStrictEqual(JSON.parse(JSON.stringify(definition)));
      // An edit puts it into a file that is there already.
      const before = readRequestFile(
        '$kind: http-request\nurl: "x" # note\nheaders:\n  - key: a\n    value: b\n',
      );
      const after = {
        ...before,
        name: text,
        request: { ...before.request, headers: [{ key: text, value: text }], description: text },
      };
      const edited = editRequestFile(
        '$kind: http-request\nurl: "x" # note\nheaders:\n  - key: a\n    value: b\n',
        before,
        after,
      );
      expect(readRequestFile(edited), label).toStrictEqual(after);
      expect(edited).toContain('url: "x" # note');
    }
  });
});
