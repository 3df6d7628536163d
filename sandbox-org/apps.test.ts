import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonValue } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { allPages, at, listOf, send, textAt, type WireAnswer } from './test-client.ts';

let org: SandboxOrg;
beforeEach(async () => {
  org = await createSandboxOrg();
});
afterEach(() => org.close());

const get = (path: string): Promise<WireAnswer> => send(org, 'GET', path);
const labels = async (query: string): Promise<(JsonValue | undefined)[]> =>
  listOf(await get(`/api/v1/apps${query}`)).map(({ label }) => label);
const idOf = async (label: string): Promise<string> =>
  textAt((await get(`/api/v1/apps?q=${encodeURIComponent(label)}`)).json, 0, 'id');
const filter = (text: string): string => `?filter=${encodeURIComponent(text)}`;

describe('apps', () => {
  it('are listed, paged, found by name or label, and filtered', async () => {
    const all = [
      'Harbour Portal',
      'Nightly Sync',
      'Ledger',
      'Canteen Menu',
      'Parcel Desk',
      'Pocket Portal',
      'Badge Report',
    ];
    expect(await labels('')).toEqual(all);
    const pages = await allPages(org, '/api/v1/apps?limit=2');
    expect(pages.map((page) => listOf(page).length)).toEqual([2, 2, 2, 1]);
    expect(await labels('?q=led')).toEqual(['Ledger']);
    expect(await labels('?q=oidc')).toEqual([
      'Harbour Portal',
      'Nightly Sync',
      'Pocket Portal',
      'Badge Report',
    ]);
    expect(await labels(filter('status eq "INACTIVE"'))).toEqual(['Parcel Desk']);
    expect(await labels(filter('name eq "bookmark"'))).toEqual(['Canteen Menu']);
  });

  it('are found by who may use them', async () => {
    const tony = textAt((await get('/api/v1/users/tony.stark')).json, 'id');
    expect(await labels(filter(`user.id eq "${tony}"`))).toEqual([
      'Harbour Portal',
      'Ledger',
      'Canteen Menu',
      'Pocket Portal',
    ]);
    const finance = textAt((await get('/api/v1/groups?q=Finance')).json, 0, 'id');
    expect(await labels(filter(`group.id eq "${finance}"`))).toEqual(['Ledger']);
    const refused = await get(`/api/v1/apps${filter('label eq "Ledger"')}`);
    expect([refused.status, textAt(refused.json, 'errorCode')]).toEqual([400, 'E0000031']);
  });

  it('have settings of their kind; an OAuth client has the id of its app', async () => {
    const id = await idOf('Harbour');
    expect((await get(`/api/v1/apps/${id}`)).json).toMatchObject({
      id,
      name: 'oidc_client',
      label: 'Harbour Portal',
      status: 'ACTIVE',
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient: { client_id: id } },
      settings: {
        oauthClient: { redirect_uris: ['http://localhost:8080/authorization-code/callback'] },
      },
    });
    expect((await get('/api/v1/apps/0oanone')).status).toBe(404);
  });

  it('have users, by themselves and through groups', async () => {
    const id = await idOf('Ledger');
    const users = listOf(await get(`/api/v1/apps/${id}/users`));
    expect(users.map((user) => [at(user, 'profile', 'name'), user['scope']])).toEqual([
      ['Tony Stark', 'USER'],
      ['Quentin Abelard', 'GROUP'],
      ['Rosa Amaral', 'GROUP'],
      ['Suresh Venkatanathan', 'GROUP'],
      ['Tove Lindgaard', 'GROUP'],
      ['Umar Sadykov', 'GROUP'],
      ['Vesna Horvatin', 'GROUP'],
    ]);
    const tony = textAt(users[0] ?? {}, 'id');
    expect((await get(`/api/v1/apps/${id}/users/${tony}`)).json).toEqual(users[0]);
    expect((await get(`/api/v1/apps/${id}/users/00unone`)).status).toBe(404);
    const groups = listOf(await get(`/api/v1/apps/${id}/groups`));
    expect(groups.map(({ priority }) => priority)).toEqual([0]);
  });

  it('can be switched off and on, which the links follow', async () => {
    const id = await idOf('Ledger');
    const operations = async () =>
      ['activate', 'deactivate'].filter((name) => at(json, '_links', name) !== null);
    let { json } = await get(`/api/v1/apps/${id}`);
    expect(await operations()).toEqual(['deactivate']);
    const off = await send(org, 'POST', textAt(json, '_links', 'deactivate', 'href'));
    expect([off.status, off.json]).toEqual([200, {}]);
    ({ json } = await get(`/api/v1/apps/${id}`));
    expect([at(json, 'status'), await operations()]).toEqual(['INACTIVE', ['activate']]);
    const tiles = listOf(await get('/api/v1/users/tony.stark/appLinks'));
    expect(tiles.map(({ label }) => label)).not.toContain('Ledger');
    expect((await send(org, 'POST', textAt(json, '_links', 'activate', 'href'))).status).toBe(200);
    expect(await labels(filter('status eq "INACTIVE"'))).toEqual(['Parcel Desk']);
  });
});

describe('the org', () => {
  it('tells about itself, in private and in public', async () => {
    const info = await get('/api/v1/org');
    expect(info.json).toMatchObject({ companyName: 'Sandbox Org', status: 'ACTIVE', subdomain: 'sandbox' });
    expect((await send(org, 'GET', '/api/v1/org', { authorized: false })).status).toBe(401);
    const known = await send(org, 'GET', '/.well-known/okta-organization', { authorized: false });
    expect(known.json).toMatchObject({
      id: textAt(info.json, 'id'),
      pipeline: 'idx',
      _links: { organization: { href: org.url } },
    });
    expect(known.bytes.toString()).not.toContain(org.apiToken);
  });
});
