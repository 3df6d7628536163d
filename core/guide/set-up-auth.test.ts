import { describe, expect, it } from 'vitest';
import { freshAuth } from '../auth/fresh-auth.ts';
import { readOAuth2Config, writeOAuth2Config } from '../auth/oauth2/config-format.ts';
import { isOfTrack, missingFields, setUpAuth } from './set-up-auth.ts';

const orgUrl = 'https://acme.okta.com';
const found = {
  issuer: orgUrl,
  authorizationEndpoint: `${orgUrl}/oauth2/v1/authorize`,
  tokenEndpoint: `${orgUrl}/oauth2/v1/token`,
  revocationEndpoint: 'https://acme.okta.com.example/revoke',
  grantTypes: [],
  scopes: [],
  clientAuthenticationMethods: [],
  signingAlgs: [],
  dpopSigningAlgs: [],
  codeChallengeMethods: [],
  issParameter: false,
  requiresPar: false,
  warnings: [],
};
const parts = {
  track: 'service' as const,
  found,
  orgUrl,
  urlVariable: 'url',
  clientIdVariable: 'serviceClientId',
  keyId: 'k1',
  scopes: ['okta.users.read'],
};

describe('setUpAuth', () => {
  it('fills a service set-up in, with the variable in place of the address of the org only', () => {
    const config = readOAuth2Config(setUpAuth({ type: 'apikey', credentials: [] }, parts));
    expect(config).toMatchObject({
      grantType: 'client_credentials',
      clientAuthentication: 'private_key_jwt',
      keyId: 'k1',
      clientId: '{{serviceClientId}}',
      clientSecret: '',
      scope: 'okta.users.read',
      issuer: '{{url}}',
      accessTokenUrl: '{{url}}/oauth2/v1/token',
      revocationUrl: 'https://acme.okta.com.example/revoke',
    });
    expect(missingFields(config, 'service', true)).toEqual([]);
    expect(missingFields(config, 'service', false)).toEqual(['Key']);
  });

  it('keeps what an earlier set-up of the track says, and unknown credentials', () => {
    const first = setUpAuth(undefined, { ...parts, track: 'user' });
    const config = { ...readOAuth2Config(first), scope: 'openid', callbackUrl: 'http://localhost:1/cb' };
    const edited = writeOAuth2Config(
      { ...first, credentials: [...first.credentials, { key: 'useBrowser', value: true }] },
      { ...config, clientId: '0oa1', clientAuthentication: 'none' },
    );
    const again = setUpAuth(edited, { ...parts, track: 'user' });
    expect(readOAuth2Config(again)).toMatchObject({
      scope: 'openid',
      callbackUrl: 'http://localhost:1/cb',
      clientId: '0oa1',
      clientAuthentication: 'none',
    });
    expect(again.credentials).toContainEqual({ key: 'useBrowser', value: true });
  });

  it('tells the tracks apart', () => {
    expect(isOfTrack(freshAuth('oauth2'), 'user')).toBe(true);
    expect(isOfTrack(freshAuth('oauth2'), 'service')).toBe(false);
    expect(isOfTrack(freshAuth('bearer'), 'user')).toBe(false);
    expect(isOfTrack(setUpAuth(freshAuth('oauth2'), parts), 'service')).toBe(true);
  });
});
