import type { JsonObject } from '../../json-value.ts';
import type { TokenResult } from './token-response.ts';

/** How long a sign-in elsewhere may take, and how often the token endpoint is asked meanwhile. */
export interface PollTimes {
  expiresAtEpochSec: number;
  /** Time to wait between polls. */
  intervalSec: number;
}

const defaultIntervalSec = 5;
const longestIntervalSec = 300;
const defaultLifetimeSec = 600;

/** Reads `expires_in` and `interval` of the answer that starts such a sign-in. */
export function readPollTimes(body: JsonObject, receivedAtEpochSec: number): PollTimes {
  return {
    expiresAtEpochSec: receivedAtEpochSec + positive(body['expires_in'], defaultLifetimeSec),
    intervalSec: Math.min(longestIntervalSec, positive(body['interval'], defaultIntervalSec)),
  };
}

/** What to do after a poll. */
export type PollDecision =
  | { kind: 'wait'; afterSec: number; intervalSec: number }
  | { kind: 'done' }
  | { kind: 'stop'; reason: 'denied' | 'expired' | 'failed' };

/**
 * Decides what to do after a poll of the token endpoint; `noAnswer` is a connection that failed.
 *
 * @see RFC 8628 section 3.5, OpenID Connect CIBA Core 1.0 section 11
 */
export function decidePoll(
  result: TokenResult | 'noAnswer',
  state: PollTimes & { nowEpochSec: number },
): PollDecision {
  const wait = (intervalSec: number): PollDecision =>
    state.nowEpochSec + intervalSec >= state.expiresAtEpochSec
      ? { kind: 'stop', reason: 'expired' }
      : { kind: 'wait', afterSec: intervalSec, intervalSec };
  if (result === 'noAnswer') return wait(Math.min(longestIntervalSec, state.intervalSec * 2));
  if (result.kind === 'tokens') return { kind: 'done' };
  if (result.kind === 'unusable') {
    return result.status >= 500 ? wait(state.intervalSec) : { kind: 'stop', reason: 'failed' };
  }
  switch (result.error) {
    case 'authorization_pending':
      return wait(state.intervalSec);
    case 'slow_down':
      return wait(Math.min(longestIntervalSec, state.intervalSec + 5));
    case 'access_denied':
      return { kind: 'stop', reason: 'denied' };
    case 'expired_token':
      return { kind: 'stop', reason: 'expired' };
    default:
      // A server in trouble or one that counts requests may answer the next poll.
      return result.status === 429 || result.status >= 500
        ? wait(Math.min(longestIntervalSec, state.intervalSec * 2))
        : { kind: 'stop', reason: 'failed' };
  }
}

function positive(value: unknown, fallback: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? Math.ceil(number) : fallback;
}
