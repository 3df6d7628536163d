/** The HTTP server: each request goes through routing, rate limit, authentication and body to its route. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { requireRole } from './admin-roles.ts';
import type { Answer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import {
  errorBody,
  internalError,
  malformedBody,
  mediaTypeRefused,
  methodNotAllowed,
  OktaError,
  rateLimitExceeded,
  unknownPath,
} from './errors.ts';
import { randomText } from './ids.ts';
import { type AuthorizationServer, isOAuthPath } from './oauth/authorization-server.ts';
import type { Org } from './org.ts';
import { rateLimitFamily, rateLimitHeaders, type RateLimiter } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { matchRoute, type Route } from './router.ts';

/** What the server needs; `org.url` may be read only once the server listens. */
export interface ServerParts {
  readonly org: Org;
  readonly routes: readonly Route[];
  readonly rateLimiter: RateLimiter;
  /** Asked for only when a request needs it. */
  readonly authorizationServer: () => Promise<AuthorizationServer>;
  /** Told of defects of the sandbox itself, with the error id of the answer. */
  readonly reportDefect: (errorId: string, defect: unknown) => void;
}

/** Makes the server; it does not listen yet. */
export function createOrgServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    void respond(parts, request, response);
  });
  server.on('clientError', (_error, socket) => {
    // Nothing was understood, so nothing can be routed; still an answer in Okta's shape.
    if (!socket.writable) return;
    const body = JSON.stringify(errorBody(malformedBody(), newErrorId(parts.org)));
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
        `x-okta-request-id: ${newRequestId(parts.org)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}

async function respond(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = newRequestId(parts.org);
  response.sendDate = false;
  response.setHeader('date', new Date(parts.org.now()).toUTCString());
  response.setHeader('x-okta-request-id', requestId);
  response.setHeader('x-content-type-options', 'nosniff');
  let answer: Answer;
  try {
    if (isOAuthPath(/^[^?#]*/.exec(request.url ?? '')?.[0] ?? '')) {
      return await (await parts.authorizationServer()).handle(request, response);
    }
    answer = await answerTo(parts, request, response, requestId);
  } catch (error) {
    if (request.destroyed && !request.complete) return void response.destroy();
    answer = errorAnswer(parts, error);
    if (response.headersSent) return void response.destroy();
  }
  write(response, answer);
}

async function answerTo(
  { org, routes, rateLimiter, authorizationServer }: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<Answer> {
  const { method = 'GET' } = request;
  const url = new URL(org.url + pathAndQuery(request.url ?? '/'));
  const match = matchRoute(routes, method, url.pathname);
  const isPublic = match.kind === 'found' && match.route.access === 'public';
  if (url.pathname.startsWith('/api/') && !isPublic) {
    const reading = rateLimiter.take(rateLimitFamily(url.pathname));
    for (const [name, value] of Object.entries(rateLimitHeaders(reading))) response.setHeader(name, value);
    if (!reading.allowed) throw rateLimitExceeded();
  }
  if (match.kind === 'unknown') throw unknownPath();
  if (match.kind === 'wrong-method') throw methodNotAllowed(match.allowed);
  const caller = isPublic
    ? undefined
    : await authenticate(
        {
          authorization: request.headers.authorization,
          proof: [request.headers['dpop']].flat().join(', ') || undefined,
          method,
          url,
        },
        org,
        async (presented) => (await authorizationServer()).verifyAccessToken(presented),
      );
  if (caller !== undefined) requireRole(org, caller, method, url.pathname);
  if (!isPublic && !acceptsJson(request.headers.accept)) throw mediaTypeRefused();
  return match.route.handle({
    org,
    method,
    url,
    params: match.params,
    body: await readBody(request),
    caller,
    requestId,
    userAgent: request.headers['user-agent'],
  });
}

/** The path and query of a request line, which may also be a full address. */
function pathAndQuery(target: string): string {
  if (target.startsWith('/')) return target;
  if (!URL.canParse(target)) throw unknownPath();
  const { pathname, search } = new URL(target);
  return pathname + search;
}

const acceptsJson = (accept: string | undefined): boolean =>
  accept === undefined ||
  /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|[\w.-]+\+json))\s*(?:[;,]|$)/i.test(accept);

function errorAnswer({ org, reportDefect }: ServerParts, error: unknown): Answer {
  const errorId = newErrorId(org);
  const known = error instanceof OktaError ? error : internalError();
  if (known !== error) reportDefect(errorId, error);
  return { status: known.status, json: errorBody(known, errorId), headers: known.headers };
}

function write(response: ServerResponse, answer: Answer): void {
  response.statusCode = answer.status;
  if (answer.json !== undefined) {
    response.setHeader('content-type', 'application/json');
    response.setHeader('cache-control', 'no-cache, no-store');
    response.setHeader('pragma', 'no-cache');
    response.setHeader('expires', '0');
  }
  if (answer.content !== undefined) response.setHeader('content-type', answer.content.mediaType);
  // An array becomes one header line for each value, which is how Okta sends its links.
  if (answer.links !== undefined) response.setHeader('link', answer.links);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  const data = answer.json === undefined ? answer.content?.data : JSON.stringify(answer.json);
  response.end(data);
}

const newErrorId = (org: Org): string => `oae${randomText(22, org.random)}`;
const newRequestId = (org: Org): string => randomText(27, org.random);
