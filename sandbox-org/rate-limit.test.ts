import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RateLimiter, rateLimitFamily } from './rate-limit.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { lineOf, send, textAt, type WireAnswer } from './test-client.ts';

const START_MS = Date.parse('2030-01-01T12:00:00.400Z');

describe('rateLimitFamily', () => {
  it.each([
    ['/api/v1/users', '/api/v1/users'],
    ['/api/v1/users/', '/api/v1/users/{id}'],
    ['/api/v1/users/00u1', '/api/v1/users/{id}'],
    ['/api/v1/users/00u1/lifecycle/suspend', '/api/v1/users/{id}'],
    ['/api/v1/groups/00g1/users/00u1', '/api/v1/groups/{id}'],
    ['/api/v1/apps/0oa1/users', '/api/v1/apps'],
    ['/api/v1/logs', '/api/v1/logs'],
    ['/api/v1/usersX', '/api/v1'],
    ['/api/v1/nothing', '/api/v1'],
    ['/api/v2/users', '/api/v1'],
  ])('puts %s into %s', (path, family) => {
    expect(rateLimitFamily(path)).toBe(family);
  });
});

describe('RateLimiter', () => {
  it('begins a window with a request, not with the clock', () => {
    let now = START_MS;
    const limiter = new RateLimiter(() => now, { '/api/v1/users': 2 });
    const first = limiter.take('/api/v1/users');
    expect(first).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
    expect(first.resetEpochSec).toBe(Date.parse('2030-01-01T12:01:01.000Z') / 1000);
    now = first.resetEpochSec * 1000 - 1;
    expect(limiter.take('/api/v1/users')).toMatchObject({ allowed: true, remaining: 0 });
    expect(limiter.take('/api/v1/users')).toMatchObject({ allowed: false, remaining: 0 });
    expect(limiter.take('/api/v1/groups').allowed).toBe(true);
    now += 1;
    expect(limiter.take('/api/v1/users')).toEqual({
      allowed: true,
      limit: 2,
      remaining: 1,
      resetEpochSec: first.resetEpochSec + 60,
    });
  });
});

describe('rate limits over the wire', () => {
  let now = START_MS;
  let org: SandboxOrg;
  beforeEach(async () => {
    now = START_MS;
    org = await createSandboxOrg({ now: () => now, rateLimits: { '/api/v1/users': 3 } });
  });
  afterEach(() => org.close());

  const reading = (answer: WireAnswer) =>
    ['limit', 'remaining', 'reset'].map((name) => Number(lineOf(answer, `x-rate-limit-${name}`)));

  it('counts down, refuses with 429 E0000047, and opens again at the reset it told', async () => {
    const reset = Math.ceil((START_MS + 60_000) / 1000);
    for (const remaining of [2, 1, 0]) {
      const answer = await send(org, 'GET', '/api/v1/users');
      expect(answer.status).toBe(200);
      expect(reading(answer)).toEqual([3, remaining, reset]);
    }
    const refused = await send(org, 'GET', '/api/v1/users');
    expect(refused.status).toBe(429);
    expect(textAt(refused.json, 'errorCode')).toBe('E0000047');
    expect(reading(refused)).toEqual([3, 0, reset]);
    expect(lineOf(refused, 'x-okta-request-id')).toBeDefined();
    // Waiting is reckoned from the server's own clock, which the answer tells.
    expect(lineOf(refused, 'date')).toBe(new Date(START_MS).toUTCString());

    expect((await send(org, 'GET', '/api/v1/groups')).status).toBe(200);
    now = reset * 1000 - 1;
    expect((await send(org, 'GET', '/api/v1/users')).status).toBe(429);
    now = reset * 1000;
    const again = await send(org, 'GET', '/api/v1/users');
    expect(again.status).toBe(200);
    expect(reading(again)).toEqual([3, 2, reset + 60]);
  });

  it('counts refused callers too, and tells them', async () => {
    const answer = await send(org, 'GET', '/api/v1/users', { authorized: false });
    expect(answer.status).toBe(401);
    expect(reading(answer).slice(0, 2)).toEqual([3, 2]);
  });

  it('has a bucket for each family, with limits like those of an org', async () => {
    for (const [path, limit] of [
      ['/api/v1/users/me', 600],
      ['/api/v1/groups', 500],
      ['/api/v1/apps', 100],
      ['/api/v1/logs', 120],
      ['/api/v1/org', 1200],
    ] as const) {
      expect(reading(await send(org, 'GET', path)).slice(0, 2)).toEqual([limit, limit - 1]);
    }
    expect(lineOf(await send(org, 'GET', '/'), 'x-rate-limit-limit')).toBeUndefined();
  });

  it('is full again after a reset of the org', async () => {
    for (let count = 0; count < 4; count += 1) await send(org, 'GET', '/api/v1/users');
    org.reset();
    expect(reading(await send(org, 'GET', '/api/v1/users')).slice(0, 2)).toEqual([3, 2]);
  });
});
