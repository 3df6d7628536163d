import type { Service } from './service.ts';

/** Removes the tokens that have expired and cannot be refreshed. */
export const clearExpiredTokens: Service<'token.clearExpired'> = async (app) => {
  const nowEpochSec = app.now() / 1000;
  const ended = app.tokens
    .list()
    .filter(
      ({ expiresAtEpochSec: end, hasRefreshToken }) =>
        end !== undefined && end <= nowEpochSec && !hasRefreshToken,
    );
  await app.tokens.remove(ended.map(({ id }) => id));
  return { removed: ended.length };
};
