import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.ts';
import { createSandboxOrg, type SandboxOrg } from '../sandbox-org.ts';
import { lineOf, listOf, send, textAt } from '../test-client.ts';
import { call, newKey, post, proof, register, serviceForm, type TestKey, userTokens } from './test-flows.ts';

let org: SandboxOrg;
let key: TestKey;
beforeAll(async () => {
  org = await createSandboxOrg();
  key = await newKey();
});
afterAll(() => org.close());

const service = () => org.signIn.serviceClientId;
const serviceToken = async (scope: string): Promise<string> => {
  const { status, body } = await post(org, 'token', await serviceForm(org, service(), key, scope));
  expect([status, body['error_description']]).toEqual([200, undefined]);
  return String(body['access_token']);
};

describe('keys of an app', () => {
  const path = () => `/api/v1/apps/${service()}/credentials/jwks`;

  it('count at once, are listed, and go', async () => {
    const form = await serviceForm(org, service(), key, 'okta.users.read');
    expect((await post(org, 'token', form)).body['error']).toBe('invalid_client');
    expect(await register(org, service(), key)).toBe(201);
    expect(listOf(await send(org, 'GET', path())).map(({ kid }) => kid)).toEqual([key.publicJwk.kid]);
    await serviceToken('okta.users.read');
    expect((await send(org, 'DELETE', `${path()}/${String(key.publicJwk.kid)}`)).status).toBe(204);
    expect((await post(org, 'token', await serviceForm(org, service(), key, 'okta.users.read'))).status).toBe(
      401,
    );
    expect(await register(org, service(), key)).toBe(201);
  });

  it('are public ones that can be read', async () => {
    const bodies: JsonObject[] = [
      { ...(key.publicJwk as JsonObject), kid: 'other', d: 'private' },
      { kty: 'oct', k: 'c2VjcmV0' },
      { kty: 'RSA', e: 'AQAB' },
      key.publicJwk as JsonObject,
    ];
    for (const body of bodies) {
      const refused = await send(org, 'POST', path(), { body });
      expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([400, 'E0000001']);
    }
  });
});

describe('a service', () => {
  it('uses the API with the scopes it was given, and is nobody', async () => {
    const authorization = `Bearer ${await serviceToken('okta.users.read okta.groups.read')}`;
    expect((await call(org, '/api/v1/users?limit=1', { authorization })).status).toBe(200);
    expect((await call(org, '/api/v1/groups', { authorization })).status).toBe(200);
    expect((await call(org, '/api/v1/users/me', { authorization })).status).toBe(404);
    const missing = await call(org, '/api/v1/users', { authorization }, 'POST');
    expect([missing.status, textAt(missing.json, 'errorCode')]).toEqual([403, 'E0000006']);
    const challenge = lineOf(missing, 'www-authenticate') ?? '';
    expect(challenge).toMatch(/^Bearer /);
    for (const part of [
      'error="insufficient_scope"',
      'scope="okta.users.manage"',
      'resource="/api/v1/users"',
    ]) {
      expect(challenge).toContain(part);
    }
  });

  it('is refused scopes that no API has, and assertions Okta would not take', async () => {
    for (const scope of ['okta.nothing.read', 'openid']) {
      const refused = await post(org, 'token', await serviceForm(org, service(), key, scope));
      expect([refused.status, refused.body['error']]).toEqual([400, 'invalid_scope']);
    }
    const nowSec = Math.floor(Date.now() / 1000);
    for (const claims of [{ aud: org.url }, { exp: nowSec + 7200 }, { exp: nowSec - 60 }]) {
      const form = await serviceForm(org, service(), key, 'okta.users.read', claims);
      const refused = await post(org, 'token', form);
      expect([refused.status, refused.body['error']]).toEqual([401, 'invalid_client']);
    }
    const form = await serviceForm(org, service(), key, 'okta.users.read');
    expect((await post(org, 'token', form)).status).toBe(200);
    expect((await post(org, 'token', form)).status).toBe(401);
  });

  it('must use its key, whatever app it is', async () => {
    const { webClientId, webClientSecret } = org.signIn;
    const forms: Record<string, string>[] = [
      { client_id: service(), client_secret: 'a-secret' },
      { client_id: service() },
      { client_id: webClientId, client_secret: webClientSecret },
    ];
    for (const form of forms) {
      const refused = await post(org, 'token', {
        grant_type: 'client_credentials',
        scope: 'okta.users.read',
        ...form,
      });
      expect([refused.status, refused.body]).toEqual([
        401,
        {
          error: 'invalid_client',
          // Clients recognise the case by this sentence alone.
          error_description:
            'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
        },
      ]);
    }
  });
});

describe('a service with DPoP', () => {
  it('needs a nonce, binds its token, and sends each proof once', async () => {
    const client = org.signIn.dpopServiceClientId;
    const bound = await newKey('RS256');
    const wrong = await newKey();
    expect(await register(org, client, key)).toBe(201);
    const form = () => serviceForm(org, client, key, 'okta.users.read');
    const endpoint = { htm: 'POST', htu: `${org.url}/oauth2/v1/token` };

    const without = await post(org, 'token', await form());
    expect([without.status, without.body]).toEqual([
      400,
      { error: 'invalid_dpop_proof', error_description: 'The DPoP proof JWT header is missing.' },
    ]);
    const asked = await post(org, 'token', await form(), { dpop: await proof(bound, endpoint) });
    expect([asked.status, asked.body['error']]).toEqual([400, 'use_dpop_nonce']);
    const nonce = asked.headers.get('dpop-nonce') ?? '';
    const given = await post(org, 'token', await form(), {
      dpop: await proof(bound, { ...endpoint, nonce }),
    });
    expect([given.status, given.body['token_type']]).toEqual([200, 'DPoP']);

    const token = String(given.body['access_token']);
    const target = { htm: 'GET', htu: `${org.url}/api/v1/users` };
    const get = (dpop: string, scheme = 'DPoP') =>
      call(org, '/api/v1/users?limit=1', { authorization: `${scheme} ${token}`, dpop });
    const good = await proof(bound, { ...target, token });
    expect((await get(good)).status).toBe(200);
    const iat = Math.floor(Date.now() / 1000) - 400;
    const refusedProofs = [
      good,
      await proof(bound, target),
      await proof(wrong, { ...target, token }),
      await proof(bound, { ...target, token, htm: 'POST' }),
      await proof(bound, { ...target, token, htu: `${org.url}/api/v1/groups` }),
      await proof(bound, { ...target, token, iat }),
      'nonsense',
    ];
    for (const [index, dpop] of refusedProofs.entries()) {
      const refused = await get(dpop);
      expect([index, refused.status, textAt(refused.json, 'errorCode')]).toEqual([index, 401, 'E0000011']);
      expect(lineOf(refused, 'www-authenticate')).toContain('error="invalid_dpop_proof"');
    }
    const asBearer = await get(await proof(bound, { ...target, token }), 'Bearer');
    expect(asBearer.status).toBe(401);
    expect(lineOf(asBearer, 'www-authenticate')).toContain('error="invalid_token"');
  });
});

describe('tokens', () => {
  it('end with their time', async () => {
    let offsetMs = 0;
    const short = await createSandboxOrg({ tokenLifetimeSec: 60, now: () => Date.now() + offsetMs });
    try {
      const { access_token: token, expires_in } = await userTokens(short, 'okta.users.read');
      expect(expires_in).toBe(60);
      const headers = { authorization: `Bearer ${String(token)}` };
      expect((await call(short, '/api/v1/users/me', headers)).status).toBe(200);
      offsetMs = 61_000;
      const ended = await call(short, '/api/v1/users/me', headers);
      expect([ended.status, textAt(ended.json, 'errorCode')]).toEqual([401, 'E0000011']);
      expect(lineOf(ended, 'www-authenticate')).toContain('error="invalid_token"');
    } finally {
      await short.close();
    }
  });

  it('and keys end with a reset; the apps stay', async () => {
    const { access_token: token } = await userTokens(org, 'okta.users.read');
    const headers = { authorization: `Bearer ${String(token)}` };
    expect((await call(org, '/api/v1/users/me', headers)).status).toBe(200);
    org.reset();
    expect((await call(org, '/api/v1/users/me', headers)).status).toBe(401);
    expect(listOf(await send(org, 'GET', `/api/v1/apps/${service()}/credentials/jwks`))).toEqual([]);
    expect(await userTokens(org, 'okta.users.read')).toHaveProperty('access_token');
  });
});
