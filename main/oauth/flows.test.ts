import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type JsonObject } from '../../core/json-value.ts';
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
let port: number;

beforeEach(async () => {
  [bench, server, port] = await Promise.all([startBench(), startFakeServer(), freePort()]);
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const claimsOf = (jwt: string, part = 1) =>
  JSON.parse(Buffer.from(jwt.split('.')[part] ?? '', 'base64url').toString()) as JsonObject;

function userConfig(fields: Partial<OAuth2Config> = {}) {
  return oauth2({
    authUrl: `${server.url}/authorize`,
    accessTokenUrl: `${server.url}/token`,
    callbackUrl: `http://localhost:${port}/authorization-code/callback`,
    clientId: 'client-1',
    clientAuthentication: 'none',
    scope: 'okta.users.read offline_access',
    ...fields,
  });
}

const serviceConfig = (fields: Partial<OAuth2Config> = {}) =>
  userConfig({ grantType: 'client_credentials', scope: 'okta.users.read', ...fields });

const token = (n: number, more: JsonObject = {}) => ({
  body: { access_token: `access-canary-${n}`, token_type: 'Bearer', expires_in: 3600, ...more },
});

/** Waits until the browser was asked to open the n-th address. */
async function nextOpened(n = 1): Promise<URL> {
  await expect.poll(() => bench.opened.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(n);
  return new URL(bench.opened[n - 1] ?? '');
}

describe('authorization code', () => {
  it('goes through the system browser, ignores junk and wrong states, and keeps the token encrypted', async () => {
    server.answer = () =>
      token(1, { refresh_token: 'refresh-canary-1', scope: 'okta.users.read offline_access' });
    const got = bench.call('oauth.getToken', { auth: userConfig({ state: 'fixed' }) }, 'flow-1');
    const asked = await nextOpened();
    const state = asked.searchParams.get('state') ?? '';
    expect(state).toMatch(/^fixed\.[\w-]{22,}$/);
    const callback = `http://localhost:${port}/authorization-code/callback`;
    expect((await fetch(`http://localhost:${port}/favicon.ico`)).status).toBe(404);
    expect((await fetch(`${callback}/more?code=x&state=${state}`)).status).toBe(404);
    expect((await fetch(`${callback}?code=evil`)).status).toBe(400);
    expect((await fetch(`${callback}?code=evil&state=fixed`)).status).toBe(400);
    expect((await fetch(`${callback}?code=evil&state=${state}`, { method: 'POST' })).status).toBe(405);
    const page = await fetch(`${callback}?code=code-canary&state=${state}&x=%3Cscript%3E`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).not.toMatch(/code-canary|script|fixed/);
    const { token: summary, exchanges } = await got;
    expect(summary).toMatchObject({
      tokenType: 'Bearer',
      hasRefreshToken: true,
      grantType: 'authorization_code',
    });
    const { form } = server.received[0] ?? { form: new URLSearchParams() };
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    expect(asked.searchParams.get('code_challenge')).toBe(challenge);
    expect(form.get('code')).toBe('code-canary');
    // Closed after one use.
    await expect(fetch(callback)).rejects.toThrow();
    const seen = JSON.stringify([exchanges, bench.events, bench.logged, summary]);
    expect(seen).not.toMatch(/canary/);
    for (const file of await bench.readProfile()) {
      for (const canary of ['access-canary-1', 'refresh-canary-1']) {
        expect(file.includes(canary)).toBe(false);
        expect(file.includes(Buffer.from(canary).toString('base64').slice(0, 18))).toBe(false);
        expect(file.includes(Buffer.from(canary).toString('hex'))).toBe(false);
      }
    }
    expect(await bench.call('token.reveal', { id: summary.id, part: 'refresh' })).toEqual({
      value: 'refresh-canary-1',
    });
  });

  it('keeps two flows at one address apart', async () => {
    server.answer = ({ form }) => token(form.get('code') === 'a' ? 1 : 2);
    const first = bench.call('oauth.getToken', { auth: userConfig({ tokenName: 'A' }) });
    const one = await nextOpened(1);
    const second = bench.call('oauth.getToken', { auth: userConfig({ tokenName: 'B' }) });
    const two = await nextOpened(2);
    const visit = (url: URL, code: string) =>
      fetch(
        `http://localhost:${port}/authorization-code/callback?code=${code}&state=${url.searchParams.get('state') ?? ''}`,
      );
    await visit(two, 'b');
    await visit(one, 'a');
    const { value: a } = await bench.call('token.reveal', { id: (await first).token.id, part: 'access' });
    const { value: b } = await bench.call('token.reveal', { id: (await second).token.id, part: 'access' });
    expect([a, b]).toEqual(['access-canary-1', 'access-canary-2']);
  });

  it('checks the port before the browser opens, and refuses ports and schemes it cannot answer', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const reasons: unknown[] = [];
    for (const callbackUrl of [
      `http://localhost:${port}/cb`,
      'http://localhost/cb',
      `https://localhost:${port}/cb`,
    ]) {
      reasons.push(await bench.reply('oauth.getToken', { auth: userConfig({ callbackUrl }) }));
    }
    await new Promise<void>((resolve) => other.close(() => resolve()));
    const refused = (reason: string) =>
      expect.objectContaining({
        error: expect.objectContaining({
          code: 'ERR_OAUTH_REDIRECT_UNAVAILABLE',
          details: expect.objectContaining({ reason }) as unknown,
        }) as unknown,
      }) as unknown;
    expect(reasons).toEqual([refused('portTaken'), refused('privilegedPort'), refused('httpsLoopback')]);
    expect(bench.opened).toEqual([]);
  });

  it('takes a pasted address for a redirect it cannot own, and only that of its own flow', async () => {
    server.answer = () => token(1);
    const callbackUrl = 'https://oauth.example.test/v1/callback';
    const got = bench.call('oauth.getToken', { auth: userConfig({ callbackUrl }) }, 'pasting');
    const state = (await nextOpened()).searchParams.get('state') ?? '';
    const paste = (url: string) => bench.reply('oauth.pasteRedirect', { callId: 'pasting', url });
    expect(await paste(`${callbackUrl}?code=x&state=wrong`)).toMatchObject({
      error: { code: 'ERR_OAUTH_REDIRECT_REFUSED' },
    });
    expect(await paste(`${callbackUrl}?code=x&state=${state}`)).toMatchObject({ ok: true });
    await got;
    expect(await paste(`${callbackUrl}?code=x&state=${state}`)).toMatchObject({
      error: { code: 'ERR_OAUTH_FLOW_NOT_FOUND' },
    });
  });

  it('closes the listener when the flow is cancelled', async () => {
    const got = bench.reply('oauth.getToken', { auth: userConfig() }, 'cancelled');
    await nextOpened();
    bench.app.dispatcher.cancel('cancelled');
    expect(await got).toMatchObject({ error: { code: 'ERR_CALL_CANCELLED' } });
    await expect(fetch(`http://localhost:${port}/authorization-code/callback`)).rejects.toThrow();
  });

  it('gives the code of another server to nobody', async () => {
    const got = bench.reply('oauth.getToken', { auth: userConfig({ issuer: server.url }) });
    const asked = await nextOpened();
    const before = server.received.filter(({ path }) => path === '/token').length;
    const state = asked.searchParams.get('state') ?? '';
    await fetch(
      `http://localhost:${port}/authorization-code/callback?code=x&state=${state}&iss=https%3A%2F%2Fevil.test`,
    );
    expect(await got).toMatchObject({ error: { code: 'ERR_OAUTH_ISSUER_MISMATCH' } });
    expect(server.received.filter(({ path }) => path === '/token').length).toBe(before);
  });
});

describe('service', () => {
  it('signs a new assertion for each try, turns DPoP on when asked, and uses the nonce', async () => {
    const { id: keyId } = await bench.call('key.generate', { name: 'svc', alg: 'ES256' });
    const proofs: JsonObject[] = [];
    server.answer = ({ headers }) => {
      const proof = headers['dpop'];
      if (typeof proof !== 'string') return { status: 400, body: { error: 'invalid_dpop_proof' } };
      proofs.push(claimsOf(proof));
      expect(Object.keys(claimsOf(proof, 0)['jwk'] as JsonObject).toSorted()).toEqual([
        'crv',
        'kty',
        'x',
        'y',
      ]);
      return claimsOf(proof)['nonce'] === 'n1'
        ? token(1, { token_type: 'DPoP' })
        : { status: 400, headers: { 'DPoP-Nonce': 'n1' }, body: { error: 'use_dpop_nonce' } };
    };
    const auth = serviceConfig({ clientAuthentication: 'private_key_jwt', keyId });
    const { token: summary, exchanges } = await bench.call('oauth.getToken', { auth });
    expect(summary).toMatchObject({ tokenType: 'DPoP', keyId });
    expect(exchanges).toHaveLength(3);
    const assertions = server.received.map(({ form }) => form.get('client_assertion') ?? '');
    expect(new Set(assertions.map((jwt) => claimsOf(jwt)['jti'])).size).toBe(3);
    expect(claimsOf(assertions[0] ?? '')).toMatchObject({
      iss: 'client-1',
      sub: 'client-1',
      aud: `${server.url}/token`,
    });
    expect(new Set(proofs.map(({ jti }) => jti)).size).toBe(2);
    expect((await bench.call('key.list', {})).keys[0]?.usedBy).toEqual(['client-1']);
    expect(JSON.stringify([exchanges, bench.events])).not.toMatch(/canary|eyJ/);

    // The token goes out with a proof of its own for every send.
    server.answer = () => ({ body: {} });
    server.received.length = 0;
    const request = { ...emptyRequest(), url: `${server.url}/api/v1/users?limit=1`, auth };
    for (let n = 0; n < 3; n += 1) await bench.call('request.send', { request });
    const sent = server.received.map(({ headers }) => claimsOf(String(headers['dpop'])));
    expect(server.received[0]?.headers.authorization).toBe('DPoP access-canary-1');
    expect(new Set(sent.map(({ jti }) => jti)).size).toBe(3);
    const ath = createHash('sha256').update('access-canary-1').digest('base64url');
    expect(sent[0]).toMatchObject({ htm: 'GET', htu: `${server.url}/api/v1/users`, ath });
  });

  it('never follows a redirect of the token endpoint, and explains refusals without secrets', async () => {
    const auth = serviceConfig({
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'secret-canary',
    });
    server.answer = () => ({ status: 307, headers: { Location: `${server.url}/elsewhere` } });
    expect(await bench.reply('oauth.getToken', { auth })).toMatchObject({
      error: { code: 'ERR_OAUTH_ANSWER_UNUSABLE' },
    });
    expect(server.received).toHaveLength(1);
    server.answer = () => ({
      status: 401,
      body: { error: 'invalid_client', error_description: 'no secret-canary' },
    });
    const refused = await bench.reply('oauth.getToken', { auth });
    expect(refused).toMatchObject({
      error: { code: 'ERR_OAUTH_SERVER_REFUSED', details: { explanation: {} } },
    });
    expect(JSON.stringify(refused)).not.toMatch(/canary/);
  });
});

describe('sending', () => {
  it('gets and keeps a service token by itself, and one new token after a 401', async () => {
    let tokens = 0;
    server.answer = ({ path, headers }) => {
      if (path === '/token') return token((tokens += 1));
      return headers.authorization === 'Bearer access-canary-2' ? { body: {} } : { status: 401 };
    };
    const request = {
      ...emptyRequest(),
      url: `${server.url}/api`,
      auth: serviceConfig({ clientSecret: 's3cret', clientAuthentication: 'client_secret_post' }),
    };
    const { exchange } = await bench.call('request.send', { request });
    expect(exchange.outcome).toMatchObject({ status: 200 });
    await bench.call('request.send', { request });
    expect(tokens).toBe(2);
    server.answer = ({ path }) => (path === '/token' ? token((tokens += 1)) : { status: 401 });
    const before = server.received.length;
    expect((await bench.call('request.send', { request })).exchange.outcome).toMatchObject({ status: 401 });
    expect(server.received.length - before).toBe(3);
    expect(JSON.stringify(exchange)).not.toMatch(/canary/);
  });

  it('refreshes once for 50 requests, and has the new refresh token on disk before the new access token is used', async () => {
    server.answer = () => token(1, { refresh_token: 'refresh-1', expires_in: 60 });
    const auth = userConfig();
    const got = bench.call('oauth.getToken', { auth });
    const state = (await nextOpened()).searchParams.get('state') ?? '';
    await fetch(`http://localhost:${port}/authorization-code/callback?code=c&state=${state}`);
    const { id } = (await got).token;
    bench.clock.offsetMs = 120_000;
    server.received.length = 0;
    const keptAtUse: string[] = [];
    server.answer = async ({ path }) => {
      if (path === '/token') return token(2, { refresh_token: 'refresh-2' });
      keptAtUse.push((await bench.call('token.reveal', { id, part: 'refresh' })).value);
      return { body: {} };
    };
    const request = { ...emptyRequest(), url: `${server.url}/api`, auth };
    await Promise.all(Array.from({ length: 50 }, () => bench.call('request.send', { request })));
    const refreshes = server.received.filter(({ path }) => path === '/token');
    expect(refreshes).toHaveLength(1);
    expect(refreshes[0]?.form.get('refresh_token')).toBe('refresh-1');
    expect(new Set(keptAtUse)).toEqual(new Set(['refresh-2']));
    expect(keptAtUse).toHaveLength(50);
  });

  it('says what to do where only the user can get a token', async () => {
    const request = { ...emptyRequest(), url: `${server.url}/api`, auth: userConfig() };
    expect(await bench.reply('request.send', { request })).toMatchObject({
      error: {
        code: 'ERR_OAUTH_TOKEN_MISSING',
        details: { explanation: { actions: [{ kind: 'getNewToken' }] } },
      },
    });
    expect(server.received).toEqual([]);
  });
});

describe('device', () => {
  it('shows the code and polls until the user is done', async () => {
    let polls = 0;
    server.answer = ({ path }) => {
      if (path === '/device') {
        return {
          body: {
            device_code: 'device-canary',
            user_code: 'ABCD-EFGH',
            verification_uri: `${server.url}/activate`,
            expires_in: 60,
            interval: 1,
          },
        };
      }
      polls += 1;
      return polls === 1 ? { status: 400, body: { error: 'authorization_pending' } } : token(1);
    };
    const auth = userConfig({ grantType: 'device_code', deviceAuthorizationUrl: `${server.url}/device` });
    const { token: summary, exchanges } = await bench.call('oauth.getToken', { auth });
    expect(summary.grantType).toBe('device_code');
    expect(polls).toBe(2);
    expect(JSON.stringify([bench.events])).toContain('ABCD-EFGH');
    expect(JSON.stringify([bench.events, exchanges])).not.toMatch(/canary/);
  });
});
