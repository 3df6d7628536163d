import { describe, expect, it } from 'vitest';
import type { Auth } from '../auth/auth.ts';
import { AppError, isAppError } from '../errors.ts';
import { toScope } from '../variables/scope.ts';
import { type PreparedRequest, prepareRequest } from './prepare-request.ts';
import { type Request, emptyRequest } from './request.ts';

const baseHeaders = [
  ['User-Agent', 'Postern/test'],
  ['Accept', '*/*'],
  ['Accept-Encoding', 'gzip'],
];

function prepare(
  request: Partial<Request>,
  variables: Record<string, string> = {},
  more: { auth?: Auth; secrets?: string[] } = {},
): PreparedRequest {
  return prepareRequest({
    request: { ...emptyRequest(), url: 'https://a.test/', ...request },
    auth: more.auth,
    scopes: [
      toScope(
        'Dev',
        'environment',
        Object.entries(variables).map(([key, value]) => ({
          key,
          value,
          secret: more.secrets?.includes(key) ?? false,
        })),
      ),
    ],
    generate: (name) => (name === '$guid' ? 'a-guid' : undefined),
    userAgent: 'Postern/test',
    acceptEncoding: 'gzip',
    boundary: 'BOUNDARY',
  });
}

function refusal(run: () => unknown): { code: string; details?: AppError['details'] } {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details };
    throw error;
  }
  return { code: 'nothing was refused' };
}

const urlOf = (
  url: string,
  variables?: Record<string, string>,
  pathVariables: Request['pathVariables'] = [],
) => prepare({ url, pathVariables }, variables).wire.url;
const codes = (prepared: PreparedRequest) => prepared.warnings.map((warning) => warning.code);
const bodyText = (prepared: PreparedRequest) =>
  (prepared.wire.body ?? []).map((part) => (part.kind === 'text' ? part.text : `<${part.path}>`)).join('');
const header = (prepared: PreparedRequest, name: string) =>
  prepared.wire.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);

describe('addresses', () => {
  it.each([
    ['https://a.test', 'https://a.test/'],
    ['a.test/x', 'https://a.test/x'],
    ['localhost:8080/x', 'http://localhost:8080/x'],
    ['127.0.0.1', 'http://127.0.0.1/'],
    ['[::1]:3000/x', 'http://[::1]:3000/x'],
    ['HTTPS://A.Test:443/X', 'https://a.test/X'],
    ['  https://a.test/x ', 'https://a.test/x'],
    [
      'https://a.test/a b/ä?q=x y&f=profile.login eq "a@b.c"',
      'https://a.test/a%20b/%C3%A4?q=x%20y&f=profile.login%20eq%20%22a@b.c%22',
    ],
    ["https://a.test/it's/(x);y=1,2?q='a'+b*~!$", "https://a.test/it's/(x);y=1,2?q='a'+b*~!$"],
    ['https://a.test/%20%2f?q=%41%zz100%', 'https://a.test/%20%2f?q=%41%25zz100%25'],
    ['https://a.test/a/../b/./c//d', 'https://a.test/a/../b/./c//d'],
    ['https://a.test/x?a&b=&=c&&d', 'https://a.test/x?a&b=&=c&&d'],
    ['https://a.test/x?', 'https://a.test/x?'],
    ['https://a.test/x#part', 'https://a.test/x'],
    ['https://a.test?x=1', 'https://a.test/?x=1'],
    ['https://a.test/?filter[a]=1|2', 'https://a.test/?filter%5Ba%5D=1%7C2'],
    ['https://a.test\\b', 'https://a.test/%5Cb'],
    ['https://bücher.test/', 'https://xn--bcher-kva.test/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
  ])('%s', (typed, sent) => {
    expect(urlOf(typed)).toBe(sent);
  });

  it('puts values into the part they stand in', () => {
    const variables = { url: 'https://a.test', v: 'a&b=c#d?e/f g', q: 'x=1&y=2' };
    expect(urlOf('{{url}}/p/{{v}}', variables)).toBe('https://a.test/p/a&b=c%23d?e/f%20g');
    expect(urlOf('{{url}}/p?k={{v}}', variables)).toBe('https://a.test/p?k=a%26b=c%23d?e/f%20g');
    expect(urlOf('{{url}}/p?{{q}}&z=1', variables)).toBe('https://a.test/p?x=1&y=2&z=1');
    expect(urlOf('{{base}}?z=1', { base: 'https://a.test/p?y=2' })).toBe('https://a.test/p?y=2&z=1');
  });

  it('fills path variables as one segment each', () => {
    const rows = [
      { key: 'id', value: 'old' },
      { key: 'id', value: '{{id}}' },
      { key: 'off', value: 'x', disabled: true },
    ];
    expect(urlOf('https://a.test/:id/x', { id: 'tony@stark.test/?#ä%20' }, rows)).toBe(
      'https://a.test/tony@stark.test%2F%3F%23%C3%A4%20/x',
    );
    expect(refusal(() => urlOf('https://a.test/:off/:gone', {}, rows))).toEqual({
      code: 'ERR_VARIABLE_UNRESOLVED',
      details: {
        literal: false,
        names: [
          { name: 'off', where: 'pathVariable', key: 'off' },
          { name: 'gone', where: 'pathVariable', key: 'gone' },
        ],
      },
    });
    for (const value of ['..', '.', '%2E%2e']) {
      expect(refusal(() => urlOf('https://a.test/users/:id', {}, [{ key: 'id', value }]))).toMatchObject({
        code: 'ERR_REQUEST_INVALID_URL',
        details: { key: 'id' },
      });
    }
  });

  it.each([
    '',
    'https://',
    'https:///api/v1/users',
    '/api/v1/users',
    'ftp://a.test/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:a@b.test',
    'https://a b.test/',
    'https://a.test:99999/',
    'https://[::1/',
    'https://a%00.test/',
    'https://1.2.3.4.5/',
  ])('refuses %j', (url) => {
    expect(refusal(() => urlOf(url)).code).toBe('ERR_REQUEST_INVALID_URL');
  });

  it('refuses control characters with their position', () => {
    for (const character of ['\r', '\n', '\0', '\t', '\x7f']) {
      expect(refusal(() => urlOf('https://a.test/{{v}}', { v: `ab${character}c` }))).toEqual({
        code: 'ERR_REQUEST_INVALID_URL',
        details: {
          where: 'url',
          position: 17,
          character: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
        },
      });
    }
  });

  it('warns where the host is not what it looks like', () => {
    const user = prepare({ url: 'https://accounts.example@evil.test/x' });
    expect(user.wire.url).toBe('https://evil.test/x');
    expect(codes(user)).toEqual(['userInAddress']);
    expect(header(user, 'Authorization')).toEqual(['Basic YWNjb3VudHMuZXhhbXBsZTo=']);
    const confusing = prepare({ url: 'https://good.test\\@evil.test/' });
    expect(confusing.wire.url).toBe('https://good.test/%5C@evil.test/');
    expect(codes(prepare({ url: 'http://0x7f.1/' }))).toEqual(['hostRewritten']);
    expect(codes(prepare({ url: 'https://bücher.test/' }))).toEqual(['hostRewritten']);
    expect(codes(prepare({ url: 'https://A.test:8443/' }))).toEqual([]);
    expect(codes(prepare({ url: 'https://a.test/{{id}}' }, { id: '' }))).toEqual(['emptyVariable']);
  });
});

describe('what is unresolved', () => {
  const everywhere: [string, Partial<Request>, object][] = [
    ['method', { method: '{{x}}' }, { where: 'method' }],
    ['host', { url: 'https://{{x}}/' }, { where: 'url' }],
    ['path', { url: 'https://a.test/{{x}}' }, { where: 'url' }],
    ['hash', { url: 'https://a.test/#{{x}}' }, { where: 'url' }],
    ['query name', { url: 'https://a.test/?{{x}}=1' }, { where: 'query', key: '{{x}}' }],
    ['query value', { url: 'https://a.test/?q={{x}}' }, { where: 'query', key: 'q' }],
    [
      'path variable',
      { url: 'https://a.test/:id', pathVariables: [{ key: 'id', value: '{{x}}' }] },
      { where: 'pathVariable', key: 'id' },
    ],
    ['header name', { headers: [{ key: '{{x}}', value: '1' }] }, { where: 'header', key: '{{x}}' }],
    ['header value', { headers: [{ key: 'A', value: '{{x}}' }] }, { where: 'header', key: 'A' }],
    ['raw body', { body: { type: 'raw', language: 'json', content: '{{x}}' } }, { where: 'body' }],
    [
      'form',
      { body: { type: 'urlencoded', rows: [{ key: 'a', value: '{{x}}' }] } },
      { where: 'body', key: 'a' },
    ],
    [
      'multipart',
      { body: { type: 'formdata', rows: [{ key: 'a', value: '{{x}}', type: 'text' }] } },
      { where: 'body', key: 'a' },
    ],
    [
      'file name',
      { body: { type: 'formdata', rows: [{ key: 'a', value: '', type: 'file', src: ['/{{x}}'] }] } },
      { where: 'body', key: 'a' },
    ],
    ['body file', { body: { type: 'file', path: '/{{x}}' } }, { where: 'body' }],
    ['GraphQL query', { body: { type: 'graphql', query: '{{x}}', variables: '' } }, { where: 'body' }],
    ['GraphQL variables', { body: { type: 'graphql', query: '', variables: '{{x}}' } }, { where: 'body' }],
  ];

  it.each(everywhere)('refuses {{x}} in the %s', (_, request, place) => {
    expect(refusal(() => prepare(request))).toEqual({
      code: 'ERR_VARIABLE_UNRESOLVED',
      details: { literal: false, names: [{ name: 'x', ...place }] },
    });
    expect(refusal(() => prepare({ ...request, allowLiteralPlaceholders: true })).code).toBe(
      'ERR_VARIABLE_UNRESOLVED',
    );
  });

  it.each(everywhere)('refuses ${x} in the %s, unless it is meant so', (name, request) => {
    const written = JSON.parse(JSON.stringify(request).replaceAll('{{x}}', '${x}')) as Partial<Request>;
    expect(refusal(() => prepare(written))).toMatchObject({
      code: 'ERR_VARIABLE_UNRESOLVED',
      details: { literal: true, names: [{ name: 'x', literal: true, text: '${x}' }] },
    });
    // A method, a host, a header's name and GraphQL variables cannot hold these characters at all.
    if (['method', 'host', 'header name', 'GraphQL variables'].includes(name)) return;
    expect(refusal(() => prepare({ ...written, allowLiteralPlaceholders: true })).code).toBe(
      'nothing was refused',
    );
  });

  it('refuses {x} where it is no code', () => {
    for (const [name, request] of everywhere) {
      const written = JSON.parse(JSON.stringify(request).replaceAll('{{x}}', '{x}')) as Partial<Request>;
      const isCode = name === 'raw body' || name.startsWith('GraphQL query');
      if (name === 'GraphQL variables') continue;
      expect([name, refusal(() => prepare(written)).code]).toEqual([
        name,
        isCode ? 'nothing was refused' : 'ERR_VARIABLE_UNRESOLVED',
      ]);
    }
  });

  it('finds placeholders that a variable brought along, and names every place', () => {
    expect(
      refusal(() =>
        prepare(
          { url: '{{url}}/x?q={{a}}', headers: [{ key: 'H', value: '{{b}} {{a}}' }] },
          { url: 'https://{yourOktaDomain}', b: '{{c}}' },
        ),
      ).details,
    ).toEqual({
      literal: false,
      names: [
        { name: 'yourOktaDomain', where: 'url', literal: true, text: '{yourOktaDomain}' },
        { name: 'a', where: 'query', key: 'q' },
        { name: 'c', where: 'header', key: 'H', via: 'b' },
        { name: 'a', where: 'header', key: 'H' },
      ],
    });
  });

  it('does not look at what is switched off, nor inside secrets', () => {
    const off = { key: '{{x}}', value: '${y}', disabled: true };
    expect(() =>
      prepare({ headers: [off], body: { type: 'urlencoded', rows: [off] }, queryParams: [off] }),
    ).not.toThrow();
    const auth: Auth = {
      type: 'basic',
      credentials: [
        { key: 'username', value: 'u' },
        { key: 'password', value: '{{pw}}' },
      ],
    };
    expect(() => prepare({}, { pw: 'ab{cd}ef' }, { auth, secrets: ['pw'] })).not.toThrow();
    expect(() =>
      prepare({ headers: [{ key: 'H', value: '{{pw}}' }] }, { pw: 'ab{cd}ef' }, { secrets: ['pw'] }),
    ).not.toThrow();
  });

  it('leaves JSON, CSS and Okta expressions in bodies alone but for ${x}', () => {
    const content = '{"a":{"b":{}},"c":"{d}","e":[{"f":1}]}';
    expect(bodyText(prepare({ body: { type: 'raw', language: 'json', content } }))).toBe(content);
  });
});

describe('headers', () => {
  it('says which variable of an address without a host is empty', () => {
    const refusal = (url: string) => {
      try {
        prepare({ url }, { base: '' });
      } catch (error) {
        return isAppError(error) ? [error.code, error.message.includes('"base"')] : error;
      }
      return undefined;
    };
    expect(refusal('{{base}}/users')).toEqual(['ERR_REQUEST_INVALID_URL', true]);
    expect(refusal('https:///users')).toEqual(['ERR_REQUEST_INVALID_URL', false]);
  });

  it('leaves the comments of a JSON body at home, with the variables in them', () => {
    const content = '{"a": {{v}} // {{gone}}\n}';
    const body = (language: 'json' | 'text') => ({ body: { type: 'raw' as const, language, content } });
    expect(bodyText(prepare(body('json'), { v: '"http://x"' }))).toBe('{"a": "http://x" \n}');
    expect(bodyText(prepare(body('text'), { v: '1', gone: '2' }))).toBe('{"a": 1 // 2\n}');
  });

  it('adds its own, and typed ones win', () => {
    expect(prepare({}).wire.headers).toEqual(baseHeaders);
    expect(
      prepare({
        headers: [
          { key: 'accept', value: 'application/json' },
          { key: 'X-Two', value: '1' },
          { key: 'X-Two', value: '2' },
          { key: 'User-Agent', value: 'mine', disabled: true },
        ],
        settings: { disabledSystemHeaders: ['accept-encoding'] },
      }).wire.headers,
    ).toEqual([
      ['accept', 'application/json'],
      ['X-Two', '1'],
      ['X-Two', '2'],
      ['User-Agent', 'Postern/test'],
    ]);
  });

  it('sends no Origin or Referer of its own and remarks on typed ones', () => {
    const plain = prepare({ method: 'POST', body: { type: 'urlencoded', rows: [{ key: 'a', value: '1' }] } });
    expect([...header(plain, 'origin'), ...header(plain, 'referer')]).toEqual([]);
    const typed = prepare({ headers: [{ key: 'Origin', value: 'https://x.test' }] });
    expect(header(typed, 'origin')).toEqual(['https://x.test']);
    expect(codes(typed)).toEqual(['browserHeader']);
  });

  it('leaves framing to the client', () => {
    const prepared = prepare({
      headers: ['Content-Length', 'transfer-encoding', 'Connection', 'Expect'].map((key) => ({
        key,
        value: '1',
      })),
    });
    expect(prepared.wire.headers).toEqual(baseHeaders);
    expect(codes(prepared)).toEqual(Array(4).fill('framingHeaderIgnored'));
  });

  it.each([
    ['CR LF', 'a\r\nX-Evil: 1', 1],
    ['LF', 'ab\nc', 2],
    ['NUL', 'a\0', 1],
    ['beyond Latin-1', 'aĊ', 1],
    ['an emoji', '🙂', 0],
  ])('refuses %s in a value with its position', (_, value, position) => {
    const headers = [{ key: 'X-A', value: '{{v}}' }];
    expect(refusal(() => prepare({ headers }, { v: value }))).toMatchObject({
      code: 'ERR_REQUEST_INVALID_HEADER',
      details: { where: 'header', key: 'X-A', position },
    });
  });

  it.each(['a b', 'a:b', 'ä', 'a\nb', 'a\0', '(x)'])('refuses the name %j', (key) => {
    expect(refusal(() => prepare({ headers: [{ key, value: '1' }] }))).toMatchObject({
      code: 'ERR_REQUEST_INVALID_HEADER',
      details: { where: 'headerName' },
    });
  });

  it.each(['GE T', 'GET\r\nX: y', 'GÉT', 'CONNECT', 'connect', 'A(B'])('refuses the method %j', (method) => {
    expect(refusal(() => prepare({ method })).code).toBe('ERR_REQUEST_INVALID_METHOD');
  });

  it('sends any other method as typed, common ones in upper case, none as GET', () => {
    expect(['post', 'PURGE', 'purge', '', ' Get '].map((method) => prepare({ method }).wire.method)).toEqual([
      'POST',
      'PURGE',
      'purge',
      'GET',
      'GET',
    ]);
  });

  it('generates hostile values for every place, and none ends a line', () => {
    let refused = 0;
    for (let code = 0; code < 0x200; code += 1) {
      const v = `a${String.fromCharCode(code)}b`;
      const attempts: Partial<Request>[] = [
        { method: v },
        { url: `https://a.test/{{v}}?{{v}}={{v}}` },
        { headers: [{ key: v, value: '1' }] },
        { headers: [{ key: 'Cookie', value: 's={{v}}' }] },
        { body: { type: 'formdata', rows: [{ key: '{{v}}', value: '1', type: 'text' }] } },
        { body: { type: 'formdata', rows: [{ key: 'f', value: '', type: 'file', src: ['/x/{{v}}'] }] } },
      ];
      for (const request of attempts) {
        const outcome = refusal(() => {
          const { wire } = prepare(request, { v });
          const lines = [wire.method, wire.url, ...wire.headers.flat()];
          // eslint-disable-next-line no-control-regex -- these are what must not be there
          expect(lines.filter((line) => /[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]/.test(line))).toEqual([]);
          expect((bodyText(prepare(request, { v })).match(/\r\n/g) ?? []).length).toBeLessThanOrEqual(6);
        });
        if (outcome.code !== 'nothing was refused') {
          expect(outcome.code).toMatch(/^ERR_REQUEST_INVALID_/);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });
});

describe('bodies', () => {
  const raw = (language: 'json' | 'text' | 'xml' | 'html' | 'javascript', content = 'x') =>
    prepare({ method: 'POST', body: { type: 'raw', language, content } });

  it.each([
    ['json', 'application/json'],
    ['text', 'text/plain'],
    ['xml', 'application/xml'],
    ['html', 'text/html'],
    ['javascript', 'application/javascript'],
  ] as const)('gives raw %s its Content-Type', (language, type) => {
    expect(header(raw(language), 'content-type')).toEqual([type]);
  });

  it('lets a typed Content-Type win, and has none without a body', () => {
    const typed = prepare({
      headers: [{ key: 'content-type', value: 'application/scim+json' }],
      body: { type: 'raw', language: 'json', content: '{}' },
    });
    expect(header(typed, 'content-type')).toEqual(['application/scim+json']);
    expect(raw('json', '').wire).not.toHaveProperty('body');
    expect(header(raw('json', ''), 'content-type')).toEqual([]);
  });

  it('encodes forms as the URL standard does', () => {
    const prepared = prepare({
      body: {
        type: 'urlencoded',
        rows: [
          { key: 'a b', value: 'ä+&=%20*-._~🙂' },
          { key: 'off', value: '1', disabled: true },
          { key: '', value: '' },
          { key: 'g', value: '{{$guid}}' },
        ],
      },
    });
    expect(bodyText(prepared)).toBe('a+b=%C3%A4%2B%26%3D%2520*-._%7E%F0%9F%99%82&g=a-guid');
    expect(header(prepared, 'content-type')).toEqual(['application/x-www-form-urlencoded']);
  });

  it('builds multipart with quoted names and files in place', () => {
    const prepared = prepare({
      body: {
        type: 'formdata',
        rows: [
          { key: 'na"me', value: 'line\nbreak', type: 'text' },
          { key: 'j', value: '{}', type: 'text', contentType: 'application/json' },
          { key: 'f', value: '', type: 'file', src: ['/tmp/a "b".json', 'C:\\x\\ü.bin'] },
          { key: 'off', value: '', type: 'file', disabled: true },
        ],
      },
    });
    expect(bodyText(prepared).split('\r\n')).toEqual([
      '--BOUNDARY',
      'Content-Disposition: form-data; name="na%22me"',
      '',
      'line\nbreak',
      '--BOUNDARY',
      'Content-Disposition: form-data; name="j"',
      'Content-Type: application/json',
      '',
      '{}',
      '--BOUNDARY',
      'Content-Disposition: form-data; name="f"; filename="a %22b%22.json"',
      'Content-Type: application/json',
      '',
      '</tmp/a "b".json>',
      '--BOUNDARY',
      'Content-Disposition: form-data; name="f"; filename="ü.bin"',
      'Content-Type: application/octet-stream',
      '',
      '<C:\\x\\ü.bin>',
      '--BOUNDARY--',
      '',
    ]);
    expect(header(prepared, 'content-type')).toEqual(['multipart/form-data; boundary=BOUNDARY']);
  });

  it('gives a typed multipart Content-Type the boundary it lacks, or takes the typed one', () => {
    const body = { type: 'formdata', rows: [{ key: 'a', value: '1', type: 'text' }] } as const;
    const withType = (value: string) =>
      prepare({ headers: [{ key: 'Content-Type', value }], body: { ...body, rows: [...body.rows] } });
    expect(header(withType('multipart/form-data'), 'content-type')).toEqual([
      'multipart/form-data; boundary=BOUNDARY',
    ]);
    expect(bodyText(withType('multipart/form-data; boundary=mine'))).toContain('--mine--');
  });

  it('sends files, GraphQL with its numbers untouched, and refuses what it cannot send', () => {
    const file = prepare({ body: { type: 'file', path: '/tmp/{{$guid}}.png' } });
    expect(file.wire.body).toEqual([{ kind: 'file', path: '/tmp/a-guid.png' }]);
    expect(header(file, 'content-type')).toEqual(['image/png']);
    expect(
      bodyText(
        prepare({
          body: { type: 'graphql', query: 'query{a}', variables: ' {"n": 12345678901234567890.0} ' },
        }),
      ),
    ).toBe('{"query":"query{a}","variables":{"n": 12345678901234567890.0}}');
    const refused: [Request['body'], string][] = [
      [{ type: 'graphql', query: '', variables: '[1]' }, 'ERR_REQUEST_INVALID_BODY'],
      [{ type: 'graphql', query: '', variables: '{' }, 'ERR_REQUEST_INVALID_BODY'],
      [{ type: 'unsupported', name: 'x', value: 1 }, 'ERR_REQUEST_UNSUPPORTED_BODY'],
      [{ type: 'file', path: '' }, 'ERR_REQUEST_BODY_FILE_UNREADABLE'],
      [
        { type: 'formdata', rows: [{ key: 'f', value: '', type: 'file', src: [''] }] },
        'ERR_REQUEST_BODY_FILE_UNREADABLE',
      ],
    ];
    for (const [body, code] of refused) expect(refusal(() => prepare({ body })).code).toBe(code);
  });
});

describe('authorization', () => {
  const bearer: Auth = { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] };
  const apiKey = (placement: string): Auth => ({
    type: 'apikey',
    credentials: [
      { key: 'key', value: 'x key' },
      { key: 'value', value: 'a&b' },
      { key: 'in', value: placement },
    ],
  });

  it('adds Bearer, Basic and API keys', () => {
    expect(header(prepare({}, { token: ' abc ' }, { auth: bearer }), 'authorization')).toEqual([
      'Bearer abc',
    ]);
    const basic: Auth = {
      type: 'basic',
      credentials: [
        { key: 'username', value: 'test' },
        { key: 'password', value: '123£' },
      ],
    };
    // RFC 7617 section 2.1
    expect(header(prepare({}, {}, { auth: basic }), 'authorization')).toEqual(['Basic dGVzdDoxMjPCow==']);
    expect(prepare({ url: 'https://a.test/x?y=1' }, {}, { auth: apiKey('query') }).wire.url).toBe(
      'https://a.test/x?y=1&x%20key=a%26b',
    );
    expect(prepare({ url: 'https://a.test/x?' }, {}, { auth: apiKey('query') }).wire.url).toBe(
      'https://a.test/x?x%20key=a%26b',
    );
    expect(refusal(() => prepare({}, {}, { auth: apiKey('header') })).code).toBe(
      'ERR_REQUEST_INVALID_HEADER',
    );
  });

  it('sends a typed header instead of the generated one, and says so', () => {
    const headers = [{ key: 'authorization', value: 'SSWS {{key}}' }];
    const prepared = prepare({ headers }, { key: 'k' }, { auth: bearer });
    expect(header(prepared, 'authorization')).toEqual(['SSWS k']);
    expect(codes(prepared)).toEqual(['typedHeaderWins']);
    const oauth2: Auth = { type: 'oauth2', credentials: [] };
    expect(codes(prepare({ headers }, { key: 'k' }, { auth: oauth2 }))).toEqual(['typedHeaderWins']);
    expect(refusal(() => prepare({}, {}, { auth: oauth2 }))).toEqual({
      code: 'ERR_AUTH_UNSUPPORTED',
      details: { type: 'oauth2' },
    });
    expect(codes(prepare({ headers: [...headers, ...headers] }, { key: 'k' }))).toEqual(['repeatedHeader']);
    expect(
      codes(prepare({ headers: [{ key: 'Authorization', value: 'SSWS{{key}}' }] }, { key: 'k' })),
    ).toEqual(['schemeWithoutSpace']);
  });

  it('warns where there is nothing to send', () => {
    const prepared = prepare({}, { token: '' }, { auth: bearer });
    expect(header(prepared, 'authorization')).toEqual([]);
    expect(codes(prepared)).toEqual(['emptyCredential']);
    expect(refusal(() => prepare({}, {}, { auth: bearer })).details?.['names']).toEqual([
      { name: 'token', where: 'auth', key: 'token' },
    ]);
  });

  it('says what must be masked and kept to its origin', () => {
    const prepared = prepare(
      {
        url: 'https://a.test/?q={{secret}}',
        headers: [
          { key: 'X-Custom', value: 'v-{{secret}}' },
          { key: 'X-Api-Key', value: 'typed' },
          { key: 'X-Plain', value: '1' },
        ],
      },
      { secret: 's3cret', token: 'tok' },
      { auth: bearer, secrets: ['secret'] },
    );
    expect(prepared.wire.sensitiveHeaders.toSorted()).toEqual(['authorization', 'x-api-key', 'x-custom']);
    expect(prepared.wire.secrets).toEqual(['s3cret', 'tok']);
    expect(prepared.wire).not.toHaveProperty('hasSecretBody');
    const body = { type: 'raw', language: 'text', content: '{{secret}}' } as const;
    expect(prepare({ body }, { secret: 's3cret' }, { secrets: ['secret'] }).wire.hasSecretBody).toBe(true);
  });
});
