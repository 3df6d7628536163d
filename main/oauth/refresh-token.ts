import { buildRefreshTokenRequest } from '../../core/auth/oauth2/grants/refresh-token.ts';
import { mergeRefreshed } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import { openDpopBinding } from './dpop-key.ts';
import { startFlow } from './flow.ts';
import { factsOfTokens } from './keep-token.ts';
import { askForTokens } from './request-token.ts';

/** A token after its refresh, and how it went. */
export interface Refreshed {
  record: TokenRecord;
  exchanges: Exchange[];
}

/**
 * Refreshes a stored token with the key and client it was got with. However many ask at once, one request goes out; what
 * it brings is on disk before anybody gets it, so that a rotated refresh token is never lost.
 *
 * @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_NO_REFRESH_TOKEN, ERR_OAUTH_SERVER_REFUSED, ERR_OAUTH_NO_ANSWER
 * @see RFC 6749 section 6, RFC 9700 section 4.14
 */
export function refreshToken(app: AppContext, tokenId: string, signal: AbortSignal): Promise<Refreshed> {
  return app.oauth.flights.run(`refresh ${tokenId}`, signal, async (shared) => {
    const before = await app.tokens.read(tokenId);
    const { tokens, config, dpopJwk } = before.secret;
    if (tokens.refreshToken === undefined || config === undefined) {
      throw new AppError(
        'ERR_OAUTH_NO_REFRESH_TOKEN',
        'This token has no refresh token. Get a new access token; add the scope "offline_access" to get a refresh token with it.',
        { details: { id: tokenId } },
      );
    }
    const dpop = dpopJwk === undefined ? undefined : await openDpopBinding(dpopJwk as Jwk);
    const { environmentId } = before.summary;
    const secrets = [tokens.accessToken, tokens.refreshToken, config.clientSecret].filter(
      (text) => text !== '',
    );
    // What binds the token binds its refresh; a plain token stays plain.
    const bound = { ...config, dpop: dpop === undefined ? ('off' as const) : ('on' as const) };
    const flow = await startFlow(app, { config: bound, secrets }, { signal: shared, environmentId, dpop });
    const request = buildRefreshTokenRequest({
      tokenEndpoint: config.refreshTokenUrl === '' ? config.accessTokenUrl : config.refreshTokenUrl,
      refreshToken: tokens.refreshToken,
    });
    const refreshed = await askForTokens(flow, request, config.refreshRequestParameters);
    const merged = mergeRefreshed(tokens, refreshed);
    const record = await app.tokens.replace(tokenId, factsOfTokens(merged), {
      ...before.secret,
      tokens: merged,
    });
    return { record, exchanges: flow.exchanges };
  });
}
