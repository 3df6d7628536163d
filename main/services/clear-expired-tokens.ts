import type { TokenSummary } from '../../core/auth/oauth2/token-summary.ts';
import type { Service } from './service.ts';

/** Removes the tokens that have expired and cannot be refreshed. */
export const clearExpiredTokens: Service<'token.clearExpired'> = async (app) => {
  const ended = app.tokens.list().filter((token) => isEnded(token, app.now()));
  await app.tokens.remove(ended.map(({ id }) => id));
  return { removed: ended.length };
};

/** Tells whether a token is of no use any more. */
export function isEnded(
  { expiresAtEpochSec, hasRefreshToken }: Pick<TokenSummary, 'expiresAtEpochSec' | 'hasRefreshToken'>,
  nowEpochMs: number,
): boolean {
  return expiresAtEpochSec !== undefined && expiresAtEpochSec <= nowEpochMs / 1000 && !hasRefreshToken;
}
