/** Okta's rate limits: one bucket for each path family, a window of a minute, told in three headers. */

const WINDOW_MS = 60_000;

/** Requests a minute for each path family; the last one takes what no other names. */
export const rateLimits = {
  '/api/v1/users': 600,
  '/api/v1/users/{id}': 600,
  '/api/v1/groups': 500,
  '/api/v1/groups/{id}': 500,
  '/api/v1/apps': 100,
  '/api/v1/logs': 120,
  '/api/v1': 1200,
} as const;

export type RateLimitFamily = keyof typeof rateLimits;

/** The state of a bucket after a request was counted. */
export interface RateLimitReading {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** When the bucket is full again, in seconds since the epoch. */
  readonly resetEpochSec: number;
}

/** The family a path counts against. */
export function rateLimitFamily(path: string): RateLimitFamily {
  const [, collection = '', rest] = /^\/api\/v1\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  switch (collection) {
    case 'users':
    case 'groups':
      return rest === undefined ? `/api/v1/${collection}` : `/api/v1/${collection}/{id}`;
    case 'apps':
    case 'logs':
      return `/api/v1/${collection}`;
    default:
      return '/api/v1';
  }
}

/** Counts requests; a window begins with the first request after the last one ended. */
export class RateLimiter {
  readonly #now: () => number;
  readonly #limits: Readonly<Record<RateLimitFamily, number>>;
  readonly #windows = new Map<RateLimitFamily, { used: number; resetEpochSec: number }>();

  constructor(now: () => number, limits: Partial<Record<RateLimitFamily, number>> = {}) {
    this.#now = now;
    this.#limits = { ...rateLimits, ...limits };
  }

  /** Counts one request; refused ones do not go on counting. */
  take(family: RateLimitFamily): RateLimitReading {
    const nowMs = this.#now();
    const limit = this.#limits[family];
    let current = this.#windows.get(family);
    // The end is a whole second, because that is what the header can say and a client waits for.
    if (current === undefined || nowMs >= current.resetEpochSec * 1000) {
      current = { used: 0, resetEpochSec: Math.ceil((nowMs + WINDOW_MS) / 1000) };
      this.#windows.set(family, current);
    }
    const allowed = current.used < limit;
    if (allowed) current.used += 1;
    return { allowed, limit, remaining: limit - current.used, resetEpochSec: current.resetEpochSec };
  }

  /** Forgets every window. */
  clear(): void {
    this.#windows.clear();
  }
}

/** The three headers that tell a reading. */
export function rateLimitHeaders(reading: RateLimitReading): Record<string, string> {
  return {
    'x-rate-limit-limit': String(reading.limit),
    'x-rate-limit-remaining': String(reading.remaining),
    'x-rate-limit-reset': String(reading.resetEpochSec),
  };
}
