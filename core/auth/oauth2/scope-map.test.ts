import { describe, expect, it } from 'vitest';
import { oktaScopeMap } from './okta-scope-map.ts';
import { createScopeMap, findScopeGap } from './scope-map.ts';

const org = 'https://integrator-1.okta.com';

describe('the map of Okta operations', () => {
  const map = oktaScopeMap();

  it('knows all 109 scopes', () => {
    expect(map.scopes).toHaveLength(109);
    expect(map.scopes).toContain('okta.logs.read');
  });

  it.each([
    ['GET', '/api/v1/users', ['okta.users.read']],
    ['get', '/api/v1/users?limit=25', ['okta.users.read']],
    ['POST', '/api/v1/users', ['okta.users.manage']],
    ['GET', '/api/v1/users/00u1/', ['okta.users.read']],
    ['GET', '/api/v1/logs', ['okta.logs.read']],
    ['DELETE', '/api/v1/groups/00g1/users/00u1', ['okta.groups.manage']],
    ['GET', '/api/v1/apps/0oa1/group-push/mappings', ['okta.apps.read', 'okta.groups.read']],
    ['GET', '/.well-known/webauthn', []],
  ])('gives the least scopes of %s %s', (method, path, scopes) => {
    expect(map.find(method, org + path)?.scopes).toEqual(scopes);
  });

  it('prefers a literal segment and finds the parameter where that is a dead end', () => {
    const small = createScopeMap({
      source: '',
      version: '',
      scopes: [],
      operations: ['GET /a/{id}/c one', 'GET /a/b two', 'GET /a/b/d three'],
    });
    expect(small.find('GET', `${org}/a/b`)?.scopes).toEqual(['two']);
    expect(small.find('GET', `${org}/a/b/c`)?.scopes).toEqual(['one']);
    expect(small.find('GET', `${org}/a/b/d`)?.scopes).toEqual(['three']);
    expect(small.find('POST', `${org}/a/b`)).toBeUndefined();
  });

  it('reads addresses with a variable in front, and none from other texts', () => {
    expect(map.find('GET', '{{url}}/api/v1/logs')?.scopes).toEqual(['okta.logs.read']);
    expect(map.find('GET', 'api/v1/logs')).toBeUndefined();
    expect(map.find('GET', 'ftp://x/api/v1/logs')).toBeUndefined();
  });

  it('marks what only an API token can do', () => {
    expect(map.find('DELETE', `${org}/api/v1/api-tokens/current`)).toMatchObject({
      apiTokenOnly: true,
      scopes: [],
    });
  });

  it('names what is missing, counts manage for read, and never the other way round', () => {
    const list = { method: 'GET', url: `${org}/api/v1/users` };
    const create = { method: 'POST', url: `${org}/api/v1/users` };
    expect(findScopeGap(map, list, ['okta.groups.read'])?.missing).toEqual(['okta.users.read']);
    expect(findScopeGap(map, list, ['okta.users.manage'])).toBeUndefined();
    expect(findScopeGap(map, create, ['okta.users.read'])?.missing).toEqual(['okta.users.manage']);
    expect(findScopeGap(map, { method: 'GET', url: 'https://example.com/x' }, [])).toBeUndefined();
  });
});
