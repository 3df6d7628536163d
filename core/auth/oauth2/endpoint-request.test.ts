import { generateKeyPairSync, verify } from 'node:crypto';
import { importJWK, type CryptoKey } from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeToken } from '../../jwt/decode.ts';
import { authenticateClient, type ClientCredentials } from './client-authentication/authenticate-client.ts';
import { decodeForm, encodeForm, toWireRequest } from './endpoint-request.ts';
import { buildAuthorizationCodeRequest } from './grants/authorization-code.ts';
import { buildClientCredentialsRequest } from './grants/client-credentials.ts';
import { buildDeviceCodeRequest } from './grants/device-code.ts';
import { buildPasswordRequest } from './grants/password.ts';
import { buildRefreshTokenRequest } from './grants/refresh-token.ts';
import { addRequestParameters } from './request-parameter.ts';
import { buildIntrospectionRequest } from './introspection.ts';
import { buildRevocationRequest } from './revocation.ts';

const tokenEndpoint = 'https://org.okta.com/oauth2/v1/token';
const facts = { audience: tokenEndpoint, jti: 'j1', nowEpochSec: 1_800_000_000 };
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = async () =>
  (await importJWK(
    pair.privateKey.export({ format: 'jwk' }) as object as { kty: string },
    'ES256',
  )) as CryptoKey;
const bodyOf = (request: { body?: { kind: string; text?: string }[] }) =>
  Object.fromEntries(decodeForm(request.body?.[0]?.text ?? ''));

const grants = {
  code: buildAuthorizationCodeRequest({
    tokenEndpoint,
    code: 'c&=+%',
    redirectUri: 'http://localhost/cb',
    codeVerifier: 'v'.repeat(43),
    resources: ['https://r'],
  }),
  service: buildClientCredentialsRequest({
    tokenEndpoint,
    scopes: ['okta.users.read', 'okta.logs.read'],
    audience: 'a',
  }),
  device: buildDeviceCodeRequest({ tokenEndpoint, deviceCode: 'd' }),
  refresh: buildRefreshTokenRequest({ tokenEndpoint, refreshToken: 'r' }),
  password: buildPasswordRequest({ tokenEndpoint, username: 'u', password: 'p ä&', scopes: [] }),
  revoke: buildRevocationRequest({ endpoint: tokenEndpoint, token: 't', hint: 'refresh_token' }),
  introspect: buildIntrospectionRequest({ endpoint: tokenEndpoint, token: 't', hint: 'access_token' }),
};

describe('the requests of the grants', () => {
  it.each([
    [
      'code',
      {
        grant_type: 'authorization_code',
        code: 'c&=+%',
        redirect_uri: 'http://localhost/cb',
        code_verifier: 'v'.repeat(43),
        resource: 'https://r',
      },
    ],
    ['service', { grant_type: 'client_credentials', scope: 'okta.users.read okta.logs.read', audience: 'a' }],
    ['device', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'd' }],
    ['refresh', { grant_type: 'refresh_token', refresh_token: 'r' }],
    ['password', { grant_type: 'password', username: 'u', password: 'p ä&' }],
    ['revoke', { token: 't', token_type_hint: 'refresh_token' }],
    ['introspect', { token: 't', token_type_hint: 'access_token' }],
  ] as const)('%s', (name, expected) => {
    const wire = toWireRequest(grants[name], { parameters: [], headers: [], secrets: [] });
    expect(bodyOf(wire)).toEqual(expected);
    expect(wire).toMatchObject({ method: 'POST', url: tokenEndpoint, hasSecretBody: true });
    expect(wire.headers).toEqual([
      ['Accept', 'application/json'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ]);
  });
});

describe('client authentication', () => {
  const clients: ClientCredentials[] = [
    { method: 'none', clientId: 'c' },
    { method: 'client_secret_post', clientId: 'c', clientSecret: 's:+ ä' },
    { method: 'client_secret_basic', clientId: 'c:1', clientSecret: 's:+ ä' },
    { method: 'client_secret_jwt', clientId: 'c', clientSecret: 's'.repeat(32), algorithm: 'HS256' },
  ];

  it('none and secret in the body', async () => {
    expect((await authenticateClient(clients[0]!, facts)).parameters).toEqual([['client_id', 'c']]);
    expect((await authenticateClient(clients[1]!, facts)).parameters).toEqual([
      ['client_id', 'c'],
      ['client_secret', 's:+ ä'],
    ]);
  });

  it('Basic form-encodes both halves and leaves the body alone', async () => {
    const authentication = await authenticateClient(clients[2]!, facts);
    expect(authentication.parameters).toEqual([]);
    const [[name, value] = ['', '']] = authentication.headers;
    expect(name).toBe('Authorization');
    expect(Buffer.from(value.replace('Basic ', ''), 'base64').toString()).toBe('c%3A1:s%3A%2B+%C3%A4');
  });

  it('the RFC 6749 example', async () => {
    const client = {
      method: 'client_secret_basic',
      clientId: 's6BhdRkqt3',
      clientSecret: '7Fjfp0ZBr1KtDRbnfVdmIw',
    } as const;
    expect((await authenticateClient(client, facts)).headers[0]?.[1]).toBe(
      'Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3',
    );
  });

  it('private_key_jwt carries an assertion for the endpoint, signed with the key', async () => {
    const client = {
      method: 'private_key_jwt',
      clientId: '0oa1',
      key: await key(),
      keyId: 'k',
      algorithm: 'ES256',
    } as const;
    const { parameters, secrets } = await authenticateClient(client, facts);
    const form = Object.fromEntries(parameters);
    expect(form).toMatchObject({
      client_id: '0oa1',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const assertion = form['client_assertion'] ?? '';
    expect(secrets).toEqual([assertion]);
    const decoded = decodeToken(assertion);
    if (decoded.kind !== 'jwt') throw new Error();
    expect(JSON.parse(decoded.header.text)).toEqual({ alg: 'ES256', kid: 'k' });
    expect(JSON.parse(decoded.payload.text)).toEqual({
      iss: '0oa1',
      sub: '0oa1',
      aud: tokenEndpoint,
      iat: facts.nowEpochSec,
      exp: facts.nowEpochSec + 300,
      jti: 'j1',
    });
    const [head = '', body = '', signature = ''] = assertion.split('.');
    expect(
      verify(
        'sha256',
        Buffer.from(`${head}.${body}`),
        { key: pair.publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
  });

  it('client_secret_jwt keeps the secret at home', async () => {
    const { parameters } = await authenticateClient(clients[3]!, facts);
    expect(JSON.stringify(parameters)).not.toContain('ssss');
    expect(parameters.map(([name]) => name)).toEqual([
      'client_id',
      'client_assertion_type',
      'client_assertion',
    ]);
  });

  it('makes 1,000 different assertions of 1,000 different jti', async () => {
    const client = {
      method: 'private_key_jwt',
      clientId: '0oa1',
      key: await key(),
      keyId: 'k',
      algorithm: 'ES256',
    } as const;
    const made = new Set<string>();
    for (let index = 0; index < 1_000; index += 1) {
      const { parameters } = await authenticateClient(client, { ...facts, jti: `j${index}` });
      made.add(parameters[2]?.[1].split('.')[1] ?? '');
    }
    expect(made.size).toBe(1_000);
  });
});

describe('the request on the wire', () => {
  const secrets = ['c&=+%', 'v'.repeat(43), 'd', 'r', 'p ä&', 't', 'the-secret'];

  it('has every secret listed, none in the address, for every grant and way to authenticate', async () => {
    const all: ClientCredentials[] = [
      { method: 'none', clientId: 'c' },
      { method: 'client_secret_post', clientId: 'c', clientSecret: 'the-secret' },
      { method: 'client_secret_basic', clientId: 'c', clientSecret: 'the-secret' },
      { method: 'client_secret_jwt', clientId: 'c', clientSecret: 'the-secret', algorithm: 'HS256' },
      { method: 'private_key_jwt', clientId: 'c', key: await key(), keyId: 'k', algorithm: 'ES256' },
    ];
    for (const grant of Object.values(grants)) {
      for (const client of all) {
        const wire = toWireRequest(grant, await authenticateClient(client, facts), 'proof');
        expect(wire.url).toBe(tokenEndpoint);
        for (const [name, value] of decodeForm(wire.body?.[0]?.kind === 'text' ? wire.body[0].text : '')) {
          if (secrets.includes(value) || name === 'client_assertion') expect(wire.secrets).toContain(value);
        }
        expect(wire.sensitiveHeaders).toEqual(['authorization', 'dpop']);
        expect(wire.secrets).toContain('proof');
        expect(wire.headers).toContainEqual(['DPoP', 'proof']);
      }
    }
  });

  it('never carries Origin or Referer, whatever an import brought along', () => {
    const request = addRequestParameters(grants.service, [
      ...['Origin', 'referer', 'Host', 'Content-Type', 'Content-Length'].map((name) => ({
        key: name,
        value: 'x',
        enabled: true,
        sendAs: 'request_header' as const,
      })),
      { key: 'X-Tenant', value: 't1', enabled: true, sendAs: 'request_header' },
      { key: 'accept', value: 'text/xml', enabled: true, sendAs: 'request_header' },
    ]);
    const wire = toWireRequest(request, { parameters: [], headers: [], secrets: [] });
    expect(wire.headers.map(([name]) => name)).toEqual(['Accept', 'Content-Type', 'X-Tenant']);
  });

  it('puts extra parameters where they belong, the user’s own in place of ours', () => {
    const request = addRequestParameters(grants.service, [
      { key: 'scope', value: 'mine', enabled: true, sendAs: 'request_body' },
      { key: 'off', value: 'x', enabled: false, sendAs: 'request_body' },
      { key: ' ', value: 'x', enabled: true, sendAs: 'request_body' },
      { key: 'q', value: 'a b&c', enabled: true, sendAs: 'request_url' },
    ]);
    expect(Object.fromEntries(request.parameters)).toEqual({
      grant_type: 'client_credentials',
      audience: 'a',
      scope: 'mine',
    });
    expect(request.endpoint).toBe(`${tokenEndpoint}?q=a%20b%26c`);
    const twice = toWireRequest(
      { ...request, parameters: [...request.parameters, ['client_id', 'typed']] },
      { parameters: [['client_id', 'form']], headers: [], secrets: [] },
    );
    expect(bodyOf(twice)['client_id']).toBe('typed');
  });

  it.each([
    'client_secret',
    'Client_Assertion',
    'password',
    'refresh_token',
    'code',
    'code_verifier',
    'token',
  ])('refuses "%s" in the address', (name) => {
    expect(() =>
      addRequestParameters(grants.service, [{ key: name, value: 'x', enabled: true, sendAs: 'request_url' }]),
    ).toThrow(expect.objectContaining({ code: 'ERR_OAUTH_PARAMETER_REFUSED' }));
  });

  it.each([
    '',
    'file:///x',
    'javascript:x',
    'https://user:pw@host/token',
    'https://host/to ken',
    'https://host/\ntoken',
    '//host/token',
  ])('refuses the endpoint %j', (endpoint) => {
    expect(() =>
      toWireRequest({ ...grants.service, endpoint }, { parameters: [], headers: [], secrets: [] }),
    ).toThrow(expect.objectContaining({ code: 'ERR_OAUTH_ENDPOINT_REFUSED' }));
  });

  it('encodes and decodes forms alike', () => {
    const parameters: [string, string][] = [
      ['a b', 'ä+&=%'],
      ['', ''],
      ['x', '\r\n'],
    ];
    expect(decodeForm(encodeForm(parameters))).toEqual(parameters);
    expect([...new URLSearchParams(encodeForm(parameters))]).toEqual(parameters);
    expect(decodeForm('?a=%zz&b&=c')).toEqual([
      ['a', '%zz'],
      ['b', ''],
      ['', 'c'],
    ]);
  });
});
