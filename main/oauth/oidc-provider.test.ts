import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type KoaContextWithOIDC, type Provider, errors } from 'oidc-provider';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { discoveredFields } from '../../core/auth/oauth2/discovered-fields.ts';
import { writeOAuth2Config } from '../../core/auth/oauth2/config-format.ts';
import { type OAuth2Config, newOAuth2Config } from '../../core/auth/oauth2/config.ts';
import type { TokenSummary } from '../../core/auth/oauth2/token-summary.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type Bench, freePort, startBench } from './testing/oauth-bench.ts';
import {
  type ProviderShape,
  type TestProvider,
  browse,
  callbackAt,
  serviceClient,
  startProvider,
  userClient,
} from './testing/provider-kit.ts';

const secret = 'a secret of more than thirty-two characters: & % + ~/';
const keys = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
type KeyName = keyof typeof keys;

let bench: Bench;
let port: number;
let provider: TestProvider | undefined;

beforeAll(() => {
  for (const method of ['warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});
beforeEach(async () => {
  [bench, port] = await Promise.all([startBench(), freePort()]);
});
afterEach(async () => {
  provider?.close();
  provider = undefined;
  await bench.close();
});

async function start(shape: ProviderShape): Promise<TestProvider> {
  provider = await startProvider(shape);
  return provider;
}

/** A set-up as the form makes it: filled from what the server says about itself. */
async function setUp(fields: Partial<OAuth2Config>): Promise<OAuth2Config> {
  const found = await bench.call('oauth.discover', { url: provider?.issuer ?? '' });
  const config = { ...newOAuth2Config(), ...discoveredFields(found) };
  return {
    ...config,
    callbackUrl: callbackAt(port),
    scope: 'openid offline_access okta.users.read',
    ...fields,
  };
}

/** Approves what everybody but "nobody" is asked, at once. */
const approvals = {
  enabled: true,
  deliveryModes: ['poll'],
  processLoginHint: (_context: unknown, hint: string) => hint,
  validateRequestContext: () => undefined,
  verifyUserCode: () => undefined,
  triggerAuthenticationDevice: async (
    { oidc }: KoaContextWithOIDC,
    request: InstanceType<Provider['BackchannelAuthenticationRequest']>,
    { accountId }: { accountId: string },
  ) => {
    const grant = new oidc.provider.Grant({ accountId, clientId: 'approver' });
    grant.addOIDCScope('openid okta.users.read');
    await grant.save();
    const refusal = new errors.AccessDenied();
    await oidc.provider.backchannelResult(request, accountId === 'nobody' ? refusal : grant);
  },
};

const consent = { key: 'prompt', value: 'consent', enabled: true, sendAs: 'request_url' as const };
const authOf = (config: OAuth2Config) => writeOAuth2Config({ type: 'oauth2', credentials: [] }, config);

/** Gets a token as a user does: the browser opens, signs in, and comes back. */
async function signIn(fields: Partial<OAuth2Config>): Promise<TokenSummary> {
  const config = await setUp({ authRequestParameters: [consent], ...fields });
  const before = bench.opened.length;
  const got = bench.call('oauth.getToken', { auth: authOf(config) });
  got.catch(() => undefined);
  await expect.poll(() => bench.opened.length, { timeout: 10_000 }).toBe(before + 1);
  const { status, url } = await browse(bench.opened[before] ?? '', callbackAt(port));
  expect([url.startsWith(callbackAt(port)) ? '' : url, status]).toEqual(['', 200]);
  return (await got).token;
}

async function importKey(name: KeyName): Promise<string> {
  const text = JSON.stringify({ ...keys[name].privateKey.export({ format: 'jwk' }), kid: 'svc', alg: name });
  return (await bench.call('key.import', { text })).key?.id ?? '';
}

const revealRefresh = async (id: string) => (await bench.call('token.reveal', { id, part: 'refresh' })).value;

describe('a certified provider', () => {
  it('signs a user in as every kind of client, with a verified ID token and rotated refresh tokens', async () => {
    const signer = (name: KeyName) =>
      userClient(name, port, {
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: name,
        jwks: { keys: [{ ...keys[name].publicKey.export({ format: 'jwk' }), kid: 'svc', use: 'sig' }] },
      });
    const withSecret = (method: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt') =>
      userClient(method, port, {
        client_secret: secret,
        token_endpoint_auth_method: method,
        ...(method === 'client_secret_jwt' ? { token_endpoint_auth_signing_alg: 'HS256' } : {}),
      });
    const names = Object.keys(keys) as KeyName[];
    const methods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const;
    await start({ clients: [userClient('none', port), ...methods.map(withSecret), ...names.map(signer)] });
    const set: Partial<OAuth2Config>[] = [
      { clientId: 'none', clientAuthentication: 'none' },
      ...methods.map((method) => ({ clientId: method, clientAuthentication: method, clientSecret: secret })),
    ];
    for (const name of names) {
      const keyId = await importKey(name);
      set.push({
        clientId: name,
        clientAuthentication: 'private_key_jwt',
        keyId,
        assertionAudience: 'issuer',
      });
    }
    for (const fields of set) {
      const token = await signIn(fields);
      expect(token).toMatchObject({ hasRefreshToken: true, hasIdToken: true, tokenType: 'Bearer' });
      // Nothing odd, and the signature of the ID token was checked.
      expect(token.remarks).toBeUndefined();
      const before = await revealRefresh(token.id);
      await bench.call('token.refresh', { id: token.id });
      expect(await revealRefresh(token.id)).not.toBe(before);
      const { json } = await bench.call('token.readUserInfo', { id: token.id });
      expect(JSON.parse(json)).toEqual({ sub: 'tony' });
    }
    expect(provider?.seen.filter(({ path }) => path.startsWith('/jwks'))).toHaveLength(1);
  });

  it('stands below a path with other addresses, and posts its answer as a form', async () => {
    const routes = { authorization: '/go', token: '/mint', jwks: '/k.json', userinfo: '/who' };
    await start({
      path: '/realms/one two'.replace(' ', '-'),
      clients: [userClient('native', port)],
      configuration: { routes },
    });
    const token = await signIn({
      clientId: 'native',
      authRequestParameters: [consent, { ...consent, key: 'response_mode', value: 'form_post' }],
    });
    expect(token.remarks).toBeUndefined();
    expect(token.tokenUrl).toBe(`${provider?.issuer}/mint`);
    expect(JSON.parse((await bench.call('token.readUserInfo', { id: token.id })).json)).toEqual({
      sub: 'tony',
    });
  });

  it('wants pushed requests and proofs with nonces everywhere: DPoP turns itself on and binds the refresh', async () => {
    const bound = { dpop_bound_access_tokens: true };
    await start({
      clients: [userClient('native', port, bound), serviceClient('svc', keys.RS256.publicKey, bound)],
      configuration: {
        enabledJWA: { dPoPSigningAlgValues: ['RS256', 'EdDSA'] },
        features: { dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true } },
      },
      requiresPar: true,
    });
    for (const dpop of ['auto', 'on'] as const) {
      const token = await signIn({ clientId: 'native', dpop });
      expect(token).toMatchObject({ tokenType: 'DPoP', hasRefreshToken: true });
      expect(token.remarks).toBeUndefined();
      const before = await revealRefresh(token.id);
      await bench.call('token.refresh', { id: token.id });
      expect(await revealRefresh(token.id)).not.toBe(before);
      expect(JSON.parse((await bench.call('token.readUserInfo', { id: token.id })).json)).toEqual({
        sub: 'tony',
      });
    }
    expect(bench.opened.every((address) => new URL(address).searchParams.has('request_uri'))).toBe(true);
    const keyId = await importKey('RS256');
    const service = {
      grantType: 'client_credentials',
      clientAuthentication: 'private_key_jwt',
      clientId: 'svc',
      scope: 'okta.users.read',
      keyId,
    } as const;
    const config = await setUp({ ...service, dpop: 'auto' });
    const { token } = await bench.call('oauth.getToken', { auth: authOf(config) });
    expect(token).toMatchObject({ tokenType: 'DPoP', scope: ['okta.users.read'] });
  });

  it('is asked by a request for a fresh token ahead of its end, as often as its short life asks for', async () => {
    await start({
      clients: [userClient('native', port)],
      configuration: { ttl: { AccessToken: 20, RefreshToken: 600, IdToken: 20, Grant: 600 } },
    });
    const fields = { clientId: 'native', authRequestParameters: [consent] };
    const token = await signIn(fields);
    const auth = authOf(await setUp(fields));
    const request = { ...emptyRequest(), url: `${provider?.issuer}/me`, auth };
    const refreshes = () => provider?.seen.filter(({ path }) => path === '/token').length;
    const send = async () => (await bench.call('request.send', { request })).exchange.outcome;
    expect(await send()).toMatchObject({ status: 200 });
    expect(refreshes()).toBe(1);
    // In the last tenth of its life, and after it.
    for (const [offsetMs, count] of [
      [18_500, 2],
      [120_000, 3],
      [121_000, 3],
    ] as const) {
      bench.clock.offsetMs = offsetMs;
      expect(await send()).toMatchObject({ status: 200 });
      expect(refreshes()).toBe(count);
    }
    await bench.call('token.revoke', { id: token.id, part: 'access' });
  });

  it('asks a person for approval on a device of theirs, and takes a refusal', async () => {
    const approver = userClient('approver', port, {
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret: secret,
      grant_types: ['urn:openid:params:grant-type:ciba'],
      redirect_uris: [],
      response_types: [],
      application_type: 'web',
      backchannel_token_delivery_mode: 'poll',
    });
    await start({ clients: [approver], configuration: { features: { ciba: approvals } as never } });
    // Five seconds between polls take fifty milliseconds here.
    const real = globalThis.setTimeout;
    const timers = vi
      .spyOn(globalThis, 'setTimeout')
      .mockImplementation(((run: () => void, ms = 0, ...more: []) =>
        real(run, ms === 5_000 ? ms / 100 : ms, ...more)) as typeof setTimeout);
    onTestFinished(() => timers.mockRestore());
    const fields: Partial<OAuth2Config> = {
      grantType: 'ciba',
      clientId: 'approver',
      clientSecret: secret,
      scope: 'okta.users.read',
      loginHint: 'ada',
      bindingMessage: 'W4SCT',
    };
    const { token } = await bench.call('oauth.getToken', { auth: authOf(await setUp(fields)) });
    expect(token).toMatchObject({ scope: ['openid', 'okta.users.read'], hasIdToken: true });
    expect(bench.opened).toEqual([]);
    const refused = await setUp({ ...fields, loginHint: 'nobody' });
    expect(await bench.reply('oauth.getToken', { auth: authOf(refused) })).toMatchObject({
      error: { code: 'ERR_OAUTH_SERVER_REFUSED', details: { error: 'access_denied' } },
    });
    const unnamed = await setUp({ ...fields, loginHint: '' });
    expect(await bench.reply('oauth.getToken', { auth: authOf(unnamed) })).toMatchObject({
      error: { code: 'ERR_OAUTH_CONFIG_INCOMPLETE', details: { field: 'loginHint' } },
    });
  });

  it('is told from a clock that is wrong by ten minutes', async () => {
    await start({ clients: [serviceClient('svc', keys.ES256.publicKey), userClient('native', port)] });
    const keyId = await importKey('ES256');
    for (const offsetMs of [-600_000, 600_000]) {
      bench.clock.offsetMs = offsetMs;
      // A user signs in all the same: the server's own time judges its ID token.
      expect((await signIn({ clientId: 'native' })).remarks).toBeUndefined();
    }
    bench.clock.offsetMs = -600_000;
    const config = await setUp({
      grantType: 'client_credentials',
      clientAuthentication: 'private_key_jwt',
      clientId: 'svc',
      scope: 'okta.users.read',
      keyId,
    });
    expect(await bench.reply('oauth.getToken', { auth: authOf(config) })).toMatchObject({
      error: { code: 'ERR_OAUTH_SERVER_REFUSED', details: { explanation: { code: 'clockWrong' } } },
    });

    // The button signs with the server's time, until this clock is right.
    const { origin } = new URL(config.accessTokenUrl);
    await bench.call('oauth.useServerClock', { origin, offsetSec: 600 });
    await bench.call('oauth.getToken', { auth: authOf(config) });
    bench.clock.offsetMs = 0;
    await bench.call('oauth.getToken', { auth: authOf(config) });
    bench.clock.offsetMs = -600_000;
    expect((await bench.reply('oauth.getToken', { auth: authOf(config) })).ok).toBe(false);
  });
});
