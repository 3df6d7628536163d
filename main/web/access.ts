import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Wrong keys that are answered before the door rests, and for how long, in milliseconds. */
const badTryLimit = 20;
const pauseMs = 10_000;
const codeLifeMs = 60_000;

/** Who may use the door: the bearer of this start's token. */
export interface Access {
  /** 256 random bits in base64url, new with every start and kept in memory only. */
  readonly token: string;
  /** Whether too many wrong keys came lately. */
  isPaused(): boolean;
  /** Judges an Authorization header; a wrong one counts as a bad try. */
  allows(authorization: string | undefined): boolean;
  /** Makes a code that can be changed for the token once, within a minute. */
  issueCode(): string;
  /** Gives the token for a code; a wrong one counts as a bad try. */
  redeem(code: string): string | undefined;
}

/** Compares in a time that tells nothing about the place of the first difference, nor about the length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Makes the token of one start and its judge. `now` gives milliseconds. */
export function createAccess(now: () => number): Access {
  const token = randomBytes(32).toString('base64url');
  let badTries = 0;
  let pausedUntil = 0;
  let pending: { code: string; expiresAt: number } | undefined;

  function countBadTry(): void {
    badTries += 1;
    if (badTries < badTryLimit) return;
    badTries = 0;
    pausedUntil = now() + pauseMs;
  }

  return {
    token,
    isPaused: () => now() < pausedUntil,
    allows(authorization) {
      const given = /^Bearer ([A-Za-z0-9_-]{1,128})$/i.exec(authorization ?? '')?.[1];
      const allowed = given !== undefined && isSame(given, token);
      if (!allowed) countBadTry();
      return allowed;
    },
    issueCode() {
      pending = { code: randomBytes(32).toString('base64url'), expiresAt: now() + codeLifeMs };
      return pending.code;
    },
    redeem(code) {
      if (pending === undefined || now() > pending.expiresAt || !isSame(code, pending.code)) {
        countBadTry();
        return undefined;
      }
      pending = undefined;
      return token;
    },
  };
}
