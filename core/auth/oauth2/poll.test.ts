import { describe, expect, it } from 'vitest';
import { decidePoll } from './poll.ts';
import type { TokenResult } from './token-response.ts';

const now = 1_800_000_000;

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
    expect(decidePoll(result, state)).toMatchObject(expected);
  });

  it('stops where the next poll would come too late, and never waits longer than five minutes', () => {
    expect(decidePoll(error('authorization_pending'), { ...state, nowEpochSec: now + 596 })).toEqual({
      kind: 'stop',
      reason: 'expired',
    });
    let intervalSec = 5;
    for (let poll = 0; poll < 20; poll += 1) {
      const next = decidePoll('noAnswer', { ...state, intervalSec, expiresAtEpochSec: now + 1e6 });
      intervalSec = next.kind === 'wait' ? next.intervalSec : 0;
    }
    expect(intervalSec).toBe(300);
  });
});
