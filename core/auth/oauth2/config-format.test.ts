import { describe, expect, it } from 'vitest';
import type { Auth } from '../auth.ts';
import {
  effectiveClientAuthentication,
  newOAuth2Config,
  resolveOAuth2Config,
  splitScopes,
} from './config.ts';
import { readOAuth2Config, writeOAuth2Config } from './config-format.ts';

/** The shape of an export by Postman, with every kind of value. */
const exported: Auth = {
  type: 'oauth2',
  credentials: [
    { key: 'headerPrefix', value: 'Token', type: 'string' },
    { key: 'grant_type', value: 'authorization_code_with_pkce', type: 'string' },
    { key: 'client_authentication', value: 'body', type: 'string' },
    { key: 'challengeAlgorithm', value: 'plain', type: 'string' },
    { key: 'code_verifier', value: 'v', type: 'string' },
    { key: 'redirect_uri', value: '{{redirect}}', type: 'string' },
    { key: 'authUrl', value: '{{url}}/oauth2/v1/authorize', type: 'string' },
    { key: 'accessTokenUrl', value: '{{url}}/oauth2/v1/token', type: 'string' },
    { key: 'clientId', value: '{{clientId}}', type: 'string' },
    { key: 'clientSecret', value: '{{clientSecret}}', type: 'string' },
    { key: 'scope', value: 'okta.users.read  okta.groups.read', type: 'string' },
    { key: 'useBrowser', value: false, type: 'boolean' },
    { key: 'futureSetting', value: { deep: [1, null] }, type: 'any' },
    {
      key: 'tokenRequestParams',
      value: [
        { key: 'a', value: '1', enabled: true, send_as: 'request_body', description: 'kept' },
        { key: 'b', value: '2', enabled: false, send_as: 'request_header' },
        { key: 'c', value: 3, send_as: 'somewhere' },
      ],
      type: 'any',
    },
  ],
};

describe('reading', () => {
  it('gives every field by its meaning', () => {
    expect(readOAuth2Config(exported)).toMatchObject({
      grantType: 'authorization_code_with_pkce',
      clientAuthentication: 'client_secret_post',
      challengeMethod: 'plain',
      codeVerifier: 'v',
      callbackUrl: '{{redirect}}',
      headerPrefix: 'Token',
      addTokenTo: 'header',
      tokenRequestParameters: [
        { key: 'a', value: '1', enabled: true, sendAs: 'request_body' },
        { key: 'b', value: '2', enabled: false, sendAs: 'request_header' },
        { key: 'c', value: '3', enabled: true, sendAs: 'request_body' },
      ],
    });
  });

  it('takes the older name of the redirect, and Basic where nothing is said', () => {
    const auth: Auth = { type: 'oauth2', credentials: [{ key: 'callbackUrl', value: 'https://a/b' }] };
    expect(readOAuth2Config(auth)).toMatchObject({
      callbackUrl: 'https://a/b',
      clientAuthentication: 'client_secret_basic',
      grantType: 'authorization_code',
    });
  });

  it('does not stumble over values of other types', () => {
    const auth: Auth = {
      type: 'oauth2',
      credentials: [
        { key: 'scope', value: null },
        { key: 'grant_type', value: 'magic' },
        { key: 'clientId', value: 12 },
        { key: 'authRequestParams', value: ['x', null, { key: 'k' }] },
      ],
    };
    expect(readOAuth2Config(auth)).toMatchObject({
      scope: '',
      grantType: 'authorization_code',
      clientId: '12',
      authRequestParameters: [{ key: 'k', value: '', enabled: true, sendAs: 'request_body' }],
    });
  });
});

describe('writing', () => {
  it('changes nothing where nothing changed, whatever stands there', () => {
    const odd: Auth = {
      type: 'oauth2',
      credentials: [
        ...exported.credentials,
        { key: 'grant_type', value: 'magic' },
        { key: 'state', value: 7 },
      ],
    };
    for (const auth of [exported, odd, { type: 'oauth2', credentials: [] }]) {
      expect(writeOAuth2Config(auth, readOAuth2Config(auth))).toEqual(auth);
    }
  });

  it('changes one credential and keeps order, types, unknown names and descriptions of rows', () => {
    const config = readOAuth2Config(exported);
    const rows = config.tokenRequestParameters.map((row) => ({ ...row, enabled: !row.enabled }));
    const written = writeOAuth2Config(exported, { ...config, scope: 'x', tokenRequestParameters: rows });
    expect(written.credentials.map(({ key }) => key)).toEqual(exported.credentials.map(({ key }) => key));
    expect(written.credentials.find(({ key }) => key === 'scope')).toEqual({
      key: 'scope',
      value: 'x',
      type: 'string',
    });
    expect(written.credentials.find(({ key }) => key === 'tokenRequestParams')?.value).toMatchObject([
      { key: 'a', enabled: false, description: 'kept' },
      { key: 'b', enabled: true },
      { key: 'c', enabled: false },
    ]);
    expect(written.credentials).toContainEqual(exported.credentials[12]);
  });

  it.each([
    ['client_secret_basic', 'header', undefined],
    ['client_secret_post', 'body', undefined],
    ['private_key_jwt', 'body', 'private_key_jwt'],
    ['none', 'body', 'none'],
  ] as const)('writes %s so that Postman still reads it', (method, postman, ours) => {
    const start: Auth = {
      type: 'oauth2',
      credentials: [{ key: 'clientAuthenticationMethod', value: 'client_secret_jwt' }],
    };
    const written = writeOAuth2Config(start, { ...readOAuth2Config(start), clientAuthentication: method });
    const read = (key: string) => written.credentials.find((credential) => credential.key === key)?.value;
    expect([read('client_authentication'), read('clientAuthenticationMethod')]).toEqual([postman, ours]);
    expect(readOAuth2Config(written).clientAuthentication).toBe(method);
  });

  it('gives back every field of a full set-up, also from another type of authorization', () => {
    const full = {
      ...newOAuth2Config(),
      grantType: 'device_code' as const,
      tokenName: 'n',
      callbackUrl: 'app.postern:/oauth/callback',
      clientAuthentication: 'private_key_jwt' as const,
      keyId: 'k',
      assertionAlgorithm: 'ES256',
      assertionAudience: 'issuer' as const,
      dpop: 'on' as const,
      pushedAuthorization: 'off' as const,
      issuer: 'https://i',
      deviceAuthorizationUrl: 'https://d',
      pushedAuthorizationUrl: 'https://p',
      revocationUrl: 'https://r',
      introspectionUrl: 'https://n',
      userInfoUrl: 'https://u',
      audience: 'a',
      resource: 'https://x https://y',
      addTokenTo: 'queryParams' as const,
      refreshRequestParameters: [{ key: 'k', value: 'v', enabled: true, sendAs: 'request_url' as const }],
    };
    for (const start of [{ type: 'bearer', credentials: [{ key: 'token', value: 't' }] }, exported]) {
      expect(readOAuth2Config(writeOAuth2Config(start, full))).toEqual(full);
    }
    expect(
      writeOAuth2Config({ type: 'bearer', credentials: [{ key: 'token', value: 't' }] }, full).type,
    ).toBe('oauth2');
  });
});

describe('resolving', () => {
  it('resolves every text, trims all but secrets, and drops rows that are off', () => {
    const config = readOAuth2Config(exported);
    const resolved = resolveOAuth2Config({ ...config, password: ' p ' }, (text) =>
      text.replace('{{url}}', ' https://org ').replace('{{clientSecret}}', ' s '),
    );
    expect(resolved.authUrl).toBe('https://org /oauth2/v1/authorize');
    expect(resolved.clientSecret).toBe(' s ');
    expect(resolved.password).toBe(' p ');
    expect(resolved.tokenRequestParameters.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('splits scopes at white space, each once', () => {
    expect(splitScopes(' a  b\n a\tc ')).toEqual(['a', 'b', 'c']);
  });

  it('does not authenticate a client without a secret', () => {
    const method = (clientAuthentication: never, clientSecret: string) =>
      effectiveClientAuthentication({ clientAuthentication, clientSecret });
    expect(method('client_secret_basic' as never, '')).toBe('none');
    expect(method('client_secret_post' as never, 's')).toBe('client_secret_post');
    expect(method('private_key_jwt' as never, '')).toBe('private_key_jwt');
  });
});
