import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { allPages, at, linesOf, linkOf, listOf, send, textAt, type WireAnswer } from './test-client.ts';

let org: SandboxOrg;
beforeAll(async () => {
  org = await createSandboxOrg();
});
afterAll(() => org.close());

const get = (path: string): Promise<WireAnswer> => send(org, 'GET', path);
const logins = (answer: WireAnswer): string[] =>
  listOf(answer).map((user) => textAt(user, 'profile', 'login').replace('@sandbox.example', ''));
const ask = (name: 'search' | 'filter' | 'q', text: string, more = ''): Promise<WireAnswer> =>
  get(`/api/v1/users?${name}=${encodeURIComponent(text)}${more}`);
const expectCode = (answer: WireAnswer, status: number, code: string): void =>
  expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([status, code]);

describe('the list of users', () => {
  it('shows everybody who is not deprovisioned, Tony Stark first', async () => {
    const answer = await get('/api/v1/users');
    expect(listOf(answer)).toHaveLength(33);
    expect(logins(answer)[0]).toBe('tony.stark');
    expect(listOf(answer).map((user) => user['status'])).not.toContain('DEPROVISIONED');
    expect(linesOf(answer, 'link')).toEqual([`<${org.url}/api/v1/users>; rel="self"`]);
  });

  it('gives items the fields of a user, and self as their only link', async () => {
    const [tony] = listOf(await get('/api/v1/users?limit=1'));
    expect(tony).toMatchObject({
      id: expect.stringMatching(/^00u\w{17}$/) as string,
      status: 'ACTIVE',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      type: { id: expect.stringMatching(/^oty\w{17}$/) as string },
      profile: { firstName: 'Tony', lastName: 'Stark', mobilePhone: null },
      credentials: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } },
    });
    expect(tony?.['_links']).toEqual({
      self: { href: `${org.url}/api/v1/users/${textAt(tony ?? {}, 'id')}`, hints: { allow: ['GET'] } },
    });
  });

  it('sends each link in a header line of its own', async () => {
    const answer = await get('/api/v1/users?limit=5');
    const lines = answer.headerLines.filter(([name]) => name === 'link').map(([, value]) => value);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(`<${org.url}/api/v1/users?limit=5>; rel="self"`);
    expect(lines[1]).toMatch(
      /^<http:\/\/127\.0\.0\.1:\d+\/api\/v1\/users\?limit=5&after=[\w-]+>; rel="next"$/,
    );
  });

  it('can be paged to its end, everybody once', async () => {
    const pages = await allPages(org, '/api/v1/users?limit=7');
    expect(pages.map((page) => listOf(page).length)).toEqual([7, 7, 7, 7, 5]);
    expect(pages.flatMap(logins)).toEqual(logins(await get('/api/v1/users')));
    expect(linkOf(pages.at(-1) ?? pages[0]!, 'next')).toBeUndefined();
  });

  it('keeps the question on the way to the next page', async () => {
    const search = 'profile.department eq "Engineering"';
    const pages = await allPages(org, `/api/v1/users?search=${encodeURIComponent(search)}&limit=5`);
    expect(pages.map((page) => listOf(page).length)).toEqual([5, 5, 2]);
    for (const user of pages.flatMap(listOf))
      expect(textAt(user, 'profile', 'department')).toBe('Engineering');
  });

  it('cuts a limit that is too high, and refuses one that is none', async () => {
    expect((await get('/api/v1/users?limit=100000')).status).toBe(200);
    for (const limit of ['0', '-1', 'ten', '1.5', '9999999999']) {
      expectCode(await get(`/api/v1/users?limit=${limit}`), 400, 'E0000001');
    }
  });

  it('refuses a cursor it did not hand out', async () => {
    const groups = await get('/api/v1/groups?limit=1');
    const foreign = new URL(linkOf(groups, 'next') ?? '').searchParams.get('after') ?? '';
    expect(foreign).not.toBe('');
    for (const cursor of [foreign, '00uAaIqU2laUcbwof5d7', '*']) {
      expectCode(await get(`/api/v1/users?after=${cursor}`), 400, 'E0000029');
    }
  });
});

describe('q', () => {
  it.each([
    ['ton', ['tony.stark']],
    ['STARK', ['tony.stark']],
    ['tony.stark@', ['tony.stark']],
    ['zoë', ['zoe.ravenscroft']],
    ["O'H", ['gwen.ohanlon']],
    ['tark', []],
    ['eirik', []],
  ])('%s finds %j by the beginning of a name or email', async (q, expected) => {
    expect(logins(await ask('q', q))).toEqual(expected);
  });

  it('gives ten answers and no next page', async () => {
    const created: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const profile = {
        firstName: 'Qq',
        lastName: 'Same',
        email: 'q@x.example',
        login: `q${count}@x.example`,
      };
      const answer = await send(org, 'POST', '/api/v1/users?activate=false', { body: { profile } });
      created.push(textAt(answer.json, 'id'));
    }
    const answer = await ask('q', 'qq');
    expect(listOf(answer)).toHaveLength(10);
    expect(linkOf(answer, 'next')).toBeUndefined();
    expect(listOf(await ask('q', 'qq', '&limit=11'))).toHaveLength(11);
    org.reset();
    expectCode(await get(`/api/v1/users/${created[0]}`), 404, 'E0000007');
  });
});

describe('search and filter', () => {
  it.each([
    ['profile.lastName eq "stark"', ['tony.stark']],
    ['status eq "SUSPENDED" or status eq "LOCKED_OUT"', ['farida.belkacem', 'hiroto.kanzaki']],
    ['status eq "DEPROVISIONED"', ['eirik.haugstad', 'gaspard.lemoine']],
    [
      'profile.city sw "N" and (profile.department eq "Research" or profile.title co "prototypes")',
      ['tony.stark', 'moana.tairua', 'odile.charpentier'],
    ],
    ['profile.department eq "Engineering" ', undefined],
    ['created lt "2024-03-07T00:00:00.000Z"', ['tony.stark', 'ada.winterbourne']],
    ['activated pr and not_a_profile eq "x"', 'E0000031'],
    ['_links pr', 'E0000031'],
    ['profile.firstName eq Tony', 'E0000031'],
    ['created gt "soon"', 'E0000030'],
  ])('search %s', async (search, expected) => {
    const answer = await ask('search', search);
    if (typeof expected === 'string') expectCode(answer, 400, expected);
    else if (expected === undefined) expect(listOf(answer)).toHaveLength(12);
    else expect(logins(answer)).toEqual(expected);
  });

  it('finds by id, whoever it is', async () => {
    const id = textAt((await get('/api/v1/users/gaspard.lemoine')).json, 'id');
    expect(logins(await ask('search', `id eq "${id}"`))).toEqual(['gaspard.lemoine']);
    expect(logins(await ask('filter', `id eq "${id}"`))).toEqual(['gaspard.lemoine']);
  });

  it.each([
    ['status eq "LOCKED_OUT"', ['hiroto.kanzaki']],
    ['status eq "locked_out"', []],
    ['profile.login eq "tony.stark@sandbox.example"', ['tony.stark']],
    [
      'status eq "ACTIVE" and lastUpdated gt "2024-07-15T00:00:00.000Z"',
      ['fenna.hoekstra', 'mara.lindqvist'],
    ],
    ['profile.city eq "Leeds"', 'E0000031'],
    ['profile.firstName sw "T"', 'E0000031'],
  ])('filter %s', async (filter, expected) => {
    const answer = await ask('filter', filter);
    if (typeof expected === 'string') expectCode(answer, 400, expected);
    else expect(logins(answer)).toEqual(expected);
  });

  it('tells what is wrong in a cause', async () => {
    const answer = await ask('search', 'status eq ACTIVE');
    expect(at(answer.json, 'errorCauses')).toHaveLength(1);
  });

  it('refuses both at once', async () => {
    expectCode(await ask('search', 'status eq "ACTIVE"', '&filter=id+eq+%22x%22'), 400, 'E0000033');
  });
});

describe('one user', () => {
  it('is found by id, login, short name and me', async () => {
    const byLogin = await get('/api/v1/users/TONY.stark%40sandbox.example');
    const id = textAt(byLogin.json, 'id');
    expect((await get(`/api/v1/users/${id}`)).json).toEqual(byLogin.json);
    expect((await get('/api/v1/users/tony.stark')).json).toEqual(byLogin.json);
    expect(textAt((await get('/api/v1/users/me')).json, 'profile', 'login')).toMatch(/^mara\.lindqvist@/);
  });

  it('is not found by anything else', async () => {
    for (const key of ['nobody', '', '__proto__', 'tony', '00uAaIqU2laUcbwof5d8', '%20']) {
      expectCode(await get(`/api/v1/users/${key}`), 404, 'E0000007');
    }
  });

  it('has no short name when two people share it', async () => {
    const profile = {
      firstName: 'T',
      lastName: 'S',
      email: 't@other.example',
      login: 'tony.stark@other.example',
    };
    await send(org, 'POST', '/api/v1/users', { body: { profile } });
    expectCode(await get('/api/v1/users/tony.stark'), 404, 'E0000007');
    expect((await get('/api/v1/users/tony.stark@other.example')).status).toBe(200);
    org.reset();
  });

  it('has groups', async () => {
    const groups = listOf(await get('/api/v1/users/tony.stark/groups'));
    expect(groups.map((group) => at(group, 'profile', 'name'))).toEqual(['Everyone', 'Engineering']);
    expect(groups.map((group) => Object.keys(isJsonObject(group['_links']) ? group['_links'] : {}))).toEqual([
      ['self'],
      ['self'],
    ]);
  });

  it('has app links, of active apps with a tile only', async () => {
    const tiles = listOf(await get('/api/v1/users/tony.stark/appLinks'));
    expect(tiles.map(({ label }) => label)).toEqual(['Harbour Portal', 'Ledger', 'Canteen Menu']);
    expect(tiles.map(({ sortOrder }) => sortOrder)).toEqual([0, 1, 2]);
    expect(listOf(await get('/api/v1/users/eirik.haugstad/appLinks'))).toEqual([]);
  });
});
