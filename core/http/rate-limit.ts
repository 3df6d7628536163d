import { readHttpDate } from '../auth/oauth2/http-date.ts';
import type { HeaderPairs } from './exchange.ts';
import { originOf, parseAddress } from './parse-address.ts';

/** What an answer says about the caller's allowance. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /**
   * When the allowance is full again, in seconds since 1970 of this machine's clock; absent where the answer does not
   * say.
   */
  resetAtEpochSec: number | undefined;
}

/** A number this large is a time; a smaller one counts the seconds from the answer on. */
const earliestEpochSec = 1_000_000_000;
/** No allowance is waited for longer than this. */
const latestSec = 366 * 86_400;

function valueOf(headers: HeaderPairs, names: readonly string[]): string | undefined {
  return headers.find(([name]) => names.includes(name.toLowerCase()))?.[1].trim();
}

function numberOf(headers: HeaderPairs, names: readonly string[]): number | undefined {
  const found = valueOf(headers, names);
  return found !== undefined && /^\d{1,15}$/.test(found) ? Number(found) : undefined;
}

/** Says a time of the server's clock in this machine's: the answer's `Date` tells how they differ. */
function toLocalSec(serverSec: number, headers: HeaderPairs, receivedAtEpochSec: number): number {
  const date = readHttpDate(valueOf(headers, ['date']) ?? '');
  return date === undefined ? serverSec : receivedAtEpochSec + (serverSec - date);
}

/**
 * Reads `X-Rate-Limit-Limit`, `-Remaining` and `-Reset` (also written `X-RateLimit-*` and `RateLimit-*`), or the fields
 * `RateLimit` and `RateLimit-Policy`, of an answer received at `receivedAtEpochSec`. `undefined` where there are none.
 *
 * @see https://developer.okta.com/docs/reference/rl-best-practices/
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers
 */
export function readRateLimit(headers: HeaderPairs, receivedAtEpochSec: number): RateLimit | undefined {
  const read = (what: string) =>
    numberOf(headers, [`x-rate-limit-${what}`, `x-ratelimit-${what}`, `ratelimit-${what}`]);
  const limit = read('limit');
  const remaining = read('remaining');
  if (limit === undefined || remaining === undefined) return readDraft(headers, receivedAtEpochSec);
  const reset = read('reset');
  const isTime = reset !== undefined && reset >= earliestEpochSec;
  const resetAtEpochSec =
    reset === undefined
      ? undefined
      : isTime
        ? toLocalSec(reset, headers, receivedAtEpochSec)
        : receivedAtEpochSec + reset;
  return { limit, remaining, resetAtEpochSec };
}

/** `RateLimit: "default";r=50;t=30` with `RateLimit-Policy: "default";q=100;w=60`, or `limit=100, remaining=50, reset=5`. */
function readDraft(headers: HeaderPairs, receivedAtEpochSec: number): RateLimit | undefined {
  const field = valueOf(headers, ['ratelimit']) ?? '';
  const policy = valueOf(headers, ['ratelimit-policy']) ?? '';
  const read = (text: string, names: string) => {
    const found = new RegExp(`(?:^|[;,\\s])(?:${names})\\s*=\\s*"?(\\d{1,15})\\b`, 'i').exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const remaining = read(field, 'r|remaining');
  const limit = read(field, 'limit') ?? read(policy, 'q') ?? remaining;
  const reset = read(field, 't|reset');
  if (remaining === undefined || limit === undefined) return undefined;
  return {
    limit,
    remaining,
    resetAtEpochSec: reset === undefined ? undefined : receivedAtEpochSec + Math.min(reset, latestSec),
  };
}

/**
 * Tells when a refused request may be sent again, in seconds since 1970 of this machine's clock: `Retry-After` where it
 * is, else the reset of the limit. `undefined` where the answer says neither.
 *
 * @see RFC 9110 section 10.2.3
 */
export function readRetryAt(headers: HeaderPairs, receivedAtEpochSec: number): number | undefined {
  const retryAfter = valueOf(headers, ['retry-after']);
  if (retryAfter !== undefined && /^\d{1,10}$/.test(retryAfter)) {
    return receivedAtEpochSec + Math.min(Number(retryAfter), latestSec);
  }
  const date = retryAfter === undefined ? undefined : readHttpDate(retryAfter);
  if (date !== undefined) return toLocalSec(date, headers, receivedAtEpochSec);
  return readRateLimit(headers, receivedAtEpochSec)?.resetAtEpochSec;
}

/** Whose allowance an answer tells about. */
export interface RateLimitFamily {
  /** Scheme, host and port. */
  origin: string;
  /** The path with its ids as `{id}`. */
  path: string;
}

/** Longer than any name of a thing. */
const longSegment = 40;
const idPattern = /^(?:\d+|(?=[^]*\d)[A-Za-z0-9_-]{8,}|[^]*(?:@|%40)[^]*)$/i;
/** Segments with digits that name a thing all the same. */
const namePattern = /^(?:v\d+(?:\.\d+)*|oauth2|saml2|oauth2-[a-z]+)$/i;

function isId(segment: string): boolean {
  return segment.length >= longSegment || (idPattern.test(segment) && !namePattern.test(segment));
}

/** Gives the family of paths that share one allowance, as far as an address tells; `undefined` where it is no address. */
export function rateLimitFamily(url: string): RateLimitFamily | undefined {
  const address = parseAddress(url);
  if (address === undefined) return undefined;
  const path = address.pathname
    .split('/')
    .map((segment) => (isId(segment) ? '{id}' : segment))
    .join('/');
  return { origin: originOf(address), path };
}
