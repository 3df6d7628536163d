import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, newKey, post, register, serviceForm, type TestKey, userTokens } from './oauth/test-flows.ts';
import type { JsonObject } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { listOf, send, textAt } from './test-client.ts';

let org: SandboxOrg;
let key: TestKey;
beforeEach(async () => {
  org = await createSandboxOrg();
  key = await newKey();
  expect(await register(org, org.signIn.serviceClientId, key)).toBe(201);
});
afterEach(() => org.close());

const rolesPath = () => `/oauth2/v1/clients/${org.signIn.serviceClientId}/roles`;
const grantsPath = () => `/api/v1/apps/${org.signIn.serviceClientId}/grants`;
const askToken = async (scope: string) =>
  post(org, 'token', await serviceForm(org, org.signIn.serviceClientId, key, scope));
const bearer = async (scope: string) => ({
  authorization: `Bearer ${String((await askToken(scope)).body['access_token'])}`,
});
const takeAll = async (path: string, keep: (entry: JsonObject) => boolean = () => false) => {
  for (const entry of listOf(await send(org, 'GET', path))) {
    if (!keep(entry)) expect((await send(org, 'DELETE', `${path}/${textAt(entry, 'id')}`)).status).toBe(204);
  }
};

describe('administrator roles', () => {
  it('are needed by a service beside its scopes, and count at once', async () => {
    const headers = await bearer('okta.users.read okta.users.manage');
    await takeAll(rolesPath());
    const refused = await call(org, '/api/v1/users', headers);
    expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([403, 'E0000006']);
    const assigned = await send(org, 'POST', rolesPath(), { body: { type: 'READ_ONLY_ADMIN' } });
    expect([assigned.status, textAt(assigned.json, 'type')]).toEqual([201, 'READ_ONLY_ADMIN']);
    expect((await call(org, '/api/v1/users', headers)).status).toBe(200);
    expect((await call(org, '/api/v1/users', headers, 'POST')).status).toBe(403);
  });

  it('are needed by a person, who without one sees only themselves', async () => {
    const tokens = await userTokens(org, 'openid okta.users.read');
    const headers = { authorization: `Bearer ${String(tokens['access_token'])}` };
    const me = await call(org, '/api/v1/users/me', headers);
    await takeAll(`/api/v1/users/${textAt(me.json, 'id')}/roles`);
    expect((await call(org, '/api/v1/users', headers)).status).toBe(403);
    expect((await call(org, '/api/v1/users/me', headers)).status).toBe(200);
  });

  it('refuses unknown, doubled and absent ones', async () => {
    for (const type of ['SUPER_ADMIN', 'KING', 'constructor']) {
      expect((await send(org, 'POST', rolesPath(), { body: { type } })).status).toBe(400);
    }
    expect((await send(org, 'DELETE', `${rolesPath()}/none`)).status).toBe(404);
    expect((await send(org, 'GET', '/oauth2/v1/clients/none/roles')).status).toBe(404);
  });
});

describe('scope grants of an app', () => {
  it('decide which scopes it is given', async () => {
    await takeAll(grantsPath(), ({ scopeId }) => scopeId === 'okta.users.read');
    expect((await askToken('okta.users.read')).status).toBe(200);
    expect((await askToken('okta.users.read okta.logs.read')).body['error']).toBe('invalid_scope');
    const body = { scopeId: 'okta.logs.read', issuer: org.url };
    expect((await send(org, 'POST', grantsPath(), { body })).status).toBe(201);
    expect((await askToken('okta.users.read okta.logs.read')).status).toBe(200);
  });

  it('refuses unknown scopes, other issuers and doubles', async () => {
    for (const body of [
      { scopeId: 'okta.nothing', issuer: org.url },
      { scopeId: 'okta.users.read', issuer: 'https://acme.okta.com' },
      { scopeId: 'okta.users.read', issuer: org.url },
    ]) {
      expect((await send(org, 'POST', grantsPath(), { body })).status).toBe(400);
    }
  });
});
