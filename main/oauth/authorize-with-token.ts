import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { boundForRequest } from '../../core/auth/oauth2/bound-fields.ts';
import { type OAuth2Config, isUnattendedGrant } from '../../core/auth/oauth2/config.ts';
import { readDpopNonce } from '../../core/auth/oauth2/dpop.ts';
import { isDpopToken, tokenAuthorization } from '../../core/auth/oauth2/token-set.ts';
import { readChallenges } from '../../core/auth/oauth2/www-authenticate.ts';
import { isAppError } from '../../core/errors.ts';
import type { HeaderPairs } from '../../core/http/exchange.ts';
import { isSameOrigin } from '../../core/http/parse-address.ts';
import { encodeQueryData } from '../../core/http/percent-encoding.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import type { SendAuthorization } from '../auth/send-authorization.ts';
import type { SendOptions, SendResult } from '../http/http-client.ts';
import { type SendableToken, type TokenPlace, readyToken } from './current-token.ts';
import { proveOnce } from './dpop-key.ts';
import { dpopClient } from './flow.ts';
import { type ResolvedConfig, completeConfig, resolveConfig } from './resolve-config.ts';
import { isNeededForFinding } from './sourced-config.ts';

/**
 * Gets the token of a send ready.
 *
 * @throws AppError ERR_OAUTH_TOKEN_MISSING, ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED, and what `readyToken`
 *   refuses
 */
export async function authorizeWithToken(
  app: AppContext,
  auth: Auth,
  scopes: ScopeChain,
  place: TokenPlace,
  call: { signal: AbortSignal; callId: string },
): Promise<SendAuthorization> {
  const known = resolveConfig(app, auth, scopes, place.itemIds[0]);
  const isLacking = isNeededForFinding(known.sourced, known.config);
  const resolved = isLacking ? await completeConfig(known, call.signal) : known;
  const sending = new Sending(app, resolved, place, call, await readyToken(app, resolved, place, call));
  return sending;
}

/** Gives what a token adds to a request. */
export function applyToken(
  tokens: SendableToken['tokens'],
  config: Pick<OAuth2Config, 'addTokenTo' | 'headerPrefix' | 'boundSecrets'>,
): AppliedAuth {
  const bound = boundForRequest(config);
  if (config.addTokenTo === 'queryParams' && !isDpopToken(tokens)) {
    const encoded = encodeQueryData(tokens.accessToken);
    return { queryPiece: `access_token=${encoded}`, secrets: [tokens.accessToken, encoded], bound };
  }
  return {
    header: { name: 'Authorization', value: tokenAuthorization(tokens, config.headerPrefix) },
    secrets: [tokens.accessToken],
    bound,
  };
}

class Sending implements SendAuthorization {
  readonly #app: AppContext;
  readonly #resolved: ResolvedConfig;
  readonly #place: TokenPlace;
  readonly #call: { signal: AbortSignal; callId: string };
  #token: SendableToken;
  #hasRetriedNonce = false;
  #hasNewToken = false;

  constructor(
    app: AppContext,
    resolved: ResolvedConfig,
    place: TokenPlace,
    call: { signal: AbortSignal; callId: string },
    token: SendableToken,
  ) {
    this.#app = app;
    this.#resolved = resolved;
    this.#place = place;
    this.#call = call;
    this.#token = token;
  }

  get applied(): AppliedAuth {
    return applyToken(this.#token.tokens, this.#resolved.config);
  }

  authorizeHop(url: string): SendOptions['authorize'] {
    const { binding, tokens } = this.#token;
    if (binding === undefined || !isDpopToken(tokens)) return undefined;
    return async (hop): Promise<HeaderPairs> => {
      // The token stays behind at another origin, and so does its proof.
      if (!isSameOrigin(hop.url, url)) return [];
      const nonce = this.#app.oauth.nonceOf('resource', hop.url);
      const { accessToken } = tokens;
      const nowEpochMs = this.#app.oauth.clocks.timeFor(hop.url, this.#app.now());
      return [['DPoP', await proveOnce(binding, { ...hop, nonce, accessToken }, nowEpochMs)]];
    };
  }

  async judge(result: SendResult, url: string): Promise<'done' | 'again'> {
    const { outcome } = result;
    if (outcome.kind !== 'response') return 'done';
    const nonce = readDpopNonce(outcome.headers);
    const isOurs = isSameOrigin(result.request.url, url);
    if (nonce !== undefined && isOurs) this.#app.oauth.keepNonce('resource', result.request.url, nonce);
    if ((outcome.status !== 401 && outcome.status !== 400) || !isOurs) return 'done';
    const challenges = readChallenges(outcome.headers);
    const errors = challenges.map(({ parameters }) => parameters['error']);
    if (errors.includes('use_dpop_nonce') && nonce !== undefined && !this.#hasRetriedNonce) {
      this.#hasRetriedNonce = true;
      return 'again';
    }
    if (outcome.status !== 401) return 'done';
    // Only an answer that says so is about the token; Okta's API says E0000011 in the body and no error at all.
    const isAboutToken =
      errors.length === 0 || errors.includes('invalid_token') || errors.every((error) => error === undefined);
    if (!isAboutToken || this.#hasNewToken || !this.#canRenew()) return 'done';
    this.#hasNewToken = true;
    this.#hasRetriedNonce = false;
    const { config } = this.#resolved;
    const wantsProof = challenges.length > 0 && challenges.every(({ scheme }) => scheme === 'dpop');
    if (wantsProof && config.dpop === 'auto') this.#app.oauth.needsDpop.add(dpopClient(config));
    const refused = this.#token.tokens.accessToken;
    try {
      const { signal, callId } = this.#call;
      this.#token = await readyToken(this.#app, this.#resolved, this.#place, { signal, callId, refused });
    } catch (fault) {
      // The answer of the API tells more than a refresh that was refused.
      this.#app.log.info('a token was refused and no new one could be got');
      const isAsked = isAppError(fault) && fault.code === 'ERR_VARIABLE_NOT_GIVEN';
      if (this.#call.signal.aborted || isAsked) throw fault;
      return 'done';
    }
    return this.#token.tokens.accessToken === refused ? 'done' : 'again';
  }

  #canRenew(): boolean {
    const { record } = this.#token;
    if (record === undefined) return false;
    return (
      record.secret.tokens.refreshToken !== undefined || isUnattendedGrant(this.#resolved.config.grantType)
    );
  }
}
