/** What will be sent, and a request as code: the same preparation as sending, without a byte that leaves the machine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import {
  type Bench,
  type FakeServer,
  oauth2,
  startBench,
  startFakeServer,
} from '../oauth/testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
  server.answer = ({ path }) =>
    path === '/token'
      ? { body: { access_token: 'access-canary', token_type: 'Bearer', expires_in: 3600 } }
      : { headers: { 'Set-Cookie': 'sid=cookie-canary' } };
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const request = (more: Partial<Request> = {}): Request => ({
  ...emptyRequest(),
  url: '{{url}}/users',
  ...more,
});

const environment = () =>
  bench.call('environment.create', {
    name: 'Dev',
    variables: [
      { key: 'url', initialValue: server.url, enabled: true, type: 'default' },
      { key: 'apiKey', initialValue: '', currentValue: 's3cret-canary', enabled: true, type: 'secret' },
    ],
  });

const bearer = (value: string) => ({
  type: 'bearer',
  credentials: [{ key: 'token', value, type: 'string' }],
});

const service = (fields: Parameters<typeof oauth2>[0] = {}) =>
  oauth2({
    accessTokenUrl: `${server.url}/token`,
    grantType: 'client_credentials',
    clientId: 'client-1',
    clientSecret: '{{apiKey}}',
    scope: 'a',
    ...fields,
  });

describe('request.preview', () => {
  it('shows the very lines that are then sent, and where each comes from', async () => {
    const { id } = await environment();
    await bench.call('request.send', { request: request(), environmentId: id });
    const draft = request({
      method: 'POST',
      headers: [
        { key: 'X-One', value: 'of {{$guid}}' },
        { key: 'X-Off', value: 'no', disabled: true },
      ],
      body: { type: 'raw', language: 'json', content: '{"key":"{{apiKey}}"}' },
      auth: bearer('{{apiKey}}'),
    });
    const preview = await bench.call('request.preview', { request: draft, environmentId: id });
    expect(server.received).toHaveLength(1);
    const { exchange } = await bench.call('request.send', { request: draft, environmentId: id });
    const plain = (name: string, value: string) =>
      `${name.toLowerCase()}: ${name === 'X-One' || name === 'x-one' ? 'any' : value}`;
    expect(preview.headers.map(({ name, value }) => plain(name, value)).toSorted()).toEqual(
      exchange.request.headers
        .filter(([name]) => name.toLowerCase() !== 'connection')
        .map(([name, value]) => plain(name, value))
        .toSorted(),
    );
    expect(preview.url).toBe(exchange.request.url);
    expect(Object.fromEntries(preview.headers.map(({ name, origin }) => [name, origin]))).toMatchObject({
      Host: 'connection',
      'X-One': 'typed',
      Authorization: 'auth',
      'Content-Type': 'body',
      'User-Agent': 'app',
      Cookie: 'cookies',
      'Content-Length': 'connection',
    });
    expect(preview.body?.parts).toEqual([{ kind: 'text', text: '{"key":"••••••••"}' }]);
    expect(JSON.stringify(preview)).not.toMatch(/canary/);
  });

  it('tells which variables came from where, and keeps the values of secrets', async () => {
    const { id } = await environment();
    const { node } = await bench.call('item.create', { kind: 'collection', name: 'Users' });
    const preview = await bench.call('request.preview', {
      request: request({ headers: [{ key: 'X-Key', value: '{{apiKey}} {{mine}}' }] }),
      parentId: node.id,
      environmentId: id,
      variables: { mine: 'local' },
    });
    expect(preview.variables.map(({ name, scopeKind, value }) => [name, scopeKind, value])).toEqual([
      ['url', 'environment', server.url],
      ['apiKey', 'environment', undefined],
      ['mine', 'local', 'local'],
    ]);
    expect(preview.problem).toBeUndefined();
  });

  it('names what has no value and still shows the rest', async () => {
    const preview = await bench.call('request.preview', {
      request: request({
        url: '{{nowhere}}/users/:id',
        pathVariables: [{ key: 'id', value: '' }],
        headers: [{ key: 'X-A', value: '1' }],
        auth: bearer('typed-canary'),
      }),
    });
    expect(preview.problem?.code).toBe('ERR_VARIABLE_UNRESOLVED');
    expect(preview.unresolved.map(({ name, where }) => [name, where])).toEqual([
      ['nowhere', 'url'],
      ['id', 'pathVariable'],
    ]);
    expect(preview.url).toBe('{{nowhere}}/users/:id');
    expect(preview.headers.map(({ name }) => name)).toContain('Authorization');
    expect(JSON.stringify(preview)).not.toMatch(/canary/);
  });

  it.each<[Partial<Request>, string]>([
    [{ url: 'ftp://x' }, 'ERR_REQUEST_INVALID_URL'],
    [{ method: 'G T' }, 'ERR_REQUEST_INVALID_METHOD'],
    [{ body: { type: 'file', path: '' } }, 'ERR_REQUEST_BODY_FILE_UNREADABLE'],
    [{ body: { type: 'file', path: 'not-there.bin' } }, 'ERR_REQUEST_BODY_FILE_UNREADABLE'],
    [{ body: { type: 'unsupported', name: 'x', value: null } }, 'ERR_REQUEST_UNSUPPORTED_BODY'],
    [{ auth: { type: 'ntlm', credentials: [] } }, 'ERR_AUTH_UNSUPPORTED'],
    [{ auth: { type: 'jwt', credentials: [] } }, 'ERR_AUTH_INCOMPLETE'],
  ])('tells the refusal of %j', async (more, code) => {
    const preview = await bench.call('request.preview', {
      request: request({ url: 'https://host.example/', ...more }),
    });
    expect(preview.problem?.code).toBe(code);
  });

  it('hides the password of an address that cannot be sent', async () => {
    const { url } = await bench.call('request.preview', {
      request: request({ url: 'https://me:typed-canary@host.example/{{x}}' }),
    });
    expect(url).toBe('https://me:••••••••@host.example/{{x}}');
  });

  it('fetches no token, and says that one will be fetched, then that it is there', async () => {
    const { id } = await environment();
    const input = { request: request({ auth: service() }), environmentId: id };
    const before = await bench.call('request.preview', input);
    expect(before.token).toEqual({ step: 'fetch', isDpop: false });
    expect(before.problem).toBeUndefined();
    expect(server.received).toHaveLength(0);
    await bench.call('request.send', input);
    expect((await bench.call('request.preview', input)).token).toMatchObject({ step: 'send', isDpop: false });
    expect(server.received.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  it('says that only the user can get a token, and that a DPoP proof comes with the send', async () => {
    const auth = service({ grantType: 'authorization_code', dpop: 'on', clientSecret: '' });
    const preview = await bench.call('request.preview', { request: request({ url: server.url, auth }) });
    expect(preview.token).toEqual({ step: 'missing', isDpop: true });
    expect(preview.problem?.code).toBe('ERR_OAUTH_TOKEN_MISSING');
    expect(preview.headers.find(({ name }) => name === 'DPoP')).toMatchObject({ origin: 'auth' });
  });
});

describe('request.generateCode', () => {
  const code = async (draft: Request, more: { includeSecrets?: boolean; environmentId?: string } = {}) =>
    bench.call('request.generateCode', { request: draft, target: 'curl', ...more });

  it('keeps secrets out, in whatever form they would be there', async () => {
    const { id: environmentId } = await environment();
    const draft = request({
      method: 'POST',
      url: '{{url}}/u?k={{apiKey}}&typed=1',
      headers: [
        { key: 'X-Key', value: '{{apiKey}}' },
        { key: 'Cookie', value: 'a=typed-canary; alone-canary' },
      ],
      body: { type: 'urlencoded', rows: [{ key: 'secret', value: '{{apiKey}}' }] },
      auth: {
        type: 'basic',
        credentials: [
          { key: 'username', value: 'me', type: 'string' },
          { key: 'password', value: 'typed-canary', type: 'string' },
        ],
      },
    });
    const hidden = await code(draft, { environmentId });
    expect(hidden.code).toBe(
      [
        `curl '${server.url}/u?k=<apiKey>&typed=1'`,
        "--header 'X-Key: <apiKey>'",
        "--header 'Cookie: a=<a>; <cookie>'",
        "--header 'Authorization: Basic <base64 of user:password>'",
        "--header 'Content-Type: application/x-www-form-urlencoded'",
        "--data-raw 'secret=<apiKey>'",
      ].join(' \\\n  '),
    );
    expect(hidden.placeholders).toEqual(['<apiKey>', '<base64 of user:password>']);
    const shown = await code(draft, { environmentId, includeSecrets: true });
    expect(shown.code).toContain('k=s3cret-canary');
    expect(shown.code).toContain(`Basic ${Buffer.from('me:typed-canary').toString('base64')}`);
    expect(shown.placeholders).toEqual([]);
  });

  it('keeps the token of an authorization out until it is asked for', async () => {
    const draft = request({ url: `${server.url}/x`, auth: service({ clientSecret: 'x' }) });
    await bench.call('request.send', { request: draft });
    const hidden = await code(draft);
    expect(hidden.code).toContain("'Authorization: Bearer <access token>'");
    expect(JSON.stringify(hidden)).not.toMatch(/canary/);
    expect((await code(draft, { includeSecrets: true })).code).toContain('Bearer access-canary');
  });

  it('says that a DPoP request cannot be repeated', async () => {
    const auth = service({ dpop: 'on' });
    const { remarks, code: text } = await code(request({ url: server.url, auth }), {
      environmentId: (await environment()).id,
    });
    expect(remarks.map((remark) => remark.code)).toEqual(['dpopNotRepeatable']);
    expect(text.startsWith('# The access token is bound to a key')).toBe(true);
    expect(text).toContain('DPoP <access token>');
    expect(server.received).toHaveLength(0);
  });

  it('refuses what cannot be sent', async () => {
    const answer = await bench.reply('request.generateCode', { request: request(), target: 'go' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'ERR_VARIABLE_UNRESOLVED' } });
  });
});
