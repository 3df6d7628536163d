import { randomBytes } from 'node:crypto';
import {
  buildAuthorizationParameters,
  buildAuthorizationUrl,
} from '../../core/auth/oauth2/authorization-request.ts';
import { assertBoundForBrowser } from '../../core/auth/oauth2/bound-fields.ts';
import type { CallbackOutcome, PendingAuthorization } from '../../core/auth/oauth2/authorization-response.ts';
import { splitScopes } from '../../core/auth/oauth2/config.ts';
import type { Discovered } from '../../core/auth/oauth2/discovered.ts';
import { type FormParameters, requireEndpoint } from '../../core/auth/oauth2/endpoint-request.ts';
import { isSameOrigin } from '../../core/http/parse-address.ts';
import {
  buildPushedAuthorizationRequest,
  buildPushedAuthorizationUrl,
  readPushedAuthorizationResponse,
} from '../../core/auth/oauth2/par.ts';
import { chooseCodeVerifier, codeChallenge } from '../../core/auth/oauth2/pkce.ts';
import { composeState } from '../../core/auth/oauth2/state.ts';
import { AppError } from '../../core/errors.ts';
import { checkLink } from '../open-link.ts';
import { type Flow, postToEndpoint } from './flow.ts';
import { redirectWaitMs, redirectWayOf, waitForRedirect } from './redirect-wait.ts';
import { refuseFlow } from './refusals.ts';
import { confirmIssuer, serverFacts } from './server-facts.ts';

/** What the browser part of a flow brought. */
export interface Authorized {
  outcome: Extract<CallbackOutcome, { kind: 'code' | 'tokens' }>;
  /** Absent without PKCE. */
  codeVerifier: string | undefined;
  /** Sent with the scope `openid`; the ID token must hold it. */
  nonce: string | undefined;
  /** How old the sign-in may be, where that was asked for. */
  maxAgeSec: number | undefined;
}

/**
 * Sends the user to the authorization endpoint in the system's browser and waits for the redirect.
 *
 * @throws AppError ERR_OAUTH_REDIRECT_UNAVAILABLE before a browser opens, ERR_OAUTH_DENIED, ERR_OAUTH_ISSUER_MISMATCH,
 *   ERR_OAUTH_FLOW_EXPIRED, ERR_CALL_CANCELLED, ERR_SECRET_OTHER_HOST, and what building the request refuses
 */
export async function authorize(
  flow: Flow,
  callId: string,
  options: { responseType: PendingAuthorization['responseType']; usesPkce: boolean },
): Promise<Authorized> {
  const { app, config } = flow;
  requireEndpoint(config.authUrl, 'authorizationEndpoint');
  assertBoundForBrowser(config);
  // The token of an implicit redirect stands in the fragment, which no browser sends to a listener.
  const found = redirectWayOf(app, config.callbackUrl);
  const way = options.responseType === 'code' ? found : ({ kind: 'paste' } as const);
  const state = composeState(config.state, randomBytes(24).toString('base64url'));
  const verifier = options.usesPkce ? chooseCodeVerifier(config.codeVerifier, randomBytes(48)) : undefined;
  const scopes = splitScopes(config.scope);
  const nonce = scopes.includes('openid') ? randomBytes(24).toString('base64url') : undefined;
  if (verifier !== undefined) flow.secrets.push(verifier);
  const parameters = buildAuthorizationParameters({
    responseType: options.responseType,
    clientId: config.clientId,
    redirectUri: config.callbackUrl,
    scopes,
    state,
    ...(verifier === undefined
      ? {}
      : {
          codeChallenge: {
            challenge: await codeChallenge(verifier, config.challengeMethod),
            method: config.challengeMethod,
          },
        }),
    ...(nonce === undefined ? {} : { nonce }),
    audience: config.audience,
    resources: splitScopes(config.resource),
    ...(flow.dpop === undefined ? {} : { dpopThumbprint: flow.dpop.thumbprint }),
    extra: config.authRequestParameters,
  });
  const server = await serverFacts(app, config, flow.signal);
  const expiresAtEpochMs = app.now() + redirectWaitMs;
  // The server's own spelling: a set-up may have a slash too many.
  const issuer = server?.issuer ?? (config.issuer === '' ? undefined : config.issuer);
  const pending: PendingAuthorization = {
    redirectUri: config.callbackUrl,
    state,
    responseType: options.responseType,
    ...(issuer === undefined ? {} : { issuer }),
    issuerPromised: server?.issParameter === true,
    expiresAtEpochSec: Math.ceil(expiresAtEpochMs / 1000),
  };
  const wait = await waitForRedirect(app, way, pending, { callId, signal: flow.signal });
  try {
    const authorizationUrl = await authorizationUrlOf(flow, parameters, server);
    flow.progress({
      step: 'waitingForBrowser',
      authorizationUrl,
      redirectUri: config.callbackUrl,
      redirect: way.kind,
      expiresAtEpochMs,
    });
    // Where no browser opens, the user still has the link.
    await app.host.openLink(checkLink(authorizationUrl)).catch(() => undefined);
    const outcome = requireGranted(flow, await wait.outcome);
    if (issuer === undefined) await requireOwnServer(flow, outcome);
    const sent = new Map(parameters);
    const maxAge = sent.get('max_age');
    return {
      outcome,
      codeVerifier: verifier,
      // As it was sent: an extra parameter may have taken its place.
      nonce: nonce === undefined ? undefined : sent.get('nonce'),
      maxAgeSec: maxAge !== undefined && /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : undefined,
    };
  } finally {
    wait.end();
  }
}

async function authorizationUrlOf(
  flow: Flow,
  parameters: FormParameters,
  server: Discovered | undefined,
): Promise<string> {
  const { config } = flow;
  const endpoint = config.pushedAuthorizationUrl || (server?.pushedAuthorizationRequestEndpoint ?? '');
  // Where nothing is known of the server, an address for pushing that somebody filled in is there to be used.
  const isWanted = server === undefined ? endpoint !== '' : server.requiresPar;
  const isPushed = config.pushedAuthorization === 'on' || (config.pushedAuthorization === 'auto' && isWanted);
  if (!isPushed) return buildAuthorizationUrl(config.authUrl, parameters);
  if (endpoint === '') {
    throw new AppError(
      'ERR_OAUTH_CONFIG_INCOMPLETE',
      'The address for pushed authorization requests is empty. Fill it in from the org URL, or switch pushing off.',
      { details: { field: 'pushedAuthorizationUrl' } },
    );
  }
  const posted = await postToEndpoint(flow, buildPushedAuthorizationRequest(endpoint, parameters), {
    stage: 'par',
    binds: true,
  });
  const pushed = readPushedAuthorizationResponse(posted.answer);
  if (pushed.kind === 'pushed') {
    return buildPushedAuthorizationUrl(config.authUrl, config.clientId, pushed.requestUri);
  }
  const code = pushed.kind === 'unusable' ? ({ code: 'ERR_OAUTH_ANSWER_UNUSABLE' } as const) : {};
  const error = pushed.kind === 'error' ? { error: wordsOf(pushed) } : {};
  throw refuseFlow(flow, { stage: 'par', endpoint, ...posted, ...error, ...code });
}

function requireGranted(
  flow: Flow,
  outcome: Exclude<CallbackOutcome, { kind: 'ignored' }>,
): Authorized['outcome'] {
  if (outcome.kind === 'aborted') {
    throw wrongServer(outcome.reason, outcome.received);
  }
  if (outcome.kind === 'denied') {
    throw refuseFlow(flow, {
      stage: 'authorize',
      endpoint: flow.config.authUrl,
      error: wordsOf(outcome),
      code: 'ERR_OAUTH_DENIED',
    });
  }
  if (outcome.kind === 'code') flow.secrets.push(outcome.code);
  return outcome;
}

/**
 * Refuses an answer of a server that is not the one of the token endpoint, for set-ups that name no issuer: the issuer in
 * the answer has to be at the origin of the token endpoint, or to name that endpoint as its own.
 *
 * @throws AppError ERR_OAUTH_ISSUER_MISMATCH
 * @see RFC 9207 section 4, RFC 9700 section 4.4
 */
async function requireOwnServer(flow: Flow, outcome: Authorized['outcome']): Promise<void> {
  const { app, config, signal } = flow;
  const issuer = outcome.kind === 'code' ? outcome.issuer : undefined;
  if (issuer === undefined || isSameOrigin(issuer, config.accessTokenUrl)) return;
  const confirmed = await confirmIssuer(app, config, issuer, signal);
  if (confirmed.kind !== 'same') throw wrongServer('issuerWrong', issuer);
}

function wrongServer(reason: 'issuerMissing' | 'issuerWrong', received: string | undefined): AppError {
  return new AppError(
    'ERR_OAUTH_ISSUER_MISMATCH',
    reason === 'issuerWrong'
      ? 'The answer comes from another server than the one this flow went to. The code was not used. Check the issuer, Auth URL and Access Token URL.'
      : 'The server promises to name itself in its answers, and this answer does not. The code was not used.',
    { details: { reason, received: (received ?? '').slice(0, 300) } },
  );
}

function wordsOf(refusal: { error: string; errorDescription?: string }): {
  error: string;
  errorDescription?: string;
} {
  const { error, errorDescription } = refusal;
  return errorDescription === undefined ? { error } : { error, errorDescription };
}
