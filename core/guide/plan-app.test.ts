import { describe, expect, it } from 'vitest';
import { type AppPlan, planApp, requestOfCall } from './plan-app.ts';

const plan = (more: Partial<AppPlan>): AppPlan => ({
  track: 'service',
  label: 'Mine',
  redirectUri: 'http://localhost:8080/authorization-code/callback',
  publicJwk: { kty: 'EC', kid: 'k' },
  scopes: ['okta.users.read', 'okta.logs.read'],
  role: 'READ_ONLY_ADMIN',
  dpop: true,
  issuer: 'https://acme.okta.com',
  variables: { url: 'url', clientId: 'clientId', clientSecret: 'clientSecret' },
  ...more,
});

describe('planApp', () => {
  it('makes a service app with its key, grants its scopes and gives it a role', () => {
    const calls = planApp(plan({}));
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v1/apps',
      'POST /api/v1/apps/{appId}/grants',
      'POST /api/v1/apps/{appId}/grants',
      'POST /oauth2/v1/clients/{appId}/roles',
    ]);
    expect(calls[0]?.body).toMatchObject({
      credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
      settings: {
        oauthClient: {
          application_type: 'service',
          dpop_bound_access_tokens: true,
          jwks: { keys: [{ kty: 'EC', kid: 'k' }] },
        },
      },
    });
    expect(calls[1]?.body).toEqual({ scopeId: 'okta.users.read', issuer: 'https://acme.okta.com' });
    expect(calls[0]?.keeps.map(({ variable }) => variable)).toEqual(['clientId']);
    expect(planApp(plan({ role: undefined })).map(({ id }) => id)).not.toContain('role');
  });

  it('makes a web app, keeps its secret and assigns the owner of the token', () => {
    const calls = planApp(plan({ track: 'user', scopes: [] }));
    expect(calls.map(({ id }) => id)).toEqual(['create', 'findMe', 'assignMe']);
    expect(calls[0]?.keeps.map(({ variable }) => variable)).toEqual(['clientId', 'clientSecret']);
    expect(JSON.stringify(calls[0]?.body)).not.toContain('jwks');
  });
});

describe('requestOfCall', () => {
  it('fills in what earlier calls gave, so that nothing of it can lead elsewhere', () => {
    const [, , assign] = planApp(plan({ track: 'user', scopes: [] }));
    if (assign === undefined) throw new Error('There is no such call.');
    const request = requestOfCall(assign, 'baseUrl', { appId: '0oa/../x', userId: '00u"1' });
    expect(request.url).toBe('{{baseUrl}}/api/v1/apps/0oa%2F..%2Fx/users');
    expect(request.body).toMatchObject({ content: '{"id":"00u\\"1","scope":"USER"}' });
    expect(request.auth?.credentials).toContainEqual({ key: 'value', value: 'SSWS {{apikey}}' });
    expect(request.extractions).toEqual([]);
  });
});
