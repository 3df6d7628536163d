import type { HeaderPairs } from './exchange.ts';

/** What an answer says about the caller's allowance. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /** When the allowance is full again, in seconds since 1970; absent where the answer does not say. */
  resetAtEpochSec: number | undefined;
}

function numberOf(headers: HeaderPairs, names: readonly string[]): number | undefined {
  const found = headers.find(([name]) => names.includes(name.toLowerCase()))?.[1].trim();
  return found !== undefined && /^\d+$/.test(found) ? Number(found) : undefined;
}

/** A number this large is a time; a smaller one counts the seconds from the answer on. */
const earliestEpochSec = 1_000_000_000;

/**
 * Reads `X-Rate-Limit-Limit`, `-Remaining` and `-Reset` (also written `X-RateLimit-*` and `RateLimit-*`) of an answer
 * received at `receivedAtEpochSec`. `undefined` where there are none.
 */
export function readRateLimit(headers: HeaderPairs, receivedAtEpochSec: number): RateLimit | undefined {
  const read = (what: string) =>
    numberOf(headers, [`x-rate-limit-${what}`, `x-ratelimit-${what}`, `ratelimit-${what}`]);
  const limit = read('limit');
  const remaining = read('remaining');
  if (limit === undefined || remaining === undefined) return undefined;
  const reset = read('reset');
  const isTime = reset !== undefined && reset >= earliestEpochSec;
  const resetAtEpochSec = reset === undefined || isTime ? reset : receivedAtEpochSec + reset;
  return { limit, remaining, resetAtEpochSec };
}
