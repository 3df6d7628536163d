import { validateAuthResponse } from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { type PendingAuthorization, parametersOf, readCallback } from './authorization-response.ts';

const now = 1_800_000_000;
const redirectUri = 'http://localhost:8080/cb';
const state = 'typed.0123456789abcdefghijkl';
const issuer = 'https://org.okta.com';
const pending: PendingAuthorization = {
  redirectUri,
  state,
  responseType: 'code',
  issuer,
  issuerPromised: false,
  expiresAtEpochSec: now + 300,
};
const read = (address: string, change: Partial<PendingAuthorization> = {}, at = now) =>
  readCallback(address, { ...pending, ...change }, at);

describe('a callback', () => {
  it.each([
    `${redirectUri}?code=abc&state=${state}`,
    `${redirectUri}#code=abc&state=${state}`,
    `${redirectUri}?code=abc&state=${state}#_=_`,
    `  ${redirectUri}?state=${state}&code=abc\n`,
    `?code=abc&state=${state}`,
    `code=abc&state=${state}`,
    `${redirectUri}?code=abc&state=${state}&session_state=x&session_state=y`,
    `${redirectUri}?code=abc&state=${state}&iss=${encodeURIComponent(issuer)}`,
  ])('gives the code: %s', (address) => {
    expect(read(address)).toMatchObject({ kind: 'code', code: 'abc' });
  });

  it('gives the words of a refusal, only with the right state', () => {
    const query = 'error=access_denied&error_description=User+is+not+assigned&error_uri=https%3A%2F%2Fx';
    expect(read(`${redirectUri}?${query}&state=${state}`)).toEqual({
      kind: 'denied',
      error: 'access_denied',
      errorDescription: 'User is not assigned',
      errorUri: 'https://x',
    });
    expect(read(`${redirectUri}?${query}`)).toEqual({ kind: 'ignored', reason: 'stateMissing' });
    expect(read(`${redirectUri}?${query}&state=x`)).toEqual({ kind: 'ignored', reason: 'stateWrong' });
  });

  it.each([
    [`http://localhost:8081/cb?code=a&state=${state}`, 'notTheRedirect'],
    [`http://localhost:8080/favicon.ico`, 'notTheRedirect'],
    [`https://evil.test/cb?code=a&state=${state}`, 'notTheRedirect'],
    ['', 'notTheRedirect'],
    ['hello', 'notTheRedirect'],
    [redirectUri, 'noParameters'],
    [`${redirectUri}?code=a`, 'stateMissing'],
    [`${redirectUri}?code=a&state=`, 'stateMissing'],
    [`${redirectUri}?code=a&state=typed`, 'stateWrong'],
    [`${redirectUri}?code=a&state=${state.toUpperCase()}`, 'stateWrong'],
    [`${redirectUri}?code=a&code=b&state=${state}`, 'repeatedParameter'],
    [`${redirectUri}?code=a&state=${state}&state=${state}`, 'repeatedParameter'],
    [`${redirectUri}?code=a&state=${state}#state=${state}`, 'repeatedParameter'],
    [`${redirectUri}?state=${state}`, 'codeMissing'],
    [`${redirectUri}?code=&state=${state}`, 'codeMissing'],
    [`${redirectUri}?access_token=a&token_type=Bearer&state=${state}`, 'codeMissing'],
    [`${redirectUri}?code=a&error=x&state=${state}`, 'contradiction'],
    [`${redirectUri}?response=a.b.c`, 'encryptedResponse'],
  ])('is ignored and the flow goes on: %s', (address, reason) => {
    expect(read(address)).toEqual({ kind: 'ignored', reason });
  });

  it('gives the tokens of the implicit grant only where they were asked for', () => {
    const address = `${redirectUri}#access_token=t&token_type=Bearer&expires_in=3600&state=${state}`;
    expect(read(address, { responseType: 'token' }).kind).toBe('tokens');
    expect(read(`${redirectUri}#state=${state}&code=a`, { responseType: 'token' })).toEqual({
      kind: 'ignored',
      reason: 'tokenMissing',
    });
  });

  it('is refused after its time, at the very second too', () => {
    const address = `${redirectUri}?code=abc&state=${state}`;
    expect(read(address, {}, now + 299).kind).toBe('code');
    for (const at of [now + 300, now + 10_000]) {
      expect(read(address, {}, at)).toEqual({ kind: 'ignored', reason: 'expired' });
    }
  });
});

describe('missing, wrong, replayed or expired state', () => {
  it('is accepted 0 times in 1,000, and the flow waits on', () => {
    const outcomes: string[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const at = index % state.length;
      const wrong = [
        undefined,
        '',
        state.slice(0, at),
        state + index,
        state.slice(0, at) + String.fromCharCode(state.charCodeAt(at) ^ 1) + state.slice(at + 1),
        `typed.${String(index).padStart(22, '0')}`,
        encodeURIComponent(` ${state}`),
      ][index % 7];
      const query = wrong === undefined ? 'code=c' : `code=c&state=${encodeURIComponent(wrong)}`;
      outcomes.push(
        index % 10 === 9
          ? read(`${redirectUri}?code=c&state=${state}`, {}, now + 301 + index).kind
          : read(`${redirectUri}?${query}`).kind,
      );
    }
    expect(outcomes).toHaveLength(1_000);
    expect(outcomes.filter((kind) => kind !== 'ignored')).toEqual([]);
    expect(read(`${redirectUri}?code=abc&state=${state}`).kind).toBe('code');
  });
});

describe('two servers, one hostile', () => {
  it('never gives the code of one server to a flow of the other, in 100 mix-ups', () => {
    let given = 0;
    for (let index = 0; index < 100; index += 1) {
      const evil = [
        `https://evil-${index}.test`,
        `${issuer}.evil.test`,
        `${issuer}/`,
        `${issuer}:443`,
        issuer.toUpperCase(),
        `${issuer}/oauth2/default`,
        '',
        ' ',
      ][index % 8] as string;
      const address = `${redirectUri}?code=c${index}&state=${state}&iss=${encodeURIComponent(evil)}`;
      const outcome = read(address, { issuerPromised: index % 2 === 0 });
      if (outcome.kind === 'code') given += 1;
      else expect(outcome).toMatchObject({ kind: 'aborted', reason: 'issuerWrong' });
    }
    expect(given).toBe(0);
  });

  it('wants iss where the server promised it, also with an error', () => {
    for (const query of ['code=a', 'error=access_denied']) {
      expect(read(`${redirectUri}?${query}&state=${state}`, { issuerPromised: true })).toEqual({
        kind: 'aborted',
        reason: 'issuerMissing',
      });
    }
  });
});

describe('2,000 fuzzed callbacks', () => {
  const pieces = [
    'code',
    'state',
    'error',
    'iss',
    'access_token',
    '=',
    '&',
    '#',
    '?',
    ';',
    '%',
    '%00',
    '%GG',
    '%E9',
    '+',
    '\u0000',
    '\n',
    state,
    'typed',
    'abc',
    '[]',
    '__proto__',
    'constructor',
    'é',
    '\u{1F600}',
    '//',
    '..',
    '@',
    ':',
    issuer,
    encodeURIComponent(issuer),
    redirectUri,
    'app.postern:/oauth/callback',
    '-a',
    ' ',
    '"',
    "'",
    '<script>',
  ];

  it('crash nothing, change nothing, and are accepted only where another library accepts them too', () => {
    let seed = 42;
    const random = (limit: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % limit;
    };
    const accepted: string[] = [];
    for (let index = 0; index < 2_000; index += 1) {
      const parts = Array.from({ length: random(12) }, () => pieces[random(pieces.length)] ?? '');
      const start =
        [
          redirectUri,
          `${redirectUri}?`,
          `${redirectUri}?code=abc&state=${state}&`,
          '',
          `code=abc&state=${state}`,
        ][random(5)] ?? '';
      const address = start + parts.join('');
      const before = structuredClone(pending);
      const outcome = read(address);
      expect(pending).toEqual(before);
      if (outcome.kind !== 'code') continue;
      accepted.push(address);
      const parameters = new URLSearchParams(
        parametersOf(address.startsWith('http') ? address : `?${address.trim().replace(/^[?#]/, '')}`),
      );
      const judged = validateAuthResponse({ issuer }, { client_id: '0oa1' }, parameters, state);
      expect(judged.get('code'), address).toBe(outcome.code);
    }
    expect(accepted.length).toBeGreaterThan(50);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
