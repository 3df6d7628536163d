/** Tokens upon a signed assertion (RFC 7523 section 2.1), and one token for another (RFC 8693). */
import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type Bench, type FakeServer, oauth2, startBench, startFakeServer } from './testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
  server.answer = ({ path }) =>
    path === '/token'
      ? {
          body: {
            access_token: `access-canary-${tokenCalls().length}`,
            token_type: 'Bearer',
            expires_in: 3600,
          },
        }
      : {};
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const tokenCalls = () => server.received.filter(({ path }) => path === '/token');
const config = (fields: Partial<OAuth2Config>) =>
  oauth2({ accessTokenUrl: `${server.url}/token`, clientAuthentication: 'none', ...fields });
const get = (fields: Partial<OAuth2Config>) => bench.call('oauth.getToken', { auth: config(fields) });
const refusal = async (fields: Partial<OAuth2Config>) => {
  const reply = await bench.reply('oauth.getToken', { auth: config(fields) });
  return reply.ok ? undefined : reply.error;
};

describe('JWT bearer assertions', () => {
  const upon = (fields: Partial<OAuth2Config>) => ({ grantType: 'jwt_bearer' as const, ...fields });

  it('signs one with a stored key, for a client without a name', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'RS256' });
    await get(
      upon({
        keyId: key.id,
        grantIssuer: 'robot@project.example',
        grantSubject: 'person@example.com',
        grantClaims: '{"scope":"calendar","exp":4102444800}',
      }),
    );
    const form = tokenCalls()[0]?.form ?? new URLSearchParams();
    expect([...form.keys()]).toEqual(['grant_type', 'assertion']);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(
      form.get('assertion') ?? '',
      await importJWK(key.publicJwk, 'RS256'),
    );
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: key.kid, typ: 'JWT' });
    expect(payload).toMatchObject({
      iss: 'robot@project.example',
      sub: 'person@example.com',
      aud: `${server.url}/token`,
      scope: 'calendar',
      exp: 4_102_444_800,
    });
  });

  it('names and proves the client where it has a secret, and sends an assertion made elsewhere', async () => {
    const { token } = await get(
      upon({
        clientId: 'client-1',
        clientSecret: 'secret-canary',
        clientAuthentication: 'client_secret_post',
        grantAssertion: 'assertion-canary',
        scope: 'read',
      }),
    );
    expect(Object.fromEntries(tokenCalls()[0]?.form ?? [])).toMatchObject({
      assertion: 'assertion-canary',
      client_id: 'client-1',
      scope: 'read',
    });
    expect(token.grantType).toBe('jwt_bearer');
    expect(JSON.stringify([bench.events, bench.logged])).not.toContain('canary');
  });

  it('gets a token by itself while sending, one for each subject', async () => {
    const key = await bench.call('key.generate', { name: 'Mine', alg: 'ES256' });
    const send = (grantSubject: string) =>
      bench.call('request.send', {
        request: {
          ...emptyRequest(),
          url: `${server.url}/api`,
          auth: config(upon({ clientId: 'client-1', keyId: key.id, grantSubject })),
        },
      });
    await send('ann');
    await send('ann');
    await send('ben');
    expect(tokenCalls()).toHaveLength(2);
    expect(server.received.at(-1)?.headers.authorization).toBe('Bearer access-canary-2');
  });

  it.each<[Partial<OAuth2Config>, string]>([
    [{ clientId: 'c' }, 'keyId'],
    [{ clientId: 'c', grantClaims: '[]' }, 'grantClaims'],
    [{ grantSubject: 'ann' }, 'grantIssuer'],
    [{ clientAuthentication: 'private_key_jwt', grantAssertion: 'a' }, 'clientId'],
  ])('refuses %j', async (fields, field) => {
    expect(await refusal(upon(fields))).toMatchObject({
      code: 'ERR_OAUTH_CONFIG_INCOMPLETE',
      details: { field },
    });
    expect(server.received).toHaveLength(0);
  });
});

describe('token exchange', () => {
  it('names both tokens and their kinds, and shows neither', async () => {
    await get({
      grantType: 'token_exchange',
      clientId: 'client-1',
      subjectToken: 'subject-canary',
      subjectTokenType: 'urn:ietf:params:oauth:token-type:id_token',
      actorToken: 'actor-canary',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      audience: 'api://there',
      resource: 'https://a.example https://b.example',
      scope: 'read write',
    });
    expect([...(tokenCalls()[0]?.form ?? [])]).toEqual([
      ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
      ['subject_token', 'subject-canary'],
      ['subject_token_type', 'urn:ietf:params:oauth:token-type:id_token'],
      ['actor_token', 'actor-canary'],
      ['actor_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
      ['requested_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
      ['scope', 'read write'],
      ['audience', 'api://there'],
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
      ['client_id', 'client-1'],
    ]);
    expect(JSON.stringify([bench.events, bench.logged])).not.toContain('canary');
  });

  it('keeps what was exchanged for one token apart from another', async () => {
    const first = await get({ grantType: 'token_exchange', clientId: 'c', subjectToken: 'one' });
    const second = await get({ grantType: 'token_exchange', clientId: 'c', subjectToken: 'two' });
    expect(first.token.id).not.toBe(second.token.id);
    const { tokens } = await bench.call('token.list', {});
    expect(tokens).toHaveLength(2);
  });

  it('asks for the token that is to be exchanged', async () => {
    expect(await refusal({ grantType: 'token_exchange', clientId: 'c' })).toMatchObject({
      code: 'ERR_OAUTH_CONFIG_INCOMPLETE',
      details: { field: 'subjectToken' },
    });
  });
});
