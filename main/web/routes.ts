import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Reply } from '../../core/bridge.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { WindowApp } from '../app.ts';
import { answerBody, answerJson, type DoorAnswer } from '../body-answer.ts';
import { callMessageSchema, cancelMessageSchema } from '../call-message.ts';
import type { Log } from '../log.ts';
import type { RendererFile } from '../renderer-files.ts';
import { hardeningHeaders } from '../window-policy.ts';
import type { Access } from './access.ts';
import type { EventClients } from './event-clients.ts';
import { guard } from './guard.ts';
import { readJson } from './read-json.ts';

/** A pasted collection is text in a call; files come as uploads. */
const callLimitBytes = 64 * 1024 * 1024;
const smallLimitBytes = 4 * 1024;

/** What the routes work with. */
export interface RouteParts {
  app: WindowApp;
  files: ReadonlyMap<string, RendererFile>;
  access: Access;
  clients: EventClients;
  /** The exact Host values; the port is known only after binding. */
  hosts: () => readonly string[];
  log: Log;
}

type Route = (parts: RouteParts, request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function give(request: IncomingMessage, response: ServerResponse, answer: DoorAnswer): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  if (answer.chunks === undefined || request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(Readable.from(answer.chunks, { objectMode: false }), response);
}

/** Gives a bare status: nothing for a stranger to read. */
function turnAway(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-length': '0',
    'cache-control': 'no-store',
    connection: 'close',
    ...headers,
  });
  response.end();
}

function parse<T>(schema: z.ZodType<T>, message: unknown): T {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  throw new AppError('ERR_CALL_INVALID_INPUT', 'The message does not have the form of a call.');
}

const routes: Readonly<Record<string, Route>> = {
  async 'POST /api/call'({ app }, request, response) {
    const { callId, operation, input } = parse(callMessageSchema, await readJson(request, callLimitBytes));
    const leave = () => app.dispatcher.leave(callId);
    response.once('close', leave);
    const reply = await app.dispatcher.call(callId, operation, input);
    response.off('close', leave);
    // A refusal is an answer like any other: the status tells only whether the door was passed.
    await give(request, response, { ...answerJson(reply), status: 200 });
  },

  async 'POST /api/cancel'({ app }, request, response) {
    app.dispatcher.cancel(parse(cancelMessageSchema, await readJson(request, smallLimitBytes)).callId);
    await give(request, response, answerJson({ ok: true, value: {} }));
  },

  async 'GET /api/events'({ clients }, _request, response) {
    clients.add(response);
  },

  async 'POST /upload'({ app }, request, response) {
    const value = await app.uploads.save(request as AsyncIterable<Uint8Array>);
    await give(request, response, answerJson({ ok: true, value }));
  },
};

async function redeemCode(
  { access }: RouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { code } = parse(
    z.strictObject({ code: z.string().max(128) }),
    await readJson(request, smallLimitBytes),
  );
  const token = access.redeem(code);
  if (token === undefined) turnAway(response, 401);
  else {
    const text = JSON.stringify({ token });
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(text);
  }
}

async function giveFile(
  file: RendererFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await file.read();
  response.writeHead(200, {
    'content-type': file.mediaType,
    'content-length': String(bytes.byteLength),
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function answer(parts: RouteParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '';
  const method = request.method ?? '';
  const refusal = guard({ method, target, rawHeaders: request.rawHeaders }, parts.hosts());
  if (refusal !== undefined) return turnAway(response, refusal.status);

  const reads = method === 'GET' || method === 'HEAD';
  const file = reads ? parts.files.get(target) : undefined;
  if (file !== undefined) return giveFile(file, request, response);

  const isBody = reads && target.startsWith('/body/');
  const isCode = method === 'POST' && target === '/api/session';
  const name = `${method} ${target}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!isBody && !isCode && route === undefined) return turnAway(response, 404);

  if (parts.access.isPaused()) return turnAway(response, 429, { 'retry-after': '10' });
  if (isCode) return redeemCode(parts, request, response);
  if (!parts.access.allows(request.headers.authorization)) {
    return turnAway(response, 401, { 'www-authenticate': 'Bearer' });
  }
  if (isBody) {
    const found = answerBody(parts.app.bodies, target.slice('/body/'.length), request.headers.range);
    return give(request, response, found);
  }
  return route?.(parts, request, response);
}

function toReply(parts: RouteParts, fault: unknown): Reply {
  if (isAppError(fault)) return { ok: false, error: fault.toData() };
  parts.log.error('fault in the web door', fault);
  return {
    ok: false,
    error: { code: 'ERR_CALL_INTERNAL', message: 'Postern made a mistake; its log has more.' },
  };
}

/** Makes the door's one request listener: the guard first, then the window's files, then calls behind the token. */
export function createRoutes(parts: RouteParts): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(hardeningHeaders)) response.setHeader(name, value);
    answer(parts, request, response).catch(async (fault: unknown) => {
      // The other side went away in the middle: nobody is left to be told.
      if (response.destroyed || response.headersSent) {
        response.destroy();
        return;
      }
      await give(request, response, answerJson(toReply(parts, fault), { connection: 'close' })).catch(() =>
        response.destroy(),
      );
    });
  };
}
