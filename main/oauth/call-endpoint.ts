import { randomUUID } from 'node:crypto';
import type { EndpointAnswer } from '../../core/auth/oauth2/endpoint-request.ts';
import { AppError } from '../../core/errors.ts';
import type { Exchange, Failure, HeaderPairs } from '../../core/http/exchange.ts';
import { createMasker, maskHop, maskSentRequest, maskText } from '../../core/http/mask.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { JsonValue } from '../../core/json-value.ts';
import type { AppContext } from '../app-context.ts';
import { cancelledBy, cancelledCall } from '../cancellation.ts';
import { tellConsole } from '../console/tell-console.ts';

/** What came of one call of an endpoint: the answer for Postern, and the masked exchange for people. */
export interface EndpointCall {
  answer: EndpointAnswer | undefined;
  failure: Failure | undefined;
  exchange: Exchange;
  receivedAtEpochSec: number;
}

const usualTimeoutMs = 30_000;
/** No honest answer of such an endpoint is larger. */
const maxAnswerBytes = 1024 * 1024;

/** Ends of the names of members that are secrets, such as `access_token`, `clientSecret` and `device_code`. */
const secretEnding = '(?:token|secret|assertion|password|passcode|device_?code)';
const secretMember = new RegExp(`${secretEnding}$`, 'i');
const secretInText = new RegExp(
  `((?:^|[&?\\s"'{,])[\\w-]*${secretEnding}["']?\\s*[=:]\\s*)("[^"]*"?|'[^']*'?|[^&\\s<,}]+)`,
  'gi',
);

/**
 * Calls an endpoint of an authorization server: redirects off, no cookies, size and time bounded. The exchange holds no
 * secret: those of the request are masked, and so are the tokens in the body of the answer, whose bytes are dropped.
 */
export async function callEndpoint(
  app: AppContext,
  wire: WireRequest,
  signal: AbortSignal,
  options: { showBody?: boolean; followRedirects?: boolean; timeoutMs?: number } = {},
): Promise<EndpointCall> {
  const startedAtEpochMs = app.now();
  const headers: HeaderPairs = wire.headers.some(([name]) => name.toLowerCase() === 'user-agent')
    ? wire.headers
    : [...wire.headers, ['User-Agent', `Postern/${app.version}`]];
  const result = await app.http.send(
    { ...wire, headers },
    {
      cancel: cancelledBy(signal),
      timeoutMs: options.timeoutMs ?? usualTimeoutMs,
      followRedirects: options.followRedirects === true,
      maxRedirects: 5,
      verifyTls: app.settings.read().request.verifyTls,
      maxResponseBytes: maxAnswerBytes,
      protocolVersion: 'auto',
      useCookies: false,
    },
  );
  const receivedAtEpochSec = Math.floor(app.now() / 1000);
  const mask = createMasker(wire.secrets);
  const shown: Omit<Exchange, 'outcome'> = {
    id: randomUUID(),
    startedAtEpochMs,
    request: maskSentRequest(result.request, wire, mask),
    hops: result.hops.map((hop) => maskHop(hop, wire, mask)),
    timings: result.timings,
    ...(result.remoteAddress === undefined ? {} : { remoteAddress: result.remoteAddress }),
    ...(result.tls === undefined ? {} : { tls: result.tls }),
    warnings: result.warnings,
  };
  const { outcome } = result;
  const source = options.followRedirects === true ? 'discovery' : 'authorization';
  if (outcome.kind === 'failure') {
    const exchange: Exchange = { ...shown, outcome };
    tellConsole(app, { source }, wire, exchange);
    return { answer: undefined, failure: outcome.failure, exchange, receivedAtEpochSec };
  }
  const { bodyId } = outcome.body;
  const bodyText = new TextDecoder().decode(await app.bodies.readAll(bodyId, maxAnswerBytes));
  await app.bodies.drop(bodyId);
  const writer = app.bodies.create(outcome.body.mediaType);
  const maskedText = options.showBody === true ? mask(bodyText) : maskAnswer(mask(bodyText));
  const bytes = new TextEncoder().encode(maskedText);
  await writer.write(bytes);
  await writer.finish();
  const body = { ...outcome.body, bodyId: writer.bodyId, sizeBytes: bytes.byteLength };
  delete body.encodedBodyId;
  const exchange: Exchange = {
    ...shown,
    outcome: {
      ...outcome,
      headers: outcome.headers.map(([name, value]) => [
        name,
        /^(set-cookie|location)$/i.test(name) ? maskText : mask(value),
      ]),
      cookies: [],
      body,
    },
  };
  tellConsole(app, { source }, wire, exchange);
  return {
    answer: {
      status: outcome.status,
      headers: outcome.headers,
      bodyText,
      ...(outcome.body.incomplete === undefined ? {} : { incomplete: true }),
    },
    failure: undefined,
    exchange,
    receivedAtEpochSec,
  };
}

/** Masks the tokens in the body of an answer, whatever form it has. */
export function maskAnswer(text: string): string {
  try {
    return JSON.stringify(maskMembers(JSON.parse(text) as JsonValue), undefined, 2);
  } catch {
    return text.replace(secretInText, `$1${maskText}`).replace(/[\w-]{16,}\.[\w-]{8,}\.[\w-]{8,}/g, maskText);
  }
}

function maskMembers(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretMember.test(name) && typeof member === 'string' ? maskText : maskMembers(member),
    ]),
  );
}

/** Turns a call without an answer into a refusal. @throws AppError ERR_CALL_CANCELLED, ERR_OAUTH_NO_ANSWER */
export function requireAnswer(call: EndpointCall, exchanges: readonly Exchange[]): EndpointAnswer {
  if (call.answer !== undefined) return call.answer;
  const { failure, exchange } = call;
  if (failure?.code === 'cancelled') throw cancelledCall();
  throw new AppError(
    'ERR_OAUTH_NO_ANSWER',
    `${failure?.message ?? 'The server did not answer.'} ${failure?.nextStep ?? ''}`.trim(),
    {
      details: {
        endpoint: exchange.request.url,
        reason: failure?.code ?? 'other',
        ...(failure?.certificate === undefined ? {} : { certificate: failure.certificate }),
        ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
        exchanges: plain(exchanges.length === 0 ? [exchange] : exchanges),
      },
    },
  );
}

/** Gives a value as plain JSON, for the details of a refusal. */
export function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
