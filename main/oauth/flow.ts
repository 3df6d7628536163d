import { randomUUID } from 'node:crypto';
import type { AssertionFacts } from '../../core/auth/oauth2/client-authentication/assertion.ts';
import { authenticateClient } from '../../core/auth/oauth2/client-authentication/authenticate-client.ts';
import { boundForEndpoint } from '../../core/auth/oauth2/bound-fields.ts';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import {
  chooseDpopAlgorithm,
  decideDpop,
  readDpopAlgorithms,
  readDpopNonce,
} from '../../core/auth/oauth2/dpop.ts';
import { readEndpointError } from '../../core/auth/oauth2/endpoint-error.ts';
import {
  type EndpointAnswer,
  type EndpointRequest,
  toWireRequest,
} from '../../core/auth/oauth2/endpoint-request.ts';
import type { FailureStage } from '../../core/auth/oauth2/explain/failure-facts.ts';
import type { FlowProgress } from '../../core/auth/oauth2/flow-progress.ts';
import { clockSkewSec } from '../../core/auth/oauth2/http-date.ts';
import type { TokenRemark } from '../../core/auth/oauth2/token-summary.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { ItemId } from '../../core/ids.ts';
import { assertionAudienceOf } from '../../core/jwt/assertion-audience.ts';
import type { AppContext } from '../app-context.ts';
import { callEndpoint, requireAnswer } from './call-endpoint.ts';
import { type LooseKey, openClient } from './client-credentials.ts';
import { type DpopBinding, makeDpopBinding, proveOnce } from './dpop-key.ts';
import type { ResolvedConfig } from './resolve-config.ts';
import { serverFacts } from './server-facts.ts';
import type { SourcedConfig } from './sourced-config.ts';

/** One grant on its way, or one call of an endpoint with a client's credentials. */
export interface Flow {
  readonly app: AppContext;
  readonly config: OAuth2Config;
  /** Texts that must not show up in words of a server; codes and verifiers are added on the way. */
  readonly secrets: string[];
  readonly environmentId: ItemId | undefined;
  /** What of the set-up is not to be written. */
  readonly sourced: SourcedConfig | undefined;
  readonly signal: AbortSignal;
  /** Masked, in order. */
  readonly exchanges: Exchange[];
  readonly looseKey: LooseKey | undefined;
  /** What the user should know about tokens that came all the same. */
  readonly remarks: TokenRemark[];
  /** How far this clock is ahead of the server's, where its last answer said. */
  skewSec: number | undefined;
  /** The key that the token will be bound to; absent while DPoP is off. */
  dpop: DpopBinding | undefined;
  progress(progress: FlowProgress): void;
}

/** What a flow is started with. */
export interface FlowStart {
  signal: AbortSignal;
  environmentId?: ItemId | undefined;
  /** Progress is told under this id; without it nobody listens. */
  callId?: string;
  looseKey?: LooseKey | undefined;
  /** The key of the token that is refreshed. */
  dpop?: DpopBinding | undefined;
}

/** Starts a flow. DPoP is on from the start where the set-up says so, or this client was found to need it. */
export async function startFlow(app: AppContext, resolved: ResolvedConfig, start: FlowStart): Promise<Flow> {
  const { config, secrets } = resolved;
  const { callId } = start;
  const isOn =
    config.dpop === 'on' || (config.dpop === 'auto' && app.oauth.needsDpop.has(dpopClient(config)));
  return {
    app,
    config,
    secrets: [...secrets],
    environmentId: start.environmentId,
    sourced: resolved.sourced,
    signal: start.signal,
    exchanges: [],
    looseKey: start.looseKey,
    remarks: [],
    skewSec: undefined,
    dpop: start.dpop ?? (isOn ? await makeServerBinding(app, config, start.signal) : undefined),
    progress(progress) {
      if (callId !== undefined) app.emit('oauth.progressed', { callId, progress });
    },
  };
}

/** Makes a proof key of a kind that the server lists, where it lists any. */
async function makeServerBinding(
  app: AppContext,
  config: OAuth2Config,
  signal: AbortSignal,
  challenged: readonly string[] = [],
): Promise<DpopBinding> {
  const offered =
    challenged.length > 0 ? challenged : ((await serverFacts(app, config, signal))?.dpopSigningAlgs ?? []);
  return makeDpopBinding(chooseDpopAlgorithm(offered));
}

/** How a request of a flow is sent. */
export interface PostOptions {
  stage: FailureStage;
  /** The answer is a token, which a proof binds. */
  binds?: boolean;
}

/** The answer, and the key its token is bound to. */
export interface PostResult {
  answer: EndpointAnswer;
  receivedAtEpochSec: number;
  proofSent: boolean;
}

/** Gives what makes the assertion of one request different from every other. */
export function freshAssertionFacts(
  { assertionAudience: audience, issuer }: Pick<OAuth2Config, 'assertionAudience' | 'issuer'>,
  endpoint: string,
  nowEpochMs: number,
): AssertionFacts {
  return {
    audience: assertionAudienceOf({ audience, endpoint, issuer }),
    jti: randomUUID(),
    nowEpochSec: Math.floor(nowEpochMs / 1000),
  };
}

/** A nonce, a turning-on and the first try; more rounds than these are a server's fault. */
const mostTries = 4;

/**
 * Sends a request to an endpoint with client authentication and, where tokens are to be bound, a DPoP proof. Each try
 * has a new assertion and a new proof. A nonce is retried once; DPoP in `auto` turns itself on once.
 *
 * @throws AppError ERR_OAUTH_NO_ANSWER, ERR_CALL_CANCELLED, ERR_SECRET_OTHER_HOST, and what `openClient` and `toWireRequest` refuse
 */
export async function postToEndpoint(
  flow: Flow,
  request: EndpointRequest,
  options: PostOptions,
): Promise<PostResult> {
  const { app, config } = flow;
  let hasRetriedNonce = false;
  let isTrial = false;
  for (let tries = 1; ; tries += 1) {
    const boundSecrets = boundForEndpoint(config, request.endpoint);
    const client = await openClient(app, config, flow.looseKey);
    const nowEpochMs = app.oauth.clocks.timeFor(request.endpoint, app.now());
    const facts = freshAssertionFacts(config, request.endpoint, nowEpochMs);
    const authentication = await authenticateClient(client, facts);
    const nonce = app.oauth.nonceOf('authorizationServer', request.endpoint);
    const binding = options.binds === true ? flow.dpop : undefined;
    const proof =
      binding && (await proveOnce(binding, { method: 'POST', url: request.endpoint, nonce }, nowEpochMs));
    const wire = toWireRequest(request, authentication, proof);
    // A server may repeat any of it in its words.
    for (const secret of wire.secrets) if (!flow.secrets.includes(secret)) flow.secrets.push(secret);
    const called = await callEndpoint(app, { ...wire, secrets: flow.secrets, boundSecrets }, flow.signal);
    flow.exchanges.push(called.exchange);
    const answer = requireAnswer(called, flow.exchanges);
    const newNonce = readDpopNonce(answer.headers);
    if (newNonce !== undefined) app.oauth.keepNonce('authorizationServer', request.endpoint, newNonce);
    flow.skewSec = clockSkewSec(answer.headers, called.receivedAtEpochSec);
    app.oauth.clocks.hear(request.endpoint, flow.skewSec);
    const result = { answer, receivedAtEpochSec: called.receivedAtEpochSec, proofSent: proof !== undefined };
    if (isTrial && answer.status === 200) app.oauth.needsDpop.add(dpopClient(config));
    if (options.binds !== true || tries >= mostTries) return result;
    const refusal = readEndpointError(answer);
    const decision = decideDpop(
      {
        status: answer.status,
        headers: answer.headers,
        ...(refusal === undefined ? {} : { error: refusal.error }),
        ...(refusal?.errorDescription === undefined ? {} : { errorDescription: refusal.errorDescription }),
      },
      {
        proof: proof !== undefined,
        ...(nonce === undefined ? {} : { nonce }),
        alreadyRetried: hasRetriedNonce,
      },
    );
    if (decision.kind === 'retryWithNonce') {
      hasRetriedNonce = true;
      continue;
    }
    if (config.dpop !== 'auto' || flow.dpop !== undefined) return result;
    const isAsked = decision.kind === 'turnOn';
    isTrial = !isAsked && (await mayWantProof(flow, refusal?.error));
    if (!isAsked && !isTrial) return result;
    flow.dpop = await makeServerBinding(app, config, flow.signal, readDpopAlgorithms(answer.headers));
    if (isAsked) app.oauth.needsDpop.add(dpopClient(config));
    flow.progress({
      step: 'requestingToken',
      remark: isAsked
        ? 'The server requires DPoP; Postern turned it on and asks again.'
        : 'The server gave no clear reason and knows DPoP; Postern asks again with it.',
    });
  }
}

/**
 * Tells whether a refusal may be about a proof that is missing, though it does not say so: some servers that know DPoP
 * keep the reason to themselves.
 */
async function mayWantProof(flow: Flow, error: string | undefined): Promise<boolean> {
  if (error !== 'invalid_grant' && error !== 'invalid_request') return false;
  const server = await serverFacts(flow.app, flow.config, flow.signal);
  return (server?.dpopSigningAlgs.length ?? 0) > 0;
}

/** Under what it is remembered that a client needs DPoP. */
export function dpopClient(config: OAuth2Config): string {
  return `${config.accessTokenUrl} ${config.clientId}`;
}
