import { z } from 'zod';
import { extensionSchema } from '../../json-value.ts';

/** The tokens of one answer, in a form that can be stored. It holds secrets and stays on the Node side. */
export const tokenSetSchema = z.object({
  accessToken: z.string(),
  /** As the server wrote it; `Bearer` where it wrote nothing. Compared without regard to case. */
  tokenType: z.string(),
  receivedAtEpochSec: z.number(),
  /** Absent where the server gave no usable lifetime. */
  expiresAtEpochSec: z.number().optional(),
  refreshToken: z.string().optional(),
  idToken: z.string().optional(),
  /** Granted scopes; the requested ones where the answer names none (RFC 6749 section 5.1). */
  scopes: z.array(z.string()),
  /** The server named the scopes itself. */
  scopesGiven: z.boolean(),
  /** Everything else the answer held. */
  extra: extensionSchema,
});
export type TokenSet = z.infer<typeof tokenSetSchema>;

/** Whether a token can be sent. `unknown`: no lifetime was given, so only the server can tell. */
export type TokenFreshness = 'fresh' | 'refreshSoon' | 'expired' | 'unknown';

/** A token this close to its end is refreshed first: a request takes time, and clocks differ. */
const refreshAheadSec = 60;

/** Tells whether a token can be sent. Short-lived tokens are refreshed in the last tenth of their life. */
export function tokenFreshness(
  tokens: Pick<TokenSet, 'expiresAtEpochSec' | 'receivedAtEpochSec'>,
  nowEpochSec: number,
): TokenFreshness {
  if (tokens.expiresAtEpochSec === undefined) return 'unknown';
  const leftSec = tokens.expiresAtEpochSec - nowEpochSec;
  if (leftSec <= 0) return 'expired';
  const lifetimeSec = Math.max(0, tokens.expiresAtEpochSec - tokens.receivedAtEpochSec);
  return leftSec <= Math.min(refreshAheadSec, lifetimeSec / 10) ? 'refreshSoon' : 'fresh';
}

/**
 * Joins a refreshed answer to the tokens before it: what it leaves out stays. Store the result before the new access
 * token is used, or a rotated refresh token may be lost.
 *
 * @see RFC 6749 section 6
 */
export function mergeRefreshed(before: TokenSet, refreshed: TokenSet): TokenSet {
  return {
    ...refreshed,
    refreshToken: refreshed.refreshToken ?? before.refreshToken,
    idToken: refreshed.idToken ?? before.idToken,
    scopes: refreshed.scopesGiven ? refreshed.scopes : before.scopes,
    scopesGiven: refreshed.scopesGiven || before.scopesGiven,
    extra: { ...before.extra, ...refreshed.extra },
  };
}

/** Gives the scopes that were asked for and not granted. */
export function missingScopes(granted: readonly string[], requested: readonly string[]): string[] {
  return requested.filter((scope) => !granted.includes(scope));
}

/** Tells whether a token is bound to a key and goes out with a proof. @see RFC 9449 section 7.1 */
export function isDpopToken(tokens: Pick<TokenSet, 'tokenType'>): boolean {
  return tokens.tokenType.toLowerCase() === 'dpop';
}

/**
 * Builds the value of the `Authorization` header for a token: the scheme follows `token_type`, and a DPoP token is
 * never sent as Bearer. The prefix of the form counts for the others; `undefined` means `Bearer`, empty means none.
 */
export function tokenAuthorization(
  tokens: Pick<TokenSet, 'tokenType' | 'accessToken'>,
  headerPrefix: string | undefined,
): string {
  const prefix = isDpopToken(tokens) ? 'DPoP' : (headerPrefix ?? 'Bearer').trim();
  return prefix === '' ? tokens.accessToken : `${prefix} ${tokens.accessToken}`;
}
