import { describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';

function createClock() {
  let time = 1_000;
  return { now: () => time, advance: (ms: number) => (time += ms) };
}

describe('the token', () => {
  it('has 256 bits and is new with every start', () => {
    const tokens = Array.from({ length: 100 }, () => createAccess(() => 0).token);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('is taken as a bearer and in no other form', () => {
    const access = createAccess(() => 0);
    expect(access.allows(`Bearer ${access.token}`)).toBe(true);
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      access.token,
      `Basic ${access.token}`,
      `Bearer ${access.token}x`,
      `Bearer ${access.token.slice(1)}`,
      `Bearer ${access.token} ${access.token}`,
      `Bearer ${'A'.repeat(10_000)}`,
    ];
    for (const authorization of wrong) expect(access.allows(authorization)).toBe(false);
  });
});

describe('wrong keys', () => {
  it('make the door rest after 20, for ten seconds', () => {
    const clock = createClock();
    const access = createAccess(clock.now);
    for (let tries = 0; tries < 19; tries += 1) access.allows('Bearer wrong');
    expect(access.isPaused()).toBe(false);
    access.allows('Bearer wrong');
    expect(access.isPaused()).toBe(true);
    clock.advance(9_999);
    expect(access.isPaused()).toBe(true);
    clock.advance(1);
    expect(access.isPaused()).toBe(false);
    expect(access.allows(`Bearer ${access.token}`)).toBe(true);
  });

  it('count when they are codes too', () => {
    const access = createAccess(() => 0);
    for (let tries = 0; tries < 20; tries += 1) expect(access.redeem('guess')).toBeUndefined();
    expect(access.isPaused()).toBe(true);
  });
});

describe('a code', () => {
  it('gives the token once', () => {
    const access = createAccess(() => 0);
    const code = access.issueCode();
    expect(code).not.toBe(access.token);
    expect(access.redeem(code)).toBe(access.token);
    expect(access.redeem(code)).toBeUndefined();
  });

  it('is worth nothing after a minute, nor when a newer one was made', () => {
    const clock = createClock();
    const access = createAccess(clock.now);
    const old = access.issueCode();
    clock.advance(60_001);
    expect(access.redeem(old)).toBeUndefined();
    const replaced = access.issueCode();
    const current = access.issueCode();
    expect(access.redeem(replaced)).toBeUndefined();
    expect(access.redeem(current)).toBe(access.token);
  });
});
