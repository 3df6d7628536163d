import { incomplete } from '../../core/auth/oauth2/config-incomplete.ts';
import { splitScopes } from '../../core/auth/oauth2/config.ts';
import {
  decideDevicePoll,
  buildDeviceAuthorizationRequest,
  readDeviceAuthorizationResponse,
} from '../../core/auth/oauth2/device.ts';
import type { EndpointRequest } from '../../core/auth/oauth2/endpoint-request.ts';
import { buildAuthorizationCodeRequest } from '../../core/auth/oauth2/grants/authorization-code.ts';
import { buildClientCredentialsRequest } from '../../core/auth/oauth2/grants/client-credentials.ts';
import { buildDeviceCodeRequest } from '../../core/auth/oauth2/grants/device-code.ts';
import { buildJwtBearerRequest } from '../../core/auth/oauth2/grants/jwt-bearer.ts';
import { buildPasswordRequest } from '../../core/auth/oauth2/grants/password.ts';
import { buildTokenExchangeRequest } from '../../core/auth/oauth2/grants/token-exchange.ts';
import { type RequestParameter, addRequestParameters } from '../../core/auth/oauth2/request-parameter.ts';
import {
  type TokenResult,
  readTokenParameters,
  readTokenResponse,
} from '../../core/auth/oauth2/token-response.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import { authorize } from './authorize.ts';
import { requireClient } from './client-credentials.ts';
import { type Flow, type PostResult, postToEndpoint } from './flow.ts';
import { makeGrantAssertion } from './grant-assertion.ts';
import { checkReceivedIdToken } from './received-id-token.ts';
import { refuseFlow, refuseTokenResult } from './refusals.ts';

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
      const tokens = await runDevice(flow);
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

/** Sends one token request and reads its answer, whatever it is. */
export async function sendTokenRequest(
  flow: Flow,
  request: EndpointRequest,
  extra: readonly RequestParameter[],
): Promise<{ result: TokenResult; posted: PostResult }> {
  const posted = await postToEndpoint(flow, addRequestParameters(request, extra), {
    stage: 'token',
    binds: true,
  });
  const result = readTokenResponse(posted.answer, {
    receivedAtEpochSec: posted.receivedAtEpochSec,
    requestedScopes: splitScopes(flow.config.scope),
    askedForDpop: posted.proofSent,
  });
  if (result.kind === 'tokens') flow.remarks.push(...result.oddities);
  return { result, posted };
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

async function runDevice(flow: Flow): Promise<TokenSet> {
  const { config, app } = flow;
  const endpoint = config.deviceAuthorizationUrl;
  if (endpoint === '') {
    throw incomplete(
      'deviceAuthorizationUrl',
      'The device authorization address is empty. Fill it in from the org URL.',
    );
  }
  const token = tokenEndpoint(flow);
  const input = {
    endpoint,
    scopes: splitScopes(config.scope),
    audience: config.audience,
    resources: splitScopes(config.resource),
  };
  const request = addRequestParameters(buildDeviceAuthorizationRequest(input), config.authRequestParameters);
  const posted = await postToEndpoint(flow, request, { stage: 'device' });
  const started = readDeviceAuthorizationResponse(posted.answer, posted.receivedAtEpochSec);
  if (started.kind !== 'started') {
    const { error, errorDescription } =
      started.kind === 'error' ? started : { error: started.problem, errorDescription: undefined };
    throw refuseFlow(flow, {
      stage: 'device',
      endpoint,
      ...posted,
      error: { error, ...(errorDescription === undefined ? {} : { errorDescription }) },
      ...(started.kind === 'error' ? {} : { code: 'ERR_OAUTH_ANSWER_UNUSABLE' as const }),
    });
  }
  const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresAtEpochSec } =
    started.authorization;
  flow.secrets.push(deviceCode);
  flow.progress({
    step: 'waitingForDevice',
    userCode,
    verificationUri,
    ...(verificationUriComplete === undefined ? {} : { verificationUriComplete }),
    expiresAtEpochMs: expiresAtEpochSec * 1000,
  });
  let { intervalSec } = started.authorization;
  await pause(intervalSec, flow.signal);
  for (;;) {
    const poll = await pollOnce(flow, token, deviceCode);
    const result = poll === 'noAnswer' ? poll : poll.result;
    const nowEpochSec = Math.floor(app.now() / 1000);
    const decision = decideDevicePoll(result, { intervalSec, expiresAtEpochSec, nowEpochSec });
    if (poll !== 'noAnswer' && poll.result.kind === 'tokens') return poll.result.tokens;
    if (decision.kind === 'wait') {
      ({ intervalSec } = decision);
      await pause(decision.afterSec, flow.signal);
      continue;
    }
    if (decision.kind === 'stop' && decision.reason === 'expired') {
      throw new AppError(
        'ERR_OAUTH_FLOW_EXPIRED',
        'The code was not entered in time. Start again to get a new one.',
      );
    }
    if (poll === 'noAnswer' || poll.result.kind === 'tokens')
      throw new Error('A poll without an answer goes on.');
    throw refuseTokenResult(flow, poll.result, poll.posted, token);
  }
}

async function pollOnce(flow: Flow, tokenUrl: string, deviceCode: string) {
  const request = buildDeviceCodeRequest({ tokenEndpoint: tokenUrl, deviceCode });
  try {
    return await sendTokenRequest(flow, request, flow.config.tokenRequestParameters);
  } catch (fault) {
    if (isAppError(fault) && fault.code === 'ERR_OAUTH_NO_ANSWER') return 'noAnswer';
    throw fault;
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
