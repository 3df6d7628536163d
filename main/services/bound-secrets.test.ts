/** A secret that is for one host, and fifty ways to bring it to another one: none does, and what is refused says why. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../core/auth/auth.ts';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { type Request, emptyRequest } from '../../core/http/request.ts';
import { build } from '../../scripts/build.mjs';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { type TestProxy, startHttpProxy } from '../http/testing/proxies.ts';
import { createNodeHost } from '../node-host.ts';
import { type Bench, oauth2, startBench } from '../oauth/testing/oauth-bench.ts';
import { createCanaries } from '../testing/canaries.ts';

const outPath = fileURLToPath(new URL('../../out', import.meta.url));
const canaries = createCanaries();
const secret = canaries.make();

let bench: Bench;
/** The host the secret is for. It answers with the redirect that a test puts here. */
let home: RawServer;
let other: RawServer;
let proxy: TestProxy;
let redirect: { status: number; location: string } | undefined;
let environmentId: string;
let hosts: string[];

beforeAll(async () => {
  await build({ only: ['script-guest', 'script-libraries', 'script-runner'], quiet: true });
  home = await startRawServer((socket) => {
    if (redirect === undefined) respond(socket, '200 OK', ['Content-Type: application/json'], token);
    else respond(socket, `${redirect.status} Moved`, [`Location: ${redirect.location}`]);
  });
  other = await startRawServer((socket) => {
    respond(socket, '200 OK', ['Content-Type: application/json'], token);
  });
  proxy = await startHttpProxy();
  const { fork } = createNodeHost('web', outPath);
  bench = await startBench({ fork });
  hosts = [`127.0.0.1:${home.port}`];
  const plain = (key: string, initialValue: string) => ({
    key,
    initialValue,
    enabled: true,
    type: 'default',
  });
  const { id } = await bench.call('environment.create', {
    name: 'Bound',
    variables: [
      plain('home', home.url),
      plain('other', other.url),
      plain('alias', 'x-{{key}}'),
      plain('deeper', '{{alias}}'),
      plain('query', 'k={{key}}'),
      plain('whole', `${other.url}/?k={{key}}`),
      { key: 'key', initialValue: '', currentValue: secret, hosts, enabled: true, type: 'secret' },
    ],
  });
  environmentId = id;
}, 60_000);
afterAll(() => Promise.all([bench.close(), home.close(), other.close(), proxy.close()]));
beforeEach(async () => {
  redirect = undefined;
  await useProxy('none');
});

const token = '{"access_token":"at","token_type":"Bearer","device_code":"d"}';
const request = (more: Partial<Request>): Request => ({ ...emptyRequest(), ...more });
const credentials = (type: string, values: Record<string, string>): Auth => ({
  type,
  credentials: Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' })),
});
const rawBody = (content: string): Request['body'] => ({ type: 'raw', language: 'json', content });

async function useProxy(mode: 'none' | 'custom', url = '') {
  const settings = await bench.call('settings.read', {});
  await bench.call('settings.save', { ...settings, proxy: { mode, url, bypass: '' } });
}

/** Every byte the other server and the proxy got. */
const leaked = () =>
  canaries.find(Buffer.from([...other.received, ...proxy.asked, ...proxy.tunnelled].join('\n'), 'latin1'));

function expectRefused(answer: unknown, host: string): void {
  expect(leaked()).toEqual([]);
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'ERR_SECRET_OTHER_HOST', details: { name: 'key', host, hosts } },
  });
  const { error } = answer as { error: { message: string } };
  expect(error.message).toContain('"key"');
  // A host that the secret became is not told.
  if (host !== hidden) expect(error.message).toContain(host);
  expect(canaries.find(Buffer.from(JSON.stringify(answer)))).toEqual([]);
}

const hidden = '••••••••';
const header = { headers: [{ key: 'X-Key', value: '{{key}}' }] };
const otherHost = () => `127.0.0.1:${other.port}`;
const at = (host: string) => ({ url: `http://${host}/`, ...header });

/** What is sent, and the host that the refusal names where it is not the other server's. */
const attempts: [what: string, draft: () => Partial<Request>, host?: () => string][] = [
  ['a typed address', () => ({ url: other.url, ...header })],
  ['a variable in the address', () => ({ url: '{{other}}/x', ...header })],
  [
    'another variable that holds it',
    () => ({ url: '{{other}}', headers: [{ key: 'A', value: '{{alias}}' }] }),
  ],
  ['one that holds such a one', () => ({ url: '{{other}}', headers: [{ key: 'A', value: '{{deeper}}' }] })],
  ['an address that brings it along', () => ({ url: '{{whole}}' })],
  ['the path', () => ({ url: '{{other}}/{{key}}/x' })],
  ['a path variable', () => ({ url: '{{other}}/:id', pathVariables: [{ key: 'id', value: '{{key}}' }] })],
  ['the query', () => ({ url: '{{other}}/?k={{key}}' })],
  ['a whole query', () => ({ url: '{{other}}/?{{query}}' })],
  ['the name of a header', () => ({ url: '{{other}}', headers: [{ key: 'X-{{alias}}', value: '1' }] })],
  ['a cookie', () => ({ url: '{{other}}', headers: [{ key: 'Cookie', value: 'a={{key}}' }] })],
  ['a body', () => ({ method: 'POST', url: '{{other}}', body: rawBody('{"k":"{{key}}"}') })],
  [
    'a form row',
    () => ({
      method: 'POST',
      url: '{{other}}',
      body: { type: 'urlencoded', rows: [{ key: 'k', value: '{{key}}' }] },
    }),
  ],
  [
    'a multipart row',
    () => ({
      method: 'POST',
      url: '{{other}}',
      body: { type: 'formdata', rows: [{ key: 'k', value: '{{key}}', type: 'text' }] },
    }),
  ],
  [
    'GraphQL',
    () => ({
      method: 'POST',
      url: '{{other}}',
      body: { type: 'graphql', query: 'q', variables: '{"k":"{{key}}"}' },
    }),
  ],
  [
    'basic auth',
    () => ({ url: '{{other}}', auth: credentials('basic', { username: 'me', password: '{{key}}' }) }),
  ],
  ['a bearer token', () => ({ url: '{{other}}', auth: credentials('bearer', { token: '{{key}}' }) })],
  [
    'an API key in a header',
    () => ({ url: '{{other}}', auth: credentials('apikey', { key: 'X-K', value: '{{key}}' }) }),
  ],
  [
    'an API key in the query',
    () => ({ url: '{{other}}', auth: credentials('apikey', { key: 'k', value: '{{key}}', in: 'query' }) }),
  ],
  ['a typed token of OAuth 2.0', () => ({ url: '{{other}}', auth: oauth2({ accessToken: '{{key}}' }) })],
  [
    'the prefix of a token',
    () => ({ url: '{{other}}', auth: oauth2({ accessToken: 't', headerPrefix: '{{key}}' }) }),
  ],
  ['the user info of an address', () => ({ url: `http://me:{{key}}@127.0.0.1:${other.port}/` })],
  ['the home host before an @', () => at(`127.0.0.1:${home.port}@127.0.0.1:${other.port}`)],
  ['a backslash before an @', () => at(`127.0.0.1:${other.port}\\@127.0.0.1:${home.port}`)],
  [
    'a name that leads to the same machine',
    () => at(`localhost:${home.port}`),
    () => `localhost:${home.port}`,
  ],
  ['upper case', () => at(`LOCALHOST:${home.port}`), () => `localhost:${home.port}`],
  ['a trailing dot', () => at(`localhost.:${home.port}`), () => `localhost.:${home.port}`],
  ['an international name', () => at('bücher.test'), () => 'xn--bcher-kva.test'],
  ['full-width letters', () => at('ｅｖｉｌ.test'), () => 'evil.test'],
  ['the home host as a label of another', () => at('127.0.0.1.evil.test'), () => '127.0.0.1.evil.test'],
  ['IPv6', () => at(`[::1]:${home.port}`), () => `[::1]:${home.port}`],
  ['IPv4 in IPv6', () => at(`[::ffff:127.0.0.1]:${home.port}`), () => `[::ffff:7f00:1]:${home.port}`],
  ['127.1', () => at(`127.1:${other.port}`)],
  ['0x7f.1', () => at(`0x7f.1:${other.port}`)],
  ['one number', () => at(`2130706433:${other.port}`)],
  ['the port of the scheme', () => at('127.0.0.1'), () => '127.0.0.1'],
  ['a part of the host name', () => ({ url: 'http://{{key}}.evil.test/' }), () => hidden],
];

describe('a secret that is only for one host', () => {
  it.each(attempts)('does not leave by %s', async (_, draft, host = otherHost) => {
    const input = { request: request(draft()), environmentId };
    expectRefused(await bench.reply('request.send', input), host());
    const preview = await bench.call('request.preview', input);
    expect(preview.problem).toMatchObject({ code: 'ERR_SECRET_OTHER_HOST', details: { host: host() } });
    const code = await bench.reply('request.generateCode', { ...input, target: 'curl' });
    // With a placeholder in its place there is no host at all.
    const refusal = host() === hidden ? 'ERR_REQUEST_INVALID_URL' : 'ERR_SECRET_OTHER_HOST';
    expect(code).toMatchObject({ ok: false, error: { code: refusal } });
  });

  const endpoints: [string, (url: string) => Partial<OAuth2Config>][] = [
    ['a token endpoint', (url) => ({ grantType: 'client_credentials', accessTokenUrl: url })],
    [
      'one with basic auth',
      (url) => ({
        grantType: 'client_credentials',
        accessTokenUrl: url,
        clientAuthentication: 'client_secret_basic',
      }),
    ],
    [
      'a device endpoint',
      (url) => ({ grantType: 'device_code', deviceAuthorizationUrl: url, accessTokenUrl: home.url }),
    ],
    [
      'pushed authorization',
      (url) => ({
        pushedAuthorization: 'on',
        pushedAuthorizationUrl: url,
        authUrl: home.url,
        accessTokenUrl: home.url,
        callbackUrl: 'app.postern:/oauth/callback',
      }),
    ],
    [
      'the browser',
      (url) => ({
        authUrl: url,
        accessTokenUrl: home.url,
        clientId: '{{key}}',
        callbackUrl: 'app.postern:/oauth/callback',
      }),
    ],
  ];
  it.each(endpoints)('does not leave as a client secret to %s', async (_, fields) => {
    const auth = oauth2({
      clientId: 'c',
      clientSecret: '{{key}}',
      clientAuthentication: 'client_secret_post',
      dpop: 'off',
      ...fields('{{other}}/e'),
    });
    expectRefused(await bench.reply('oauth.getToken', { auth, environmentId }), otherHost());
    expect(bench.opened).toEqual([]);
  });

  it.each(['revoke', 'introspect', 'readUserInfo'] as const)('does not leave by token.%s', async (verb) => {
    const auth = oauth2({
      grantType: 'client_credentials',
      clientId: 'c',
      clientSecret: '{{key}}',
      accessTokenUrl: '{{home}}/token',
      revocationUrl: '{{other}}/r',
      introspectionUrl: '{{other}}/i',
      userInfoUrl: '{{other}}/u/{{key}}',
      dpop: 'off',
    });
    const got = await bench.call('oauth.getToken', { auth, environmentId });
    expectRefused(await bench.reply(`token.${verb}`, { id: got.token.id, part: 'access' }), otherHost());
  });

  const redirects = [301, 302, 303, 307, 308].flatMap((status) =>
    (['127.0.0.1', 'localhost'] as const).map((name) => [status, name] as const),
  );
  it.each(redirects)('is left behind where a %d leads to %s', async (status, name) => {
    redirect = { status, location: `http://${name}:${other.port}/after` };
    const draft = request({
      url: '{{home}}',
      ...header,
      auth: credentials('basic', { username: 'me', password: '{{key}}' }),
    });
    const { exchange } = await bench.call('request.send', { request: draft, environmentId });
    expect(leaked()).toEqual([]);
    expect(exchange.hops).toHaveLength(1);
    const remark = exchange.warnings.find(({ code }) => code === 'secretLeftBehind');
    expect(remark?.message).toContain('"key"');
    expect(remark?.message).toContain(`${name}:${other.port}`);
  });

  it.each<[string, number, () => Partial<Request>, string]>([
    ['the body', 307, () => ({ method: 'POST', body: rawBody('{{key}}') }), ''],
    [
      'the body again',
      308,
      () => ({ method: 'PUT', body: { type: 'urlencoded', rows: [{ key: 'k', value: '{{key}}' }] } }),
      '',
    ],
    ['a query that the server copies', 302, () => ({}), `?k=${encodeURIComponent(secret)}`],
  ])('stops a redirect that would take along %s', async (_, status, more, query) => {
    redirect = { status, location: `${other.url}/after${query}` };
    const draft = request({ url: '{{home}}/?k={{key}}', ...more() });
    const { exchange } = await bench.call('request.send', { request: draft, environmentId });
    expect(leaked()).toEqual([]);
    const { failure } = exchange.outcome as { failure?: { code: string; message: string } };
    expect(failure?.code).toBe('redirectRefused');
    expect(failure?.message).toContain('"key"');
    expect(failure?.message).toContain(otherHost());
  });

  it('does not follow a script to another host', async () => {
    const { node: collection } = await bench.call('item.create', { kind: 'collection', name: 'Scripted' });
    const code = `pm.request.url = '${other.url}/?k={{key}}'; pm.variables.set('mine', '{{key}}');`;
    const { node } = await bench.call('item.create', {
      kind: 'request',
      name: 'Get',
      parentId: collection.id,
      request: request({
        url: '{{home}}',
        ...header,
        scripts: [{ type: 'beforeRequest', code, language: 'text/javascript' }],
      }),
    });
    const { scripts } = await bench.call('script.review', { id: node.id });
    await bench.call('script.allow', { hashes: scripts.map(({ hash }) => hash) });
    expectRefused(await bench.reply('request.send', { id: node.id, environmentId }), otherHost());
  });

  it('does not go unencrypted through a proxy that is not among its hosts', async () => {
    await useProxy('custom', `http://127.0.0.1:${proxy.port}`);
    const input = { request: request({ url: '{{home}}', ...header }), environmentId };
    expectRefused(await bench.reply('request.send', input), `127.0.0.1:${proxy.port}`);
    expect(proxy.asked).toEqual([]);
    expect((await bench.call('request.preview', input)).problem?.code).toBe('ERR_SECRET_OTHER_HOST');
  });

  it('does not go through it in the address a server is asked at for what it offers, and says so', async () => {
    await useProxy('custom', `http://127.0.0.1:${proxy.port}`);
    const auth = oauth2({
      grantType: 'client_credentials',
      clientId: 'c',
      clientSecret: 'no secret of a variable',
      issuer: '{{home}}/{{key}}',
      accessTokenUrl: '{{home}}/token',
      dpop: 'on',
    });
    const before = proxy.asked.length;
    expectRefused(await bench.reply('oauth.getToken', { auth, environmentId }), `127.0.0.1:${proxy.port}`);
    expect(proxy.asked).toHaveLength(before);
  });

  it.each<[string, () => string]>([
    ['as it is written', () => '{{home}}'],
    ['in another form', () => `http://0x7f.1:${home.port}`],
  ])('reaches its own host %s, however it is sent', async (_, url) => {
    home.received.length = 0;
    const draft = request({
      method: 'POST',
      url: `${url()}/?k={{key}}`,
      headers: [{ key: 'X-Key', value: '{{alias}}' }],
      body: rawBody('{{key}}'),
      auth: credentials('bearer', { token: '{{key}}' }),
    });
    const { exchange } = await bench.call('request.send', { request: draft, environmentId });
    expect(exchange.outcome.kind).toBe('response');
    expect(home.received.join('').split(secret)).toHaveLength(5);
  });
});
