/** Who is calling. Routes know only the {@link Caller}, never how it was proven. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { invalidToken } from './errors.ts';
import type { Org } from './org.ts';

/** The proven caller of an API route. */
export interface Caller {
  readonly kind: 'api-token';
  /** The person the token belongs to. */
  readonly userId: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Checks the `Authorization` header against the org's API token.
 * @throws OktaError E0000011 for a missing or wrong token, and for any scheme but SSWS
 */
export function authenticate(authorization: string | undefined, org: Org): Caller {
  const token = /^SSWS +(\S+) *$/i.exec(authorization ?? '')?.[1];
  // Both sides are hashed first: equal lengths, and a comparison that takes the same time for any guess.
  if (token === undefined || !timingSafeEqual(digest(token), digest(org.apiToken))) throw invalidToken();
  return { kind: 'api-token', userId: org.state.administratorId };
}
