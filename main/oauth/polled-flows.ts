import {
  buildBackchannelAuthenticationRequest,
  readBackchannelAuthenticationResponse,
} from '../../core/auth/oauth2/backchannel.ts';
import { incomplete } from '../../core/auth/oauth2/config-incomplete.ts';
import { splitScopes } from '../../core/auth/oauth2/config.ts';
import {
  buildDeviceAuthorizationRequest,
  readDeviceAuthorizationResponse,
} from '../../core/auth/oauth2/device.ts';
import type { EndpointError } from '../../core/auth/oauth2/endpoint-error.ts';
import type { EndpointRequest } from '../../core/auth/oauth2/endpoint-request.ts';
import type { FailureStage } from '../../core/auth/oauth2/explain/failure-facts.ts';
import { buildCibaRequest } from '../../core/auth/oauth2/grants/ciba.ts';
import { buildDeviceCodeRequest } from '../../core/auth/oauth2/grants/device-code.ts';
import { type PollTimes, decidePoll } from '../../core/auth/oauth2/poll.ts';
import { addRequestParameters } from '../../core/auth/oauth2/request-parameter.ts';
import type { TokenSet } from '../../core/auth/oauth2/token-set.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import { cancelledCall } from '../cancellation.ts';
import { type Flow, type PostResult, postToEndpoint } from './flow.ts';
import { refuseFlow, refuseTokenResult } from './refusals.ts';
import { sendTokenRequest } from './send-token-request.ts';

/**
 * Has a person sign in on another device, and asks for the token meanwhile.
 *
 * @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_FLOW_EXPIRED, ERR_CALL_CANCELLED, and what endpoints refuse
 */
export async function runDevice(flow: Flow, tokenEndpoint: string): Promise<TokenSet> {
  const { config } = flow;
  const endpoint = config.deviceAuthorizationUrl;
  if (endpoint === '') {
    const message = 'The device authorization address is empty. Fill it in from the org URL.';
    throw incomplete('deviceAuthorizationUrl', message);
  }
  const request = buildDeviceAuthorizationRequest({
    endpoint,
    scopes: splitScopes(config.scope),
    audience: config.audience,
    resources: splitScopes(config.resource),
  });
  const posted = await start(flow, request, 'device');
  const started = readDeviceAuthorizationResponse(posted.answer, posted.receivedAtEpochSec);
  if (started.kind !== 'started') throw refuseStart(flow, 'device', endpoint, posted, started);
  const { deviceCode, userCode, verificationUri, verificationUriComplete, ...times } = started.authorization;
  flow.secrets.push(deviceCode);
  flow.progress({
    step: 'waitingForDevice',
    userCode,
    verificationUri,
    ...(verificationUriComplete === undefined ? {} : { verificationUriComplete }),
    expiresAtEpochMs: times.expiresAtEpochSec * 1000,
  });
  return pollForTokens(flow, buildDeviceCodeRequest({ tokenEndpoint, deviceCode }), {
    times,
    expired: 'The code was not entered in time. Start again to get a new one.',
  });
}

/**
 * Has the server ask a person for approval on a device of theirs, and asks for the token meanwhile. In poll mode: nothing
 * calls back.
 *
 * @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE, ERR_OAUTH_FLOW_EXPIRED, ERR_CALL_CANCELLED, and what endpoints refuse
 * @see OpenID Connect CIBA Core 1.0 section 5
 */
export async function runBackchannel(flow: Flow, tokenEndpoint: string): Promise<TokenSet> {
  const { config } = flow;
  const { backchannelAuthenticationUrl: endpoint, loginHint, idTokenHint, bindingMessage } = config;
  if (endpoint === '') {
    const message = 'The backchannel authentication address is empty. Fill it in from the org URL.';
    throw incomplete('backchannelAuthenticationUrl', message);
  }
  if (loginHint === '' && idTokenHint === '') {
    throw incomplete('loginHint', 'Login Hint is empty. Enter who is to approve, such as an email address.');
  }
  const scopes = splitScopes(config.scope);
  if (!scopes.includes('openid')) scopes.unshift('openid');
  const request = buildBackchannelAuthenticationRequest({
    endpoint,
    scopes,
    loginHint,
    idTokenHint,
    bindingMessage,
  });
  const posted = await start(flow, request, 'backchannel');
  const started = readBackchannelAuthenticationResponse(posted.answer, posted.receivedAtEpochSec);
  if (started.kind !== 'started') throw refuseStart(flow, 'backchannel', endpoint, posted, started);
  const { authReqId, ...times } = started.authentication;
  flow.secrets.push(authReqId);
  flow.progress({
    step: 'waitingForApproval',
    who: loginHint,
    bindingMessage,
    expiresAtEpochMs: times.expiresAtEpochSec * 1000,
  });
  return pollForTokens(flow, buildCibaRequest({ tokenEndpoint, authReqId }), {
    times,
    expired: 'Nobody approved in time. Start again to ask once more.',
  });
}

function start(flow: Flow, request: EndpointRequest, stage: FailureStage): Promise<PostResult> {
  flow.secrets.push(...request.secrets);
  return postToEndpoint(flow, addRequestParameters(request, flow.config.authRequestParameters), { stage });
}

function refuseStart(
  flow: Flow,
  stage: FailureStage,
  endpoint: string,
  posted: PostResult,
  refused: ({ kind: 'error' } & EndpointError) | { kind: 'unusable'; problem: string },
): AppError {
  if (refused.kind === 'unusable') {
    const code = 'ERR_OAUTH_ANSWER_UNUSABLE' as const;
    return refuseFlow(flow, { stage, endpoint, ...posted, error: { error: refused.problem }, code });
  }
  const { error, errorDescription } = refused;
  const told = { error, ...(errorDescription === undefined ? {} : { errorDescription }) };
  return refuseFlow(flow, { stage, endpoint, ...posted, error: told });
}

/** Asks the token endpoint again and again, as often as it wants to be asked, until it gives tokens or refuses. */
async function pollForTokens(
  flow: Flow,
  request: EndpointRequest,
  { times, expired }: { times: PollTimes; expired: string },
): Promise<TokenSet> {
  let { intervalSec } = times;
  await pause(intervalSec, flow.signal);
  for (;;) {
    const poll = await pollOnce(flow, request);
    const result = poll === 'noAnswer' ? poll : poll.result;
    const nowEpochSec = Math.floor(flow.app.now() / 1000);
    const decision = decidePoll(result, { ...times, intervalSec, nowEpochSec });
    if (poll !== 'noAnswer' && poll.result.kind === 'tokens') return poll.result.tokens;
    if (decision.kind === 'wait') {
      ({ intervalSec } = decision);
      await pause(decision.afterSec, flow.signal);
      continue;
    }
    if (decision.kind === 'stop' && decision.reason === 'expired') {
      throw new AppError('ERR_OAUTH_FLOW_EXPIRED', expired);
    }
    if (poll === 'noAnswer' || poll.result.kind === 'tokens')
      throw new Error('A poll without an answer goes on.');
    throw refuseTokenResult(flow, poll.result, poll.posted, request.endpoint);
  }
}

async function pollOnce(flow: Flow, request: EndpointRequest) {
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
      reject(cancelledCall());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
