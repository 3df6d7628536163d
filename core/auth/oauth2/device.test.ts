import { describe, expect, it } from 'vitest';
import {
  buildDeviceAuthorizationRequest,
  decideDevicePoll,
  readDeviceAuthorizationResponse,
} from './device.ts';
import type { TokenResult } from './token-response.ts';

const now = 1_800_000_000;
const good = {
  device_code: 'dc',
  user_code: 'ABCD-EFGH',
  verification_uri: 'https://org.okta.com/activate',
  verification_uri_complete: 'https://org.okta.com/activate?user_code=ABCD-EFGH',
  expires_in: 600,
  interval: 5,
};
const read = (body: object | string, status = 200) =>
  readDeviceAuthorizationResponse(
    { status, headers: [], bodyText: typeof body === 'string' ? body : JSON.stringify(body) },
    now,
  );

describe('starting', () => {
  it('asks for scopes and reads the answer', () => {
    expect(buildDeviceAuthorizationRequest({ endpoint: 'https://x', scopes: ['a', 'b'] }).parameters).toEqual(
      [['scope', 'a b']],
    );
    expect(read(good)).toEqual({
      kind: 'started',
      authorization: {
        deviceCode: 'dc',
        userCode: 'ABCD-EFGH',
        verificationUri: 'https://org.okta.com/activate',
        verificationUriComplete: 'https://org.okta.com/activate?user_code=ABCD-EFGH',
        expiresAtEpochSec: now + 600,
        intervalSec: 5,
      },
    });
  });

  it.each([
    [
      { ...good, interval: undefined, expires_in: undefined },
      { intervalSec: 5, expiresAtEpochSec: now + 600 },
    ],
    [
      { ...good, interval: '7', expires_in: '60' },
      { intervalSec: 7, expiresAtEpochSec: now + 60 },
    ],
    [
      { ...good, interval: -1, expires_in: 'x' },
      { intervalSec: 5, expiresAtEpochSec: now + 600 },
    ],
    [{ ...good, interval: 1e9 }, { intervalSec: 300 }],
    [
      { ...good, verification_uri: undefined, verification_url: 'https://g.test/device' },
      { verificationUri: 'https://g.test/device' },
    ],
    [{ ...good, verification_uri_complete: 'javascript:alert(1)' }, { verificationUriComplete: undefined }],
  ])('is tolerant', (body, authorization) => {
    expect(read(body)).toMatchObject({ kind: 'started', authorization });
  });

  it.each([
    [{ ...good, device_code: '' }, 'deviceCodeMissing'],
    [{ ...good, user_code: 7 }, 'userCodeMissing'],
    [{ ...good, verification_uri: 'file:///x' }, 'verificationUriRefused'],
    [{ ...good, verification_uri: 'https://a:b@evil.test/' }, 'verificationUriRefused'],
    [{ ...good, verification_uri: undefined }, 'verificationUriRefused'],
    ['<html>', 'notJson'],
  ])('refuses what it cannot use', (body, problem) => {
    expect(read(body)).toEqual({ kind: 'unusable', problem });
  });

  it('gives the server’s refusal', () => {
    expect(read({ error: 'invalid_client' }, 401)).toMatchObject({ kind: 'error', error: 'invalid_client' });
  });
});

describe('polling', () => {
  const state = { intervalSec: 5, expiresAtEpochSec: now + 600, nowEpochSec: now };
  const error = (code: string, status = 400): TokenResult => ({
    kind: 'error',
    status,
    error: code,
    oddities: [],
  });

  it.each([
    [error('authorization_pending'), { kind: 'wait', afterSec: 5, intervalSec: 5 }],
    [error('slow_down'), { kind: 'wait', afterSec: 10, intervalSec: 10 }],
    [error('access_denied'), { kind: 'stop', reason: 'denied' }],
    [error('expired_token'), { kind: 'stop', reason: 'expired' }],
    [error('invalid_grant'), { kind: 'stop', reason: 'failed' }],
    [error('http_429', 429), { kind: 'wait', intervalSec: 10 }],
    [error('http_503', 503), { kind: 'wait', intervalSec: 10 }],
    ['noAnswer' as const, { kind: 'wait', intervalSec: 10 }],
    [{ kind: 'unusable', status: 502, oddities: [] } as TokenResult, { kind: 'wait', intervalSec: 5 }],
    [{ kind: 'unusable', status: 200, oddities: [] } as TokenResult, { kind: 'stop', reason: 'failed' }],
    [{ kind: 'tokens' } as TokenResult, { kind: 'done' }],
  ])('decides', (result, expected) => {
    expect(decideDevicePoll(result, state)).toMatchObject(expected);
  });

  it('stops where the next poll would come too late, and never waits longer than five minutes', () => {
    expect(decideDevicePoll(error('authorization_pending'), { ...state, nowEpochSec: now + 596 })).toEqual({
      kind: 'stop',
      reason: 'expired',
    });
    let intervalSec = 5;
    for (let poll = 0; poll < 20; poll += 1) {
      const next = decideDevicePoll('noAnswer', { ...state, intervalSec, expiresAtEpochSec: now + 1e6 });
      intervalSec = next.kind === 'wait' ? next.intervalSec : 0;
    }
    expect(intervalSec).toBe(300);
  });
});
