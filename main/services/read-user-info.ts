import { boundForAddress } from '../../core/auth/oauth2/bound-fields.ts';
import { readDpopNonce } from '../../core/auth/oauth2/dpop.ts';
import { type EndpointAnswer } from '../../core/auth/oauth2/endpoint-request.ts';
import { readEndpointError } from '../../core/auth/oauth2/endpoint-error.ts';
import { tokenFreshness } from '../../core/auth/oauth2/token-set.ts';
import { buildUserInfoRequest, readUserInfoResponse } from '../../core/auth/oauth2/userinfo.ts';
import { AppError } from '../../core/errors.ts';
import { createMasker } from '../../core/http/mask.ts';
import { callEndpoint, requireAnswer } from '../oauth/call-endpoint.ts';
import { toSendable } from '../oauth/current-token.ts';
import { proveOnce } from '../oauth/dpop-key.ts';
import { startFlow } from '../oauth/flow.ts';
import { refreshToken, subjectOf } from '../oauth/refresh-token.ts';
import { withWholeConfig } from '../oauth/sourced-config.ts';
import { refuseAnswer, requireTokenConfig } from '../oauth/token-endpoints.ts';
import type { AppContext } from '../app-context.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import type { Service } from './service.ts';

/**
 * Asks who the token's user is. Claims about somebody else than the ID token names are refused.
 *
 * @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_SERVER_REFUSED, ERR_OAUTH_ANSWER_UNUSABLE,
 *   ERR_SECRET_OTHER_HOST
 * @see OpenID Connect Core 1.0 section 5.3.2
 */
export const readUserInfo: Service<'token.readUserInfo'> = async (app, { id }, call) => {
  const record = await readFresh(app, id, call.signal);
  const whole = await withWholeConfig(app, record, call.signal);
  const { config, endpoint } = requireTokenConfig(whole, 'userInfoUrl');
  const { tokens, binding } = await toSendable(record);
  const boundSecrets = boundForAddress(config, endpoint);
  const secrets = [tokens.accessToken];
  const flow = await startFlow(app, { config: { ...config, dpop: 'off' }, secrets }, { signal: call.signal });
  for (let tries = 1; ; tries += 1) {
    const nonce = app.oauth.nonceOf('resource', endpoint);
    const { accessToken } = tokens;
    const proof =
      binding && (await proveOnce(binding, { method: 'GET', url: endpoint, nonce, accessToken }, app.now()));
    const request = { ...buildUserInfoRequest(endpoint, tokens, proof), boundSecrets };
    const called = await callEndpoint(app, request, call.signal);
    flow.exchanges.push(called.exchange);
    const answer = requireAnswer(called, flow.exchanges);
    const newNonce = readDpopNonce(answer.headers);
    if (newNonce !== undefined) app.oauth.keepNonce('resource', endpoint, newNonce);
    const error = readEndpointError(answer);
    if (error === undefined) {
      requireSubject(answer, subjectOf(record.secret.tokens.idToken));
      return { json: createMasker(secrets)(answer.bodyText), exchange: called.exchange };
    }
    if (error.error === 'use_dpop_nonce' && newNonce !== undefined && tries === 1) continue;
    const { receivedAtEpochSec } = called;
    const posted = { answer, receivedAtEpochSec, proofSent: proof !== undefined };
    throw refuseAnswer({ flow, endpoint, posted }, 'userInfo', error);
  }
};

async function readFresh(app: AppContext, id: string, signal: AbortSignal): Promise<TokenRecord> {
  const record = await app.tokens.read(id);
  const { tokens } = record.secret;
  const isEnded = tokenFreshness(tokens, Math.floor(app.now() / 1000)) === 'expired';
  if (!isEnded || tokens.refreshToken === undefined) return record;
  return (await refreshToken(app, id, signal, tokens.accessToken)).record;
}

function requireSubject(answer: EndpointAnswer, expected: string | undefined): void {
  if (expected === undefined) return;
  const result = readUserInfoResponse(answer, expected);
  const problem =
    result.kind === 'otherSubject' ? result.kind : result.kind === 'unusable' ? result.problem : undefined;
  if (problem === undefined) return;
  throw new AppError(
    'ERR_OAUTH_ANSWER_UNUSABLE',
    problem === 'otherSubject'
      ? 'The answer is about another user than the ID token of this token. It is not shown; do not trust this server.'
      : 'The answer of the user info endpoint does not say whom it is about. It is not shown.',
    { details: { stage: 'userInfo', reason: problem } },
  );
}
