import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Bench,
  type FakeServer,
  freePort,
  oauth2,
  startBench,
  startFakeServer,
} from './testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;
beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const service = () =>
  oauth2({
    grantType: 'client_credentials',
    accessTokenUrl: `${server.url}/token`,
    revocationUrl: `${server.url}/revoke`,
    introspectionUrl: `${server.url}/introspect`,
    userInfoUrl: `${server.url}/userinfo`,
    clientId: 'c',
    clientSecret: 'secret-canary',
    scope: 'okta.users.read',
  });

async function getToken(): Promise<string> {
  server.answer = () => ({
    body: { access_token: 'access-canary', token_type: 'Bearer', expires_in: 600 },
  });
  return (await bench.call('oauth.getToken', { auth: service() })).token.id;
}

describe('a stored token', () => {
  it('is introspected, shown its user and revoked as the client it belongs to, and no secret shows', async () => {
    const id = await getToken();
    server.received.length = 0;
    server.answer = () => ({ body: { active: true, sub: '00u1' } });
    const introspected = await bench.call('token.introspect', { id });
    const user = await bench.call('token.readUserInfo', { id });
    const revoked = await bench.call('token.revoke', { id, part: 'access' });
    expect(JSON.parse(introspected.json)).toMatchObject({ active: true });
    expect(JSON.parse(user.json)).toMatchObject({ sub: '00u1' });
    expect(server.received.map(({ path }) => path)).toEqual(['/introspect', '/userinfo', '/revoke']);
    expect(server.received[2]?.form.get('token')).toBe('access-canary');
    expect(server.received[1]?.headers.authorization).toBe('Bearer access-canary');
    expect(JSON.stringify([introspected, user, revoked, bench.events])).not.toMatch(/canary/);
    expect(await bench.call('token.clearExpired', {})).toEqual({ removed: 1 });
  });

  it('comes back after its delete is undone, with the choice of it', async () => {
    const id = await getToken();
    const { node: item } = await bench.call('item.create', { kind: 'collection', name: 'C' });
    await bench.call('token.use', { id, itemId: item.id });
    const { undoId } = await bench.call('token.delete', { id });
    expect(await bench.call('token.readCurrent', { itemId: item.id })).toEqual({});
    await bench.call('workspace.undo', { undoId });
    expect((await bench.call('token.readCurrent', { itemId: item.id })).token?.id).toBe(id);
    expect(await bench.call('token.reveal', { id, part: 'access' })).toEqual({ value: 'access-canary' });
  });

  it('is sent by requests under the item that uses it, pasted ones too', async () => {
    const { node: collection } = await bench.call('item.create', { kind: 'collection', name: 'C' });
    const read = await bench.call('definition.read', { id: collection.id });
    await bench.call('definition.save', {
      id: collection.id,
      revision: read.revision,
      definition: { ...read.definition, auth: oauth2({ clientId: 'c', headerPrefix: 'Token' }) },
    });
    const { node: item } = await bench.call('item.create', {
      kind: 'request',
      name: 'R',
      parentId: collection.id,
    });
    await bench.call('token.add', { name: 'p', value: 'Bearer pasted-canary', itemId: collection.id });
    const { request } = await bench.call('request.read', { id: item.id });
    server.answer = () => ({ body: {} });
    await bench.call('request.send', { id: item.id, request: { ...request, url: `${server.url}/api` } });
    expect(server.received.at(-1)?.headers.authorization).toBe('Token pasted-canary');
  });
});

describe('a stored key', () => {
  it('is looked up among those a server lists, by more than its name', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'ES256' });
    const other = await bench.call('key.generate', { name: 'Other', alg: 'ES256' });
    const list = (keys: object[]) => (server.answer = () => ({ body: { keys } }));
    const compare = () => bench.call('key.compare', { id: key.id, jwksUrl: `${server.url}/keys` });
    list([other.publicJwk, key.publicJwk]);
    expect(await compare()).toMatchObject({ found: true, kids: [other.kid, key.kid] });
    list([{ ...other.publicJwk, kid: key.kid }]);
    expect(await compare()).toMatchObject({ found: false });
    server.answer = () => ({ status: 404, body: {} });
    expect(await bench.reply('key.compare', { id: key.id, jwksUrl: `${server.url}/keys` })).toMatchObject({
      error: { code: 'ERR_OAUTH_ANSWER_UNUSABLE' },
    });
  });
});

describe('signing out', () => {
  it('opens the page the server lists, with the client and no token, and says so where it lists none', async () => {
    const auth = () =>
      oauth2({
        grantType: 'client_credentials',
        issuer: server.url,
        accessTokenUrl: `${server.url}/token`,
        clientId: 'c',
        clientSecret: 'secret-canary',
      });
    let endSession: string | undefined = `${server.url}/logout`;
    server.answer = ({ path }) =>
      path.startsWith('/.well-known/')
        ? {
            body: {
              issuer: server.url,
              authorization_endpoint: `${server.url}/authorize`,
              token_endpoint: `${server.url}/token`,
              ...(endSession === undefined ? {} : { end_session_endpoint: endSession }),
            },
          }
        : { body: { access_token: 'access-canary', token_type: 'Bearer' } };
    const { token } = await bench.call('oauth.getToken', { auth: auth() });
    await bench.call('token.signOut', { id: token.id });
    expect(bench.opened).toEqual([`${server.url}/logout?client_id=c`]);

    for (const wrong of ['javascript:alert(1)', undefined]) {
      endSession = wrong;
      await bench.close();
      bench = await startBench();
      const { token: other } = await bench.call('oauth.getToken', { auth: auth() });
      expect(await bench.reply('token.signOut', { id: other.id })).toMatchObject({
        ok: false,
        error: { code: 'ERR_OAUTH_CONFIG_INCOMPLETE' },
      });
      expect(bench.opened).toEqual([]);
    }
  });
});

describe('pushed authorization', () => {
  it('hands the parameters over first and opens a short address', async () => {
    const port = await freePort();
    server.answer = ({ path }) =>
      path === '/par'
        ? { status: 201, body: { request_uri: 'urn:example:1', expires_in: 60 } }
        : { body: { access_token: 'a', token_type: 'Bearer' } };
    const auth = oauth2({
      authUrl: `${server.url}/authorize`,
      accessTokenUrl: `${server.url}/token`,
      pushedAuthorizationUrl: `${server.url}/par`,
      pushedAuthorization: 'on',
      callbackUrl: `http://127.0.0.1:${port}/cb`,
      clientId: 'c',
    });
    const got = bench.call('oauth.getToken', { auth });
    await expect.poll(() => bench.opened.length).toBe(1);
    const opened = new URL(bench.opened[0] ?? '');
    expect([...opened.searchParams]).toEqual([
      ['client_id', 'c'],
      ['request_uri', 'urn:example:1'],
    ]);
    const state = server.received.find(({ path }) => path === '/par')?.form.get('state') ?? '';
    await fetch(`http://127.0.0.1:${port}/cb?code=x&state=${state}`);
    expect((await got).exchanges).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it('is judged before a browser opens', async () => {
    const port = await freePort();
    const check = async (redirectUri: string) => {
      const { kind, available } = await bench.call('oauth.checkRedirect', { redirectUri });
      return [kind, available];
    };
    expect(await check(`http://localhost:${port}/cb`)).toEqual(['loopback', true]);
    expect(await check('http://localhost:80/cb')).toEqual(['loopback', false]);
    expect(await check('https://oauth.example.test/cb')).toEqual(['foreign', false]);
    expect(await check('app.postern:/oauth/callback')).toEqual(['customScheme', false]);
  });
});
