import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from 'oidc-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { type Bench, freePort, oauth2, startBench } from './testing/oauth-bench.ts';

const service = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 });
let issuer: string;
let server: Server;
let port: number;
let bench: Bench;

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const { default: Provider } = await import('oidc-provider');
  port = await freePort();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceClient = {
    token_endpoint_auth_method: 'private_key_jwt' as const,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'okta.users.read',
    jwks: {
      keys: [{ ...service.publicKey.export({ format: 'jwk' }), kid: 'svc', alg: 'RS256', use: 'sig' }],
    },
  };
  const configuration: Configuration = {
    clients: [
      {
        client_id: 'native',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [`http://localhost:${port}/authorization-code/callback`],
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid offline_access okta.users.read',
      },
      { client_id: 'service', ...serviceClient },
      { client_id: 'bound', dpop_bound_access_tokens: true, ...serviceClient },
    ],
    scopes: ['openid', 'offline_access', 'okta.users.read'],
    jwks: {
      keys: [{ ...signing.privateKey.export({ format: 'jwk' }), kid: 'as', alg: 'RS256', use: 'sig' }],
    },
    cookies: { keys: ['test-cookie-key'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    },
  };
  const answer = new Provider(issuer, configuration).callback();
  server.on('request', (request, response) => void answer(request, response));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  vi.restoreAllMocks();
});
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const config = (fields: Partial<OAuth2Config>) =>
  oauth2({ issuer, authUrl: `${issuer}/auth`, accessTokenUrl: `${issuer}/token`, ...fields });

/** Walks the provider's own pages as a browser would, and gives the redirect it ends at. */
async function signIn(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: string | undefined;
  for (let step = 0; step < 20; step += 1) {
    const headers: Record<string, string> = { Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') };
    if (form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    const sent: RequestInit = { redirect: 'manual', headers };
    if (form !== undefined) Object.assign(sent, { method: 'POST', body: form });
    const response = await fetch(url, sent);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      if (url.startsWith(`http://localhost:${port}/`)) return url;
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    url = new URL(action, url).href;
    form = page.includes('name="login"') ? 'prompt=login&login=tony&password=x' : 'prompt=consent';
  }
  throw new Error('The sign-in did not end.');
}

describe('a certified provider', () => {
  it('gives a token by code and PKCE with an ID token, and rotates the refresh token', async () => {
    const auth = config({
      clientId: 'native',
      clientAuthentication: 'none',
      callbackUrl: `http://localhost:${port}/authorization-code/callback`,
      scope: 'openid offline_access okta.users.read',
      dpop: 'off',
      authRequestParameters: [{ key: 'prompt', value: 'consent', enabled: true, sendAs: 'request_url' }],
    });
    const got = bench.call('oauth.getToken', { auth });
    await expect.poll(() => bench.opened.length, { timeout: 10_000 }).toBe(1);
    expect((await fetch(await signIn(bench.opened[0] ?? ''))).status).toBe(200);
    const { token } = await got;
    expect(token).toMatchObject({ hasRefreshToken: true, hasIdToken: true });
    const reveal = async () => (await bench.call('token.reveal', { id: token.id, part: 'refresh' })).value;
    const before = await reveal();
    await bench.call('token.refresh', { id: token.id });
    expect(await reveal()).not.toBe(before);
    await bench.call('token.refresh', { id: token.id });
  });

  it('gives a service its token by private_key_jwt, with and without DPoP and its nonce', async () => {
    const text = JSON.stringify({ ...service.privateKey.export({ format: 'jwk' }), kid: 'svc' });
    const { key } = await bench.call('key.import', { text });
    const fields = {
      grantType: 'client_credentials',
      clientAuthentication: 'private_key_jwt',
      keyId: key?.id ?? '',
      scope: 'okta.users.read',
    } as const;
    const plain = await bench.call('oauth.getToken', { auth: config({ clientId: 'service', ...fields }) });
    expect(plain.token).toMatchObject({ tokenType: 'Bearer', scope: ['okta.users.read'] });
    const bound = await bench.call('oauth.getToken', {
      auth: config({ clientId: 'bound', dpop: 'on', ...fields }),
    });
    expect(bound.token).toMatchObject({ tokenType: 'DPoP' });
    expect(bound.exchanges.length).toBeGreaterThanOrEqual(2);
  });

  it('describes itself', async () => {
    const found = await bench.call('oauth.discover', { url: issuer });
    expect(found).toMatchObject({ issuer, tokenEndpoint: `${issuer}/token`, issParameter: true });
  });
});
