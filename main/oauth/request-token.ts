import { incomplete } from '../../core/auth/oauth2/config-incomplete.ts';
import { splitScopes } from '../../core/auth/oauth2/config.ts';
import type { EndpointRequest } from '../../core/auth/oauth2/endpoint-request.ts';
import { buildAuthorizationCodeRequest } from '../../core/auth/oauth2/grants/authorization-code.ts';
import { buildClientCredentialsRequest } from '../../core/auth/oauth2/grants/client-credentials.ts';
import { buildJwtBearerRequest } from '../../core/auth/oauth2/grants/jwt-bearer.ts';
import { buildPasswordRequest } from '../../core/auth/oauth2/grants/password.ts';
import { buildTokenExchangeRequest } from '../../core/auth/oauth2/grants/token-exchange.ts';
import type { RequestParameter } from '../../core/auth/oauth2/request-parameter.ts';
import { readTokenParameters } from '../../core/auth/oauth2/token-response.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import { authorize } from './authorize.ts';
import { requireClient } from './client-credentials.ts';
import type { Flow } from './flow.ts';
import { makeGrantAssertion } from './grant-assertion.ts';
import { runBackchannel, runDevice } from './polled-flows.ts';
import { checkReceivedIdToken } from './received-id-token.ts';
import { refuseFlow, refuseTokenResult } from './refusals.ts';
import { sendTokenRequest } from './send-token-request.ts';

/**
 * Runs the grant of a set-up to its end and gives the tokens. `refresh_token` is not among them: it starts from a stored
 * token.
 *
 * @throws AppError everything a step of the grant refuses
 */
export async function requestTokens(flow: Flow, callId: string): Promise<TokenSet> {
  const { config } = flow;
  flow.progress({ step: 'preparing' });
  requireClient(config);
  const scopes = splitScopes(config.scope);
  const { audience } = config;
  const resources = splitScopes(config.resource);
  const askAndCheck = async (request: EndpointRequest) => {
    const tokens = await askForTokens(flow, request, config.tokenRequestParameters);
    await checkReceivedIdToken(flow, tokens);
    return tokens;
  };
  switch (config.grantType) {
    case 'authorization_code':
    case 'authorization_code_with_pkce':
      return runAuthorizationCode(flow, callId);
    case 'client_credentials':
      return askAndCheck(
        buildClientCredentialsRequest({ tokenEndpoint: tokenEndpoint(flow), scopes, audience, resources }),
      );
    case 'password_credentials': {
      const { username, password } = config;
      return askAndCheck(
        buildPasswordRequest({ tokenEndpoint: tokenEndpoint(flow), username, password, scopes, audience }),
      );
    }
    case 'jwt_bearer': {
      const endpoint = tokenEndpoint(flow);
      const assertion = await makeGrantAssertion(flow, endpoint);
      return askAndCheck(
        buildJwtBearerRequest({ tokenEndpoint: endpoint, assertion, scopes, audience, resources }),
      );
    }
    case 'token_exchange':
      return askAndCheck(exchangeRequest(flow, { scopes, audience, resources }));
    case 'device_code': {
      const tokens = await runDevice(flow, tokenEndpoint(flow));
      await checkReceivedIdToken(flow, tokens);
      return tokens;
    }
    case 'ciba': {
      const tokens = await runBackchannel(flow, tokenEndpoint(flow));
      await checkReceivedIdToken(flow, tokens);
      return tokens;
    }
    case 'implicit':
      return runImplicit(flow, callId);
    case 'refresh_token':
      throw new AppError('ERR_OAUTH_NO_REFRESH_TOKEN', 'There is no refresh token to start from.');
  }
}

function exchangeRequest(
  flow: Flow,
  target: { scopes: string[]; audience: string; resources: string[] },
): EndpointRequest {
  const { subjectToken, subjectTokenType, actorToken, actorTokenType, requestedTokenType } = flow.config;
  const endpoint = tokenEndpoint(flow);
  if (subjectToken === '') {
    throw incomplete('subjectToken', 'Subject Token is empty. Enter the token that is to be exchanged.');
  }
  return buildTokenExchangeRequest({
    tokenEndpoint: endpoint,
    subject: { token: subjectToken, type: subjectTokenType },
    ...(actorToken === '' ? {} : { actor: { token: actorToken, type: actorTokenType } }),
    requestedTokenType,
    ...target,
  });
}

function tokenEndpoint(flow: Flow): string {
  const { accessTokenUrl } = flow.config;
  if (accessTokenUrl !== '') return accessTokenUrl;
  throw incomplete('accessTokenUrl', 'Access Token URL is empty. Enter it, or fill it in from the org URL.');
}

async function runAuthorizationCode(flow: Flow, callId: string): Promise<TokenSet> {
  const { config } = flow;
  const endpoint = tokenEndpoint(flow);
  const usesPkce = config.grantType === 'authorization_code_with_pkce';
  const { outcome, codeVerifier, nonce, maxAgeSec } = await authorize(flow, callId, {
    responseType: 'code',
    usesPkce,
  });
  if (outcome.kind !== 'code') throw new Error('The answer to a code request is a code.');
  const request = buildAuthorizationCodeRequest({
    tokenEndpoint: endpoint,
    code: outcome.code,
    redirectUri: config.callbackUrl,
    ...(codeVerifier === undefined ? {} : { codeVerifier }),
    resources: splitScopes(config.resource),
  });
  const tokens = await askForTokens(flow, request, config.tokenRequestParameters);
  await checkReceivedIdToken(flow, { ...tokens, nonce, maxAgeSec, code: outcome.code });
  if (nonce !== undefined && tokens.idToken === undefined) {
    flow.remarks.push({
      code: 'idTokenMissing',
      message: 'The scope "openid" was asked for and no ID token came, so who signed in is not known.',
    });
  }
  return tokens;
}

async function runImplicit(flow: Flow, callId: string): Promise<TokenSet> {
  const { outcome } = await authorize(flow, callId, { responseType: 'token', usesPkce: false });
  if (outcome.kind !== 'tokens') throw new Error('The answer to a token request is a token.');
  const result = readTokenParameters(outcome.parameters, {
    receivedAtEpochSec: Math.floor(flow.app.now() / 1000),
    requestedScopes: splitScopes(flow.config.scope),
    askedForDpop: false,
  });
  if (result.kind === 'tokens') return result.tokens;
  throw refuseFlow(flow, {
    stage: 'authorize',
    endpoint: flow.config.authUrl,
    code: 'ERR_OAUTH_ANSWER_UNUSABLE',
  });
}

/** Sends one token request. @throws AppError ERR_OAUTH_SERVER_REFUSED, ERR_OAUTH_ANSWER_UNUSABLE, ERR_OAUTH_NO_ANSWER */
export async function askForTokens(
  flow: Flow,
  request: EndpointRequest,
  extra: readonly RequestParameter[],
): Promise<TokenSet> {
  flow.progress({ step: 'requestingToken' });
  flow.secrets.push(...request.secrets);
  const { result, posted } = await sendTokenRequest(flow, request, extra);
  if (result.kind === 'tokens') return result.tokens;
  throw refuseTokenResult(flow, result, posted, request.endpoint);
}
