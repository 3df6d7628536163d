import { requireAnswer, callEndpoint } from '../oauth/call-endpoint.ts';
import { readDpopNonce } from '../../core/auth/oauth2/dpop.ts';
import { readEndpointError } from '../../core/auth/oauth2/endpoint-error.ts';
import { buildUserInfoRequest } from '../../core/auth/oauth2/userinfo.ts';
import { toSendable } from '../oauth/current-token.ts';
import { proveOnce } from '../oauth/dpop-key.ts';
import { refuseAnswer, requireTokenConfig } from '../oauth/token-endpoints.ts';
import { startFlow } from '../oauth/flow.ts';
import type { Service } from './service.ts';

/** Asks who the token's user is. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_SERVER_REFUSED */
export const readUserInfo: Service<'token.readUserInfo'> = async (app, { id }, call) => {
  const record = await app.tokens.read(id);
  const { config, endpoint } = requireTokenConfig(record, 'userInfoUrl');
  const { tokens, binding } = await toSendable(record);
  const flow = await startFlow(app, { config, secrets: [tokens.accessToken] }, { signal: call.signal });
  for (let tries = 1; ; tries += 1) {
    const proof =
      binding === undefined
        ? undefined
        : await proveOnce(
            binding,
            {
              method: 'GET',
              url: endpoint,
              nonce: app.oauth.nonceOf(endpoint),
              accessToken: tokens.accessToken,
            },
            app.now(),
          );
    const called = await callEndpoint(app, buildUserInfoRequest(endpoint, tokens, proof), call.signal);
    flow.exchanges.push(called.exchange);
    const answer = requireAnswer(called, flow.exchanges);
    const nonce = readDpopNonce(answer.headers);
    if (nonce !== undefined) app.oauth.keepNonce(endpoint, nonce);
    const error = readEndpointError(answer);
    if (error === undefined) return { json: answer.bodyText, exchange: called.exchange };
    if (error.error === 'use_dpop_nonce' && nonce !== undefined && tries === 1) continue;
    const { receivedAtEpochSec } = called;
    const posted = { answer, receivedAtEpochSec, proofSent: proof !== undefined };
    throw refuseAnswer({ flow, endpoint, posted }, 'userInfo', error);
  }
};
