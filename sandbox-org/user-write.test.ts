import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { at, listOf, send, textAt, type WireAnswer } from './test-client.ts';

const NOW = '2030-01-01T12:00:00.000Z';
let org: SandboxOrg;
beforeEach(async () => {
  org = await createSandboxOrg({ now: () => Date.parse(NOW) });
});
afterEach(() => org.close());

const robin: JsonObject = {
  firstName: 'Robin',
  lastName: 'Example',
  email: 'robin@sandbox.example',
  login: 'robin@sandbox.example',
};
const password = { password: { value: 'Correct1Horse' } };
const create = (body: JsonValue, query = ''): Promise<WireAnswer> =>
  send(org, 'POST', `/api/v1/users${query}`, { body });
const causes = (answer: WireAnswer): string[] => {
  const list = at(answer.json, 'errorCauses');
  return (Array.isArray(list) ? list : []).map((cause) => textAt(cause, 'errorSummary').split(':')[0] ?? '');
};
const expectInvalid = (answer: WireAnswer, ...fields: string[]): void => {
  expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([400, 'E0000001']);
  expect(causes(answer)).toEqual(fields);
  expect(textAt(answer.json, 'errorSummary')).toBe(`Api validation failed: ${fields[0]}`);
};

describe('creating a user', () => {
  it('without a password waits for them, with one starts at once', async () => {
    const waiting = await create({ profile: robin });
    expect(waiting.status).toBe(200);
    expect(waiting.json).toMatchObject({
      status: 'PROVISIONED',
      created: NOW,
      activated: NOW,
      statusChanged: NOW,
      passwordChanged: null,
      profile: { ...robin, mobilePhone: null, secondEmail: null },
      _links: { reactivate: {}, deactivate: {} },
    });
    expect(at(waiting.json, 'credentials', 'password')).toBeNull();

    const active = await create({ profile: { ...robin, login: 'r2@x.example' }, credentials: password });
    expect(active.json).toMatchObject({
      status: 'ACTIVE',
      passwordChanged: NOW,
      credentials: { password: {} },
    });
    expect(JSON.stringify(active.json)).not.toContain('Correct1Horse');
  });

  it('with activate=false stays STAGED', async () => {
    const answer = await create({ profile: robin, credentials: password }, '?activate=false');
    expect(answer.json).toMatchObject({ status: 'STAGED', activated: null, _links: { activate: {} } });
    expect((await create({ profile: robin }, '?activate=maybe')).status).toBe(400);
  });

  it('with nextLogin=changePassword has an expired password', async () => {
    const answer = await create({ profile: robin, credentials: password }, '?nextLogin=changePassword');
    expect(textAt(answer.json, 'status')).toBe('PASSWORD_EXPIRED');
    const other = { profile: { ...robin, login: 'r2@x.example' } };
    expectInvalid(await create(other, '?nextLogin=changePassword'), 'nextLogin');
    expectInvalid(
      await create({ ...other, credentials: password }, '?nextLogin=changePassword&activate=false'),
      'nextLogin',
    );
  });

  it('puts the user into Everyone and into the groups that are named', async () => {
    const [group] = listOf(await send(org, 'GET', '/api/v1/groups?q=Workshop'));
    const groupIds = [textAt(group ?? {}, 'id')];
    const id = textAt((await create({ profile: robin, groupIds })).json, 'id');
    const groups = listOf(await send(org, 'GET', `/api/v1/users/${id}/groups`));
    expect(groups.map(({ profile }) => textAt(profile ?? {}, 'name'))).toEqual(['Everyone', 'Workshop']);
    const other = { ...robin, login: 'r2@x.example' };
    expectInvalid(await create({ profile: other, groupIds: ['00gnone'] }), 'groupIds');
    expect((await create({ profile: other, groupIds: 'x' })).status).toBe(400);
    expect(listOf(await send(org, 'GET', '/api/v1/users?q=robin'))).toHaveLength(1);
  });

  it('is the last of the list, with an id of its own', async () => {
    const id = textAt((await create({ profile: robin })).json, 'id');
    expect(id).toMatch(/^00u\w{17}$/);
    expect(listOf(await send(org, 'GET', '/api/v1/users')).at(-1)?.['id']).toBe(id);
  });

  it('names every field that is missing', async () => {
    expectInvalid(await create({ profile: {} }), 'firstName', 'lastName', 'email', 'login');
    expectInvalid(await create({}), 'firstName', 'lastName', 'email', 'login');
    expectInvalid(await create({ profile: { ...robin, lastName: '', login: null } }), 'lastName', 'login');
  });

  it.each([
    ['login', 'robin'],
    ['login', 'r o@x.example'],
    ['login', `${'r'.repeat(95)}@x.example`],
    ['login', '<b>@x.example'],
    ['email', 'robin@nowhere'],
    ['secondEmail', 'x'],
    ['firstName', 'x'.repeat(51)],
    ['title', 5],
    ['title', { a: 1 }],
    ['countryCode', 'USA'],
    ['favouriteColour', 'green'],
    ['constructor', 'x'],
  ])('refuses %s %j', async (name, value) => {
    expectInvalid(await create({ profile: { ...robin, [name]: value } }), name);
  });

  it('refuses __proto__ as the unknown attribute it is', async () => {
    const rawBody = `{"profile":{"__proto__":{"x":1},${JSON.stringify(robin).slice(1)}}`;
    expectInvalid(await send(org, 'POST', '/api/v1/users', { rawBody }), '__proto__');
  });

  it('refuses a login that somebody has, whatever its letter case', async () => {
    for (const login of ['tony.stark@sandbox.example', 'TONY.Stark@sandbox.example']) {
      expectInvalid(await create({ profile: { ...robin, login } }), 'login');
    }
    expect(listOf(await send(org, 'GET', '/api/v1/users?q=robin'))).toEqual([]);
  });

  it.each(['short1A', 'alllower1', 'ALLUPPER1', 'NoDigits', 'Robin1234', `Aa1${'x'.repeat(70)}`, 12345678])(
    'refuses the password %j',
    async (value) => {
      expectInvalid(await create({ profile: robin, credentials: { password: { value } } }), 'password');
    },
  );

  it('keeps the recovery question and never the answer', async () => {
    const recovery_question = { question: 'Which bridge?', answer: 'the old one' };
    const answer = await create({ profile: robin, credentials: { recovery_question } });
    expect(at(answer.json, 'credentials', 'recovery_question')).toEqual({ question: 'Which bridge?' });
    expect(answer.bytes.toString()).not.toContain('the old one');
    const other = { ...robin, login: 'r2@x.example' };
    const wrong = { recovery_question: { question: 'x', answer: 'y' } };
    expectInvalid(await create({ profile: other, credentials: wrong }), 'recoveryAnswer');
  });

  it.each([{ profile: 'x' }, { profile: [] }, { profile: robin, credentials: 'x' }])(
    'refuses the shape %j',
    async (body) => {
      const answer = await create(body);
      expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([400, 'E0000003']);
    },
  );
});

describe('changing a user', () => {
  it('with POST leaves alone what is not named', async () => {
    const before = (await send(org, 'GET', '/api/v1/users/tony.stark')).json;
    const body = { profile: { title: 'Tinkerer', mobilePhone: '+1-555-0100', city: null } };
    const after = await send(org, 'POST', '/api/v1/users/tony.stark', { body });
    expect(after.status).toBe(200);
    expect(after.json).toMatchObject({
      lastUpdated: NOW,
      profile: { title: 'Tinkerer', mobilePhone: '+1-555-0100', department: 'Engineering' },
    });
    expect(at(after.json, 'profile', 'city')).toBeNull();
    expect(at(before, 'profile', 'city')).toBe('New York');
    expect((await send(org, 'GET', '/api/v1/users/tony.stark')).json).toEqual(after.json);
  });

  it('with PUT drops what is not named, and needs the whole profile', async () => {
    const login = 'tony.stark@sandbox.example';
    const body = { profile: { ...robin, login } };
    const after = await send(org, 'PUT', '/api/v1/users/tony.stark', { body });
    expect(at(after.json, 'profile')).toEqual({ ...robin, login, mobilePhone: null, secondEmail: null });
    expectInvalid(
      await send(org, 'PUT', '/api/v1/users/tony.stark', { body: { profile: { firstName: 'T' } } }),
      'lastName',
      'email',
      'login',
    );
  });

  it('changes nothing when one field is refused', async () => {
    const before = (await send(org, 'GET', '/api/v1/users/tony.stark')).json;
    const body = { profile: { title: 'New', email: 'broken' } };
    expectInvalid(await send(org, 'POST', '/api/v1/users/tony.stark', { body }), 'email');
    const weak = { profile: { title: 'New' }, credentials: { password: { value: 'weak' } } };
    expectInvalid(await send(org, 'POST', '/api/v1/users/tony.stark', { body: weak }), 'password');
    expect((await send(org, 'GET', '/api/v1/users/tony.stark')).json).toEqual(before);
  });

  it('moves a login, and refuses one that is taken', async () => {
    const move = (login: string) =>
      send(org, 'POST', '/api/v1/users/tony.stark', { body: { profile: { login } } });
    expectInvalid(await move('ada.winterbourne@sandbox.example'), 'login');
    expect((await move('Tony.Stark@sandbox.example')).status).toBe(200);
    expect((await move('iron@sandbox.example')).status).toBe(200);
    expect((await send(org, 'GET', '/api/v1/users/tony.stark')).status).toBe(404);
    expect((await send(org, 'GET', '/api/v1/users/iron')).status).toBe(200);
  });

  it('opens an account that waited for a password', async () => {
    const body = { credentials: password };
    for (const login of ['moana.tairua', 'tove.lindgaard', 'odile.charpentier', 'hiroto.kanzaki']) {
      const answer = await send(org, 'POST', `/api/v1/users/${login}`, { body });
      expect(answer.json).toMatchObject({ status: 'ACTIVE', passwordChanged: NOW });
    }
    const staged = await send(org, 'POST', '/api/v1/users/jovan.petkov', { body });
    expect(staged.json).toMatchObject({ status: 'STAGED', credentials: { password: {} } });
  });

  it('is refused for deprovisioned people and for nobody', async () => {
    const body = { profile: { title: 'x' } };
    const gone = await send(org, 'POST', '/api/v1/users/eirik.haugstad', { body });
    expect([gone.status, textAt(gone.json, 'errorCode')]).toEqual([403, 'E0000038']);
    expect((await send(org, 'PUT', '/api/v1/users/nobody', { body })).status).toBe(404);
    expect((await send(org, 'POST', '/api/v1/users/tony.stark')).status).toBe(400);
  });
});

describe('deleting a user', () => {
  it('deactivates first and deletes second, both 204 without a body', async () => {
    const id = textAt((await send(org, 'GET', '/api/v1/users/tony.stark')).json, 'id');
    const first = await send(org, 'DELETE', `/api/v1/users/${id}`);
    expect([first.status, first.bytes.length]).toEqual([204, 0]);
    expect(first.headerLines.map(([name]) => name)).not.toContain('content-type');
    expect((await send(org, 'GET', `/api/v1/users/${id}`)).json).toMatchObject({
      status: 'DEPROVISIONED',
      _links: { delete: { hints: { allow: ['DELETE'] } } },
    });
    expect((await send(org, 'DELETE', `/api/v1/users/${id}`)).status).toBe(204);
    const third = await send(org, 'DELETE', `/api/v1/users/${id}`);
    expect([third.status, textAt(third.json, 'errorCode')]).toEqual([404, 'E0000007']);
    expect(listOf(await send(org, 'GET', '/api/v1/users?q=tony'))).toEqual([]);
    const [everyone] = listOf(await send(org, 'GET', '/api/v1/groups?q=Everyone'));
    const members = await send(org, 'GET', `/api/v1/groups/${textAt(everyone ?? {}, 'id')}/users`);
    expect(listOf(members).map((user) => user['id'])).not.toContain(id);
  });

  it('frees the login', async () => {
    await send(org, 'DELETE', '/api/v1/users/eirik.haugstad');
    const profile = { ...robin, login: 'eirik.haugstad@sandbox.example' };
    expect((await create({ profile })).status).toBe(200);
  });

  it('spares the person the token belongs to', async () => {
    const answer = await send(org, 'DELETE', '/api/v1/users/me');
    expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([403, 'E0000006']);
    expect((await send(org, 'GET', '/api/v1/users/me')).status).toBe(200);
  });
});

describe('reset', () => {
  it('puts back what was seeded, ids and all, and keeps the token', async () => {
    const before = await send(org, 'GET', '/api/v1/users');
    await create({ profile: robin });
    await send(org, 'POST', '/api/v1/users/tony.stark', { body: { profile: { title: 'x' } } });
    await send(org, 'DELETE', '/api/v1/users/ada.winterbourne');
    expect((await send(org, 'GET', '/api/v1/users')).json).not.toEqual(before.json);
    org.reset();
    expect((await send(org, 'GET', '/api/v1/users')).json).toEqual(before.json);
  });
});
