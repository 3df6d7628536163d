import { buildRefreshTokenRequest } from '../../core/auth/oauth2/grants/refresh-token.ts';
import { mergeRefreshed, tokenFreshness } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { decodeToken, readTextMember } from '../../core/jwt/decode.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import { openDpopBinding } from './dpop-key.ts';
import { type Flow, startFlow } from './flow.ts';
import { factsOfTokens } from './keep-token.ts';
import { checkReceivedIdToken } from './received-id-token.ts';
import { askForTokens } from './request-token.ts';
import { withWholeConfig } from './sourced-config.ts';

/** A token after its refresh, and how it went. */
export interface Refreshed {
  record: TokenRecord;
  exchanges: Exchange[];
}

/**
 * Refreshes a stored token with the key and client it was got with. However many ask at once, in this process and in
 * others on the profile, one request goes out; what it brings is on disk before anybody gets it, so that a rotated refresh
 * token is never lost.
 *
 * @param stale The access token that is to be replaced: where somebody has done so already, nothing is asked.
 * @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_NO_REFRESH_TOKEN, ERR_OAUTH_SERVER_REFUSED, ERR_OAUTH_NO_ANSWER,
 *   ERR_OAUTH_ID_TOKEN_INVALID, ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED
 * @see RFC 6749 section 6, RFC 9700 section 4.14
 */
export async function refreshToken(
  app: AppContext,
  tokenId: string,
  signal: AbortSignal,
  stale?: string,
): Promise<Refreshed> {
  // Before others wait for it: a program may show a prompt, and a question ends the call.
  await withWholeConfig(app, await app.tokens.read(tokenId), signal);
  return app.oauth.flights.run(`refresh ${tokenId}`, signal, (shared) =>
    app.tokens.exclusively(tokenId, async () => {
      const before = await app.tokens.read(tokenId);
      const { accessToken } = before.secret.tokens;
      const freshness = tokenFreshness(before.secret.tokens, Math.floor(app.now() / 1000));
      const isDone = stale !== undefined && accessToken !== stale && freshness !== 'expired';
      return isDone ? { record: before, exchanges: [] } : refreshNow(app, before, shared);
    }),
  );
}

async function refreshNow(app: AppContext, before: TokenRecord, signal: AbortSignal): Promise<Refreshed> {
  const { id } = before.summary;
  const { tokens } = before.secret;
  const { config } = (await withWholeConfig(app, before, signal)).secret;
  if (tokens.refreshToken === undefined || config === undefined) {
    throw new AppError(
      'ERR_OAUTH_NO_REFRESH_TOKEN',
      'This token has no refresh token. Get a new access token; add the scope "offline_access" to get a refresh token with it.',
      { details: { id } },
    );
  }
  const flow = await startRefresh(app, before, config, signal);
  const request = buildRefreshTokenRequest({
    tokenEndpoint: config.refreshTokenUrl === '' ? config.accessTokenUrl : config.refreshTokenUrl,
    refreshToken: tokens.refreshToken,
  });
  const refreshed = await askForTokens(flow, request, config.refreshRequestParameters);
  const merged = mergeRefreshed(tokens, refreshed);
  if (refreshed.idToken !== undefined) {
    // The check may call the server: a rotated refresh token is on disk first, and stays there if the check refuses.
    const { refreshToken: rotated } = merged;
    await app.tokens.replace(id, {}, { ...before.secret, tokens: { ...tokens, refreshToken: rotated } });
    const { accessToken, idToken } = refreshed;
    await checkReceivedIdToken(flow, { accessToken, idToken, subject: subjectOf(tokens.idToken) });
  }
  const bound = flow.dpop;
  const record = await app.tokens.replace(
    id,
    {
      ...factsOfTokens(merged),
      remarks: flow.remarks.length === 0 ? undefined : flow.remarks,
      ...(bound === undefined ? {} : { dpopThumbprint: bound.thumbprint }),
    },
    { ...before.secret, tokens: merged, ...(bound === undefined ? {} : { dpopJwk: bound.privateJwk }) },
  );
  return { record, exchanges: flow.exchanges };
}

/** What binds the token binds its refresh; a plain token stays plain unless the server asks for a proof. */
async function startRefresh(
  app: AppContext,
  before: TokenRecord,
  config: NonNullable<TokenRecord['secret']['config']>,
  signal: AbortSignal,
): Promise<Flow> {
  const { tokens, dpopJwk } = before.secret;
  const binding = dpopJwk === undefined ? undefined : await openDpopBinding(dpopJwk as Jwk);
  const dpop = binding !== undefined ? 'on' : config.dpop === 'off' ? 'off' : 'auto';
  const secrets = [tokens.accessToken, tokens.refreshToken ?? '', config.clientSecret].filter(
    (text) => text !== '',
  );
  const { environmentId } = before.summary;
  return startFlow(app, { config: { ...config, dpop }, secrets }, { signal, environmentId, dpop: binding });
}

/** Whom an ID token is about. */
export function subjectOf(idToken: string | undefined): string | undefined {
  const decoded = idToken === undefined ? undefined : decodeToken(idToken);
  return decoded?.kind === 'jwt' ? readTextMember(decoded.payload, 'sub') : undefined;
}
