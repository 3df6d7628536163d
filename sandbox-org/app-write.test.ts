import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from './json-value.ts';
import { newKey, post, serviceForm } from './oauth/test-flows.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { send, textAt, type WireAnswer } from './test-client.ts';

let org: SandboxOrg;
beforeEach(async () => {
  org = await createSandboxOrg();
});
afterEach(() => org.close());

const app = (client: JsonObject, method: string, more: JsonObject = {}): JsonObject => ({
  name: 'oidc_client',
  label: 'Mine',
  signOnMode: 'OPENID_CONNECT',
  credentials: { oauthClient: { token_endpoint_auth_method: method } },
  settings: { oauthClient: client },
  ...more,
});
const create = (body: JsonObject): Promise<WireAnswer> => send(org, 'POST', '/api/v1/apps', { body });
const service = (more: JsonObject = {}) => ({
  application_type: 'service',
  grant_types: ['client_credentials'],
  ...more,
});

describe('an app made over the API', () => {
  it('is a service that gets tokens with its key, once it has a scope and a role', async () => {
    const key = await newKey();
    const jwks = { keys: [key.publicJwk as JsonObject] };
    const made = await create(app(service({ jwks }), 'private_key_jwt'));
    const id = textAt(made.json, 'id');
    expect(textAt(made.json, 'credentials', 'oauthClient', 'client_id')).toBe(id);
    expect(JSON.stringify(made.json)).not.toContain('client_secret');
    const form = await serviceForm(org, id, key, 'okta.users.read');
    expect((await post(org, 'token', form)).body['error']).toBe('invalid_scope');
    const grant = { scopeId: 'okta.users.read', issuer: org.url };
    expect((await send(org, 'POST', `/api/v1/apps/${id}/grants`, { body: grant })).status).toBe(201);
    const role = { type: 'READ_ONLY_ADMIN' };
    expect((await send(org, 'POST', `/oauth2/v1/clients/${id}/roles`, { body: role })).status).toBe(201);
    const answer = await post(org, 'token', await serviceForm(org, id, key, 'okta.users.read'));
    expect(answer.status).toBe(200);
    const users = await fetch(`${org.url}/api/v1/users?limit=1`, {
      headers: { authorization: `Bearer ${String(answer.body['access_token'])}` },
    });
    expect(users.status).toBe(200);
  });

  it('shows its secret once, and lets in who is assigned', async () => {
    const web = {
      application_type: 'web',
      grant_types: ['authorization_code'],
      redirect_uris: ['http://localhost:8080/authorization-code/callback'],
    };
    const made = await create(app(web, 'client_secret_post'));
    const id = textAt(made.json, 'id');
    expect(textAt(made.json, 'credentials', 'oauthClient', 'client_secret')).toHaveLength(64);
    const again = await send(org, 'GET', `/api/v1/apps/${id}`);
    expect(JSON.stringify(again.json)).not.toContain('client_secret"');
    const me = textAt((await send(org, 'GET', '/api/v1/users/me')).json, 'id');
    const assigned = await send(org, 'POST', `/api/v1/apps/${id}/users`, { body: { id: me, scope: 'USER' } });
    expect([assigned.status, textAt(assigned.json, 'scope')]).toEqual([200, 'USER']);
  });

  it('ends in two steps', async () => {
    const id = textAt((await create(app(service(), 'private_key_jwt'))).json, 'id');
    const refused = await send(org, 'DELETE', `/api/v1/apps/${id}`);
    expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([403, 'E0000056']);
    await send(org, 'POST', `/api/v1/apps/${id}/lifecycle/deactivate`);
    expect((await send(org, 'DELETE', `/api/v1/apps/${id}`)).status).toBe(204);
    expect((await send(org, 'GET', `/api/v1/apps/${id}`)).status).toBe(404);
  });

  it.each<[string, JsonObject]>([
    ['another kind', app(service(), 'private_key_jwt', { name: 'bookmark' })],
    ['no label', app(service(), 'private_key_jwt', { label: ' ' })],
    ['an unknown type', app(service({ application_type: 'x' }), 'private_key_jwt')],
    ['a method that does not fit', app(service(), 'none')],
    ['grants that do not fit', app(service({ grant_types: ['implicit'] }), 'private_key_jwt')],
    ['no redirect', app({ application_type: 'native', grant_types: ['authorization_code'] }, 'none')],
    ['a private key', app(service({ jwks: { keys: [{ kty: 'EC', d: 'x' }] } }), 'private_key_jwt')],
  ])('is refused with %s', async (_, body) => {
    const refused = await create(body);
    expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([400, 'E0000001']);
  });
});
