import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendEvent } from './log.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { seedOrg } from './seed.ts';
import { lineOf, linesOf, linkOf, listOf, send, textAt, type WireAnswer } from './test-client.ts';

const START_MS = Date.parse('2030-01-01T12:00:00.000Z');
const HOUR_MS = 3_600_000;
let now = START_MS;
let org: SandboxOrg;
beforeEach(async () => {
  now = START_MS;
  org = await createSandboxOrg({ now: () => now });
});
afterEach(() => org.close());

const logs = (query = ''): Promise<WireAnswer> => send(org, 'GET', `/api/v1/logs${query}`);
const types = (answer: WireAnswer) => listOf(answer).map(({ eventType }) => eventType);
const suspend = () => send(org, 'POST', '/api/v1/users/tony.stark/lifecycle/suspend');
const unsuspend = () => send(org, 'POST', '/api/v1/users/tony.stark/lifecycle/unsuspend');

describe('the System Log', () => {
  it('holds ten sign-ins of the last ten hours at the start', async () => {
    const answer = await logs();
    expect(types(answer)).toEqual(Array<string>(10).fill('user.session.start'));
    expect(listOf(answer)[0]).toMatchObject({
      published: new Date(START_MS - 10 * HOUR_MS).toISOString(),
      uuid: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/) as string,
      actor: { type: 'User', alternateId: 'tony.stark@sandbox.example', displayName: 'Tony Stark' },
      outcome: { result: 'SUCCESS' },
    });
    expect(new Set(listOf(answer).map(({ uuid }) => uuid)).size).toBe(10);
  });

  it('tells who did what to whom, and under which request id', async () => {
    const done = await send(org, 'POST', '/api/v1/users/tony.stark/lifecycle/suspend?secret=1', {
      headers: { 'user-agent': 'test/1' },
    });
    const event = listOf(await logs()).at(-1);
    expect(event).toMatchObject({
      eventType: 'user.lifecycle.suspend',
      actor: { alternateId: 'mara.lindqvist@sandbox.example' },
      target: [{ type: 'User', displayName: 'Tony Stark' }],
      client: { userAgent: { rawUserAgent: 'test/1' } },
      debugContext: { debugData: { requestUri: '/api/v1/users/tony.stark/lifecycle/suspend' } },
      transaction: { id: lineOf(done, 'x-okta-request-id') },
    });
    expect(JSON.stringify(event)).not.toContain('secret');
    expect(JSON.stringify(event)).not.toContain(org.apiToken);
  });

  it('notes changes of users, groups, members and apps, and no refusals', async () => {
    const { json } = await send(org, 'POST', '/api/v1/groups', { body: { profile: { name: 'New' } } });
    const group = `/api/v1/groups/${textAt(json, 'id')}`;
    await send(org, 'PUT', `${group}/users/tony.stark`);
    await send(org, 'PUT', `${group}/users/tony.stark`);
    await send(org, 'DELETE', `${group}/users/tony.stark`);
    await send(org, 'DELETE', group);
    await send(org, 'DELETE', group);
    await send(org, 'POST', '/api/v1/users', { body: { profile: {} } });
    expect(types(await logs()).slice(10)).toEqual([
      'group.lifecycle.create',
      'group.user_membership.add',
      'group.user_membership.remove',
      'group.lifecycle.delete',
    ]);
  });

  it('always has a next page without an end in time, and that page fills later', async () => {
    const first = await logs('?limit=10');
    expect(linesOf(first, 'link')).toHaveLength(2);
    const empty = await send(org, 'GET', linkOf(first, 'next') ?? '');
    expect(empty.json).toEqual([]);
    const next = linkOf(empty, 'next') ?? '';
    expect(next).not.toBe('');
    await suspend();
    const filled = await send(org, 'GET', next);
    expect(types(filled)).toEqual(['user.lifecycle.suspend']);
    expect((await send(org, 'GET', linkOf(filled, 'next') ?? '')).json).toEqual([]);
  });

  it('can be polled before anything has matched', async () => {
    const query = `?filter=${encodeURIComponent('eventType sw "user.lifecycle"')}`;
    const empty = await logs(query);
    expect(empty.json).toEqual([]);
    await suspend();
    expect(types(await send(org, 'GET', linkOf(empty, 'next') ?? ''))).toEqual(['user.lifecycle.suspend']);
  });

  it('ends when it has an end in time', async () => {
    const until = new Date(START_MS).toISOString();
    const first = await logs(`?until=${until}&limit=6`);
    const second = await send(org, 'GET', linkOf(first, 'next') ?? '');
    expect([listOf(first).length, listOf(second).length]).toEqual([6, 4]);
    expect(linkOf(second, 'next')).toBeUndefined();
  });

  it('runs backwards on request, and then ends too', async () => {
    const forwards = listOf(await logs()).map(({ uuid }) => uuid);
    const first = await logs('?sortOrder=DESCENDING&limit=6');
    const second = await send(org, 'GET', linkOf(first, 'next') ?? '');
    expect([...listOf(first), ...listOf(second)].map(({ uuid }) => uuid)).toEqual(forwards.toReversed());
    expect(linkOf(second, 'next')).toBeUndefined();
    expect((await logs('?sortOrder=UP')).status).toBe(400);
  });

  it('is cut by since and until, and by seven days without since', async () => {
    const time = (hours: number) => new Date(START_MS - hours * HOUR_MS).toISOString();
    expect(listOf(await logs(`?since=${time(3)}`))).toHaveLength(3);
    expect(listOf(await logs(`?since=${time(3)}&until=${time(2)}`))).toHaveLength(2);
    expect(listOf(await logs(`?since=${encodeURIComponent('2030-01-01T11:00:00.000+01:00')}`))).toHaveLength(
      2,
    );
    now += 7 * 24 * HOUR_MS;
    expect(listOf(await logs())).toHaveLength(0);
    expect(listOf(await logs(`?since=${time(24)}`))).toHaveLength(10);
    for (const date of ['yesterday', '5', '2030-99-99']) {
      const answer = await logs(`?since=${date}`);
      expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([400, 'E0000030']);
    }
  });

  it('is searched by words and by expressions', async () => {
    await suspend();
    await unsuspend();
    expect(types(await logs('?q=STARK%20suspend%20user'))).toEqual([
      'user.lifecycle.suspend',
      'user.lifecycle.unsuspend',
    ]);
    const filter = (text: string) => logs(`?filter=${encodeURIComponent(text)}`);
    expect(types(await filter('target.displayName eq "Tony Stark" and eventType ew ".suspend"'))).toEqual([
      'user.lifecycle.suspend',
    ]);
    expect(listOf(await filter('eventType ne "user.session.start"'))).toHaveLength(2);
    expect((await filter('legacyEventType pr')).status).toBe(400);
  });

  it('forgets the oldest events beyond a thousand', () => {
    const state = seedOrg(START_MS);
    for (let turn = 0; turn < 1000; turn += 1) {
      appendEvent(state, START_MS + turn, {
        eventType: `test.${turn}`,
        displayMessage: '',
        actor: {},
        targets: [],
        requestId: '',
        requestUri: '',
        userAgent: undefined,
      });
    }
    expect(state.log).toHaveLength(1000);
    expect([state.log[0]?.event['eventType'], state.log.at(-1)?.event['eventType']]).toEqual([
      'test.0',
      'test.999',
    ]);
  });

  it('starts over with a reset', async () => {
    await suspend();
    org.reset();
    expect(listOf(await logs())).toHaveLength(10);
  });
});
