import { describe, expect, it } from 'vitest';
import { newOAuth2Config } from './config.ts';
import { discoveredFields } from './discovered-fields.ts';
import { discoveryTarget, readServerMetadata, warnAboutScopes } from './discovery.ts';
import { atOrgServer, readOktaServer } from './okta-server.ts';

const org = 'https://org.okta.com';

describe('where the documents are', () => {
  it.each([
    [org, org],
    ['org.okta.com', org],
    [' org-admin.okta.com/ ', org],
    [`${org}/`, org],
    [`${org}/oauth2/v1/token`, org],
    [`${org}/oauth2`, org],
    [`${org}/api/v1/users?limit=1`, org],
    [`${org}/.well-known/openid-configuration`, org],
    [`${org}/.well-known/oauth-authorization-server`, org],
    [`${org}/oauth2/default`, `${org}/oauth2/default`],
    [`${org}/oauth2/aus1/v1/authorize`, `${org}/oauth2/aus1`],
    [`${org}/oauth2/default/.well-known/openid-configuration`, `${org}/oauth2/default`],
    [`${org}/.well-known/oauth-authorization-server/oauth2/default`, `${org}/oauth2/default`],
    ['localhost:8080', 'http://localhost:8080'],
    ['https://kc.example/realms/x/', 'https://kc.example/realms/x'],
  ])('of %s: the issuer is %s', (text, issuer) => {
    const target = discoveryTarget(text);
    const path = issuer.replace(/^https?:\/\/[^/]*/, '');
    const origin = issuer.slice(0, issuer.length - path.length);
    expect(target).toEqual({
      issuer,
      documents: [
        { kind: 'openid', url: `${issuer}/.well-known/openid-configuration` },
        { kind: 'oauth', url: `${origin}/.well-known/oauth-authorization-server${path}` },
      ],
    });
  });

  it.each(['', 'file:///x', '{{url}}', 'https://a b', 'https://user@evil.test'])('of %j: refused', (text) => {
    expect(() => discoveryTarget(text)).toThrow(
      expect.objectContaining({ code: 'ERR_OAUTH_ENDPOINT_REFUSED' }),
    );
  });
});

const metadata = (change: object = {}) => ({
  issuer: org,
  authorization_endpoint: `${org}/oauth2/v1/authorize`,
  token_endpoint: `${org}/oauth2/v1/token`,
  jwks_uri: `${org}/oauth2/v1/keys`,
  code_challenge_methods_supported: ['S256'],
  grant_types_supported: ['authorization_code', 7],
  ...change,
});
const read = (...bodies: (object | string)[]) =>
  readServerMetadata(
    bodies.map((body, index) => ({
      url: `${org}/${index}`,
      bodyText: typeof body === 'string' ? body : JSON.stringify(body),
    })),
    discoveryTarget(org),
  );

describe('reading the documents', () => {
  it('fills what the first leaves out from the second', () => {
    const found = read(
      metadata(),
      metadata({
        revocation_endpoint: `${org}/oauth2/v1/revoke`,
        token_endpoint: `${org}/other`,
        authorization_response_iss_parameter_supported: true,
        require_pushed_authorization_requests: true,
        dpop_signing_alg_values_supported: ['ES256'],
      }),
    );
    expect(found).toMatchObject({
      issuer: org,
      tokenEndpoint: `${org}/oauth2/v1/token`,
      revocationEndpoint: `${org}/oauth2/v1/revoke`,
      grantTypes: ['authorization_code'],
      dpopSigningAlgs: ['ES256'],
      issParameter: true,
      requiresPar: true,
      warnings: [],
    });
  });

  it('does with one document, and with slips', () => {
    expect(read('<html>', metadata()).tokenEndpoint).toBe(`${org}/oauth2/v1/token`);
    expect(read(metadata({ issuer: `${org}/` })).issuer).toBe(`${org}/`);
    const tenants = metadata({ issuer: 'https://login.test/{tenantid}/v2.0' });
    const target = discoveryTarget('https://login.test/common/v2.0');
    expect(
      readServerMetadata([{ url: '', bodyText: JSON.stringify(tenants) }], target).tokenEndpoint,
    ).toBeDefined();
    expect(read(metadata({ scopes_supported: 'openid' })).scopes).toEqual([]);
  });

  it.each([
    [['<html>'], 'notMetadata'],
    [['{}', '[]'], 'notMetadata'],
    [[''], 'notMetadata'],
    [[metadata({ issuer: 'https://evil.test' })], 'issuerMismatch'],
    [[metadata({ issuer: 'https://evil.test/{tenantid}' })], 'issuerMismatch'],
    [[metadata({ issuer: `${org}/{tenantid}` })], 'issuerMismatch'],
    [[metadata({ issuer: `${org}/oauth2/default` })], 'issuerMismatch'],
    [[metadata(), metadata({ issuer: `${org}.evil.test` })], 'issuerMismatch'],
  ])('refuses %j', (bodies, reason) => {
    expect(() => read(...bodies)).toThrow(
      expect.objectContaining({
        code: 'ERR_OAUTH_METADATA_INVALID',
        details: expect.objectContaining({ reason }),
      }),
    );
  });

  it.each([
    [{ authorization_endpoint: 'file:///x' }, 'endpointRefused'],
    [{ token_endpoint: 'javascript:x' }, 'tokenEndpointMissing'],
    [{ token_endpoint: 'https://evil.test/token' }, 'otherHost'],
    [{ token_endpoint: 'http://org.okta.com/token' }, 'notEncrypted'],
    [{ code_challenge_methods_supported: ['plain'] }, 's256NotListed'],
  ])('warns about %o', (change, code) => {
    expect(read(metadata(change)).warnings.map((warning) => warning.code)).toContain(code);
  });

  it('leaves a refused endpoint out', () => {
    expect(read(metadata({ authorization_endpoint: 'calculator:1' })).authorizationEndpoint).toBeUndefined();
  });

  it('fills a set-up and keeps what the server does not say', () => {
    const config = { ...newOAuth2Config(), userInfoUrl: 'https://mine', scope: 's' };
    expect({ ...config, ...discoveredFields(read(metadata())) }).toMatchObject({
      issuer: org,
      authUrl: `${org}/oauth2/v1/authorize`,
      accessTokenUrl: `${org}/oauth2/v1/token`,
      userInfoUrl: 'https://mine',
      scope: 's',
    });
  });
});

describe('Okta’s servers', () => {
  it.each([
    [org, { kind: 'org' }],
    [`${org}/oauth2/v1/token`, { kind: 'org' }],
    [`${org}/api/v1/users`, { kind: 'org' }],
    [`${org}/oauth2/default`, { kind: 'custom', serverId: 'default' }],
    [`${org}/oauth2/default/v1/token`, { kind: 'custom', serverId: 'default' }],
    ['https://kc.example/realms/x', undefined],
    ['nonsense', undefined],
  ])('%s', (address, expected) => {
    if (expected === undefined) expect(readOktaServer(address)).toBeUndefined();
    else expect(readOktaServer(address)).toMatchObject({ ...expected, orgUrl: org });
  });

  it('the org server’s address for a custom server’s', () => {
    expect(atOrgServer(`${org}/oauth2/default/v1/token`)).toBe(`${org}/oauth2/v1/token`);
    expect(atOrgServer(`${org}/oauth2/default`)).toBe(org);
    expect(atOrgServer(`${org}/oauth2/v1/token`)).toBeUndefined();
  });

  it('warn about okta.* scopes at a custom server only', () => {
    const codes = (address: string, scopes: string[]) =>
      warnAboutScopes(address, scopes).map(({ code }) => code);
    expect(codes(`${org}/oauth2/default`, ['openid', 'okta.users.read'])).toEqual(['customServerOktaScopes']);
    expect(codes(`${org}/oauth2/default/v1/token`, ['openid'])).toEqual([]);
    expect(codes(org, ['okta.users.read'])).toEqual([]);
  });
});
