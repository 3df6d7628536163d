import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonValue } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { allPages, at, listOf, send, textAt, type WireAnswer } from './test-client.ts';

const NOW = '2030-01-01T12:00:00.000Z';
let org: SandboxOrg;
beforeEach(async () => {
  org = await createSandboxOrg({ now: () => Date.parse(NOW) });
});
afterEach(() => org.close());

const get = (path: string): Promise<WireAnswer> => send(org, 'GET', path);
const list = async (query: string): Promise<JsonValue[]> =>
  listOf(await get(`/api/v1/groups${query}`)).map((group) => at(group, 'profile', 'name'));
const idOf = async (name: string): Promise<string> =>
  textAt((await get(`/api/v1/groups?q=${name}`)).json, 0, 'id');
const expectCode = (answer: WireAnswer, status: number, code: string): void =>
  expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([status, code]);
const profile = { name: 'Night Owls', description: 'Here after ten' };

describe('the list of groups', () => {
  it('shows all groups with self as their only link', async () => {
    const answer = await get('/api/v1/groups');
    expect(listOf(answer).map((group) => [at(group, 'profile', 'name'), group['type']])).toEqual([
      ['Everyone', 'BUILT_IN'],
      ['Engineering', 'OKTA_GROUP'],
      ['Research', 'OKTA_GROUP'],
      ['Finance', 'OKTA_GROUP'],
      ['Workshop', 'OKTA_GROUP'],
      ['Contractors', 'OKTA_GROUP'],
    ]);
    for (const group of listOf(answer)) {
      expect(group['_links']).toEqual({
        self: { href: `${org.url}/api/v1/groups/${textAt(group, 'id')}`, hints: { allow: ['GET'] } },
      });
    }
  });

  it('can be paged to its end', async () => {
    const pages = await allPages(org, '/api/v1/groups?limit=4');
    expect(pages.map((page) => listOf(page).length)).toEqual([4, 2]);
  });

  it('can be searched three ways', async () => {
    expect(await list('?q=e')).toEqual(['Everyone', 'Engineering']);
    expect(
      await list(`?search=${encodeURIComponent('profile.name sw "e" and type eq "OKTA_GROUP"')}`),
    ).toEqual(['Engineering']);
    expect(await list(`?filter=${encodeURIComponent('type eq "BUILT_IN"')}`)).toEqual(['Everyone']);
    expectCode(
      await get(`/api/v1/groups?filter=${encodeURIComponent('profile.name eq "x"')}`),
      400,
      'E0000031',
    );
    expectCode(await get(`/api/v1/groups?search=${encodeURIComponent('name eq')}`), 400, 'E0000031');
  });
});

describe('a group', () => {
  it('is created, read, replaced and deleted', async () => {
    const created = await send(org, 'POST', '/api/v1/groups', { body: { profile } });
    const id = textAt(created.json, 'id');
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({
      type: 'OKTA_GROUP',
      created: NOW,
      lastMembershipUpdated: NOW,
      profile,
    });
    expect(id).toMatch(/^00g\w{17}$/);
    expect((await get(`/api/v1/groups/${id}`)).json).toEqual(created.json);

    const body = { profile: { name: 'Early Birds' } };
    const replaced = await send(org, 'PUT', `/api/v1/groups/${id}`, { body });
    expect(at(replaced.json, 'profile')).toEqual({ name: 'Early Birds', description: null });

    const deleted = await send(org, 'DELETE', `/api/v1/groups/${id}`);
    expect([deleted.status, deleted.bytes.length]).toEqual([204, 0]);
    expectCode(await get(`/api/v1/groups/${id}`), 404, 'E0000007');
    expectCode(await send(org, 'DELETE', `/api/v1/groups/${id}`), 404, 'E0000007');
  });

  it.each([
    [{}, 'E0000001'],
    [{ profile: { name: ' ' } }, 'E0000001'],
    [{ profile: { name: 5 } }, 'E0000001'],
    [{ profile: { name: 'x'.repeat(256) } }, 'E0000001'],
    [{ profile: { name: 'x', description: 5 } }, 'E0000001'],
    [{ profile: { name: 'ENGINEERING' } }, 'E0000001'],
    [{ profile: 'x' }, 'E0000003'],
  ])('is not made from %j', async (body, code) => {
    expectCode(await send(org, 'POST', '/api/v1/groups', { body }), 400, code);
    expect(await list('')).toHaveLength(6);
  });

  it('may keep its name, and may not take that of another', async () => {
    const id = await idOf('Finance');
    const rename = (name: string) =>
      send(org, 'PUT', `/api/v1/groups/${id}`, { body: { profile: { name } } });
    expect((await rename('FINANCE')).status).toBe(200);
    expectCode(await rename('Workshop'), 400, 'E0000001');
  });

  it('goes with its access to apps', async () => {
    const id = await idOf('Finance');
    const apps = listOf(await get(`/api/v1/groups/${id}/apps`));
    expect(apps.map(({ label }) => label)).toEqual(['Ledger']);
    await send(org, 'DELETE', `/api/v1/groups/${id}`);
    const tiles = listOf(await get('/api/v1/users/rosa.amaral/appLinks'));
    expect(tiles.map(({ label }) => label)).toEqual(['Harbour Portal', 'Canteen Menu']);
  });

  it('cannot be changed when it is built in', async () => {
    const id = await idOf('Everyone');
    expectCode(await send(org, 'PUT', `/api/v1/groups/${id}`, { body: { profile } }), 501, 'E0000060');
    expectCode(await send(org, 'DELETE', `/api/v1/groups/${id}`), 501, 'E0000060');
    for (const method of ['PUT', 'DELETE']) {
      expectCode(await send(org, method, `/api/v1/groups/${id}/users/tony.stark`), 501, 'E0000060');
    }
    expect(await list('?q=Everyone')).toEqual(['Everyone']);
  });
});

describe('members', () => {
  it('can be paged to the end, everybody once', async () => {
    const id = await idOf('Everyone');
    const pages = await allPages(org, `/api/v1/groups/${id}/users?limit=10`);
    expect(pages.map((page) => listOf(page).length)).toEqual([10, 10, 10, 5]);
    expect(new Set(pages.flatMap(listOf).map((user) => user['id'])).size).toBe(35);
    expect(Object.keys(at(pages[0]!.json, 0, '_links') ?? {})).toEqual(['self']);
  });

  it('come and go, and doing it twice does no harm', async () => {
    const id = await idOf('Workshop');
    const members = async () =>
      listOf(await get(`/api/v1/groups/${id}/users`)).map((user) => textAt(user, 'profile', 'lastName'));
    const before = await members();
    for (let turn = 0; turn < 2; turn += 1) {
      const added = await send(org, 'PUT', `/api/v1/groups/${id}/users/tony.stark`);
      expect([added.status, added.bytes.length]).toEqual([204, 0]);
      expect(await members()).toEqual(['Stark', ...before]);
    }
    expect(textAt((await get(`/api/v1/groups/${id}`)).json, 'lastMembershipUpdated')).toBe(NOW);
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await send(org, 'DELETE', `/api/v1/groups/${id}/users/tony.stark`)).status).toBe(204);
      expect(await members()).toEqual(before);
    }
  });

  it('are neither added to nor found in what does not exist', async () => {
    const id = await idOf('Workshop');
    expectCode(await send(org, 'PUT', `/api/v1/groups/${id}/users/nobody`), 404, 'E0000007');
    expectCode(await send(org, 'PUT', '/api/v1/groups/00gnone/users/tony.stark'), 404, 'E0000007');
    expectCode(await get('/api/v1/groups/00gnone/users'), 404, 'E0000007');
  });
});
