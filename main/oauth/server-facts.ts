import { clockWarning } from '../../core/auth/oauth2/clock-warning.ts';
import { boundForAddress } from '../../core/auth/oauth2/bound-fields.ts';
import type { OAuth2Config } from '../../core/auth/oauth2/config.ts';
import type { Discovered } from '../../core/auth/oauth2/discovered.ts';
import {
  type DiscoveryTarget,
  type MetadataDocument,
  discoveryTarget,
  readServerMetadata,
} from '../../core/auth/oauth2/discovery.ts';
import { clockSkewSec } from '../../core/auth/oauth2/http-date.ts';
import { readOktaServer } from '../../core/auth/oauth2/okta-server.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { BoundSecret } from '../../core/http/bound-secret.ts';
import { parseAddress } from '../../core/http/parse-address.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { AppContext } from '../app-context.ts';
import { cancelledCall } from '../cancellation.ts';
import { callEndpoint } from './call-endpoint.ts';

const keptForMs = 10 * 60_000;
/** A server that does not describe itself is asked again sooner. */
const absentForMs = 30_000;
const mostServers = 200;
/** A flow does not wait long for what it can do without. */
const factsTimeoutMs = 10_000;

interface DiscoverOptions {
  timeoutMs?: number;
  /** Secrets in the address itself. */
  boundSecrets?: BoundSecret[];
}

/**
 * Asks an org or issuer for its metadata documents.
 *
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED, ERR_OAUTH_METADATA_INVALID, ERR_OAUTH_NO_ANSWER where no document answers,
 *   ERR_CALL_CANCELLED, ERR_SECRET_OTHER_HOST
 */
export async function discover(
  app: AppContext,
  orgOrIssuer: string,
  signal: AbortSignal,
  options: DiscoverOptions = {},
): Promise<Discovered> {
  const target = discoveryTarget(orgOrIssuer);
  const found = await Promise.all(target.documents.map(({ url }) => readDocument(app, url, signal, options)));
  if (signal.aborted) throw cancelledCall();
  const documents = found.filter((document): document is DatedDocument => 'bodyText' in document);
  if (documents.length === 0) throw noDocument(target, found);
  const discovered = readServerMetadata(documents, target);
  const warning = clockWarning(documents[0]?.skewSec);
  return warning === undefined ? discovered : { ...discovered, warnings: [...discovered.warnings, warning] };
}

/** How far this clock was ahead of the server's when the document came. */
type DatedDocument = MetadataDocument & { skewSec?: number };
type Missing = { url: string; status?: number; reason?: string };

async function readDocument(
  app: AppContext,
  url: string,
  signal: AbortSignal,
  { boundSecrets = [], ...options }: DiscoverOptions,
): Promise<DatedDocument | Missing> {
  const request: WireRequest = {
    method: 'GET',
    url,
    headers: [['Accept', 'application/json']],
    sensitiveHeaders: [],
    secrets: boundSecrets.map(({ value }) => value),
    boundSecrets,
  };
  const called = await callEndpoint(app, request, signal, { ...options, followRedirects: true });
  const { answer, failure } = called;
  if (answer === undefined) return { url, reason: failure?.message ?? '' };
  if (answer.status !== 200) return { url, status: answer.status };
  const skewSec = clockSkewSec(answer.headers, called.receivedAtEpochSec);
  return { url, bodyText: answer.bodyText, ...(skewSec === undefined ? {} : { skewSec }) };
}

function noDocument(target: DiscoveryTarget, found: readonly (Missing | MetadataDocument)[]): AppError {
  const answered = found.find((entry): entry is Missing => 'status' in entry && entry.status !== undefined);
  const failed = found.find((entry): entry is Missing => 'reason' in entry);
  return new AppError(
    answered === undefined ? 'ERR_OAUTH_NO_ANSWER' : 'ERR_OAUTH_METADATA_INVALID',
    answered === undefined
      ? `${failed?.reason ?? ''} Check the org URL.`.trim()
      : `"${target.issuer}" answers, but does not describe an authorization server (status ${answered.status ?? 0}). Check the org URL, or enter the addresses by hand.`,
    { details: { issuer: target.issuer, urls: target.documents.map(({ url }) => url) } },
  );
}

/**
 * Gives what the server of a set-up says about itself, where it is known which server that is and it says anything. Kept
 * for a while; a server that says nothing is no fault.
 *
 * @throws AppError ERR_SECRET_OTHER_HOST, ERR_CALL_CANCELLED
 */
export async function serverFacts(
  app: AppContext,
  config: OAuth2Config,
  signal: AbortSignal,
): Promise<Discovered | undefined> {
  const address = config.authUrl || config.accessTokenUrl;
  const asked = config.issuer === '' && readOktaServer(address) !== undefined ? address : config.issuer;
  if (asked === '') return undefined;
  return factsAt(app, asked, signal, boundForAddress(config, asked));
}

/**
 * Tells whether an issuer that an answer names is the server of a set-up that names none: one whose own token endpoint is
 * the one of the set-up. `unknown`: it does not say.
 */
export async function confirmIssuer(
  app: AppContext,
  config: Pick<OAuth2Config, 'accessTokenUrl'>,
  issuer: string,
  signal: AbortSignal,
): Promise<{ kind: 'same'; discovered: Discovered } | { kind: 'other' | 'unknown' }> {
  const discovered = await factsAt(app, issuer, signal);
  if (discovered?.tokenEndpoint === undefined) return { kind: 'unknown' };
  const ours = parseAddress(config.accessTokenUrl)?.href;
  const theirs = parseAddress(discovered.tokenEndpoint)?.href;
  return ours !== undefined && ours === theirs ? { kind: 'same', discovered } : { kind: 'other' };
}

async function factsAt(
  app: AppContext,
  asked: string,
  signal: AbortSignal,
  boundSecrets: BoundSecret[] = [],
): Promise<Discovered | undefined> {
  const kept = app.oauth.servers.get(asked);
  if (kept !== undefined && kept.untilEpochMs > app.now()) return kept.discovered;
  const options = { timeoutMs: factsTimeoutMs, boundSecrets };
  const discovered = await discover(app, asked, signal, options).catch((fault: unknown) => {
    // What was stopped for the sake of a secret is no server that says nothing.
    if (isAppError(fault) && fault.code === 'ERR_SECRET_OTHER_HOST') throw fault;
    return undefined;
  });
  if (signal.aborted) throw cancelledCall();
  if (app.oauth.servers.size >= mostServers) app.oauth.servers.clear();
  const untilEpochMs = app.now() + (discovered === undefined ? absentForMs : keptForMs);
  app.oauth.servers.set(asked, { discovered, untilEpochMs });
  return discovered;
}
