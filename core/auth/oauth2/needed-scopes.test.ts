import { describe, expect, it } from 'vitest';
import { describeScope, neededScopes } from './needed-scopes.ts';
import { createScopeMap } from './scope-map.ts';

const map = createScopeMap({
  source: 'test',
  version: '1',
  scopes: [],
  operations: [
    'GET /api/v1/users okta.users.read',
    'GET /api/v1/users/{id} okta.users.read',
    'POST /api/v1/users okta.users.manage',
    'GET /api/v1/groups okta.groups.read',
    'POST /api/v1/authn',
    'GET /api/v1/sessions/{id} apiToken',
  ],
});
const request = (method: string, url: string, name = url) => ({ method, url, name });

describe('neededScopes', () => {
  it('lets a manage scope stand for its read scope, but not where only reading is meant', () => {
    const found = neededScopes(map, [
      request('GET', '{{url}}/api/v1/users/:userId'),
      request('POST', '{{url}}/api/v1/users'),
      request('', '{{url}}/api/v1/groups'),
    ]);
    expect(found.scopes).toEqual(['okta.groups.read', 'okta.users.manage']);
    expect(found.readScopes).toEqual(['okta.groups.read', 'okta.users.read']);
  });

  it('counts what it does not know, and names what no scope opens', () => {
    const found = neededScopes(map, [
      request('GET', '{{url}}/other'),
      request('POST', '{{url}}/api/v1/authn'),
      request('GET', '{{url}}/api/v1/sessions/me', 'My session'),
    ]);
    expect(found).toMatchObject({ scopes: [], known: 2, unknown: 1, apiTokenOnly: ['My session'] });
  });
});

describe('describeScope', () => {
  it('says what a scope opens', () => {
    expect(describeScope(map, 'okta.users.read')).toBe('GET /api/v1/users and 1 more');
    expect(describeScope(map, 'okta.groups.read')).toBe('GET /api/v1/groups');
    expect(describeScope(map, 'openid')).not.toBe('');
    expect(describeScope(map, 'okta.made.up')).toBe('');
  });
});
