import type { Socket } from 'node:net';
import { Client, type Dispatcher, errors } from 'undici';
import type { HeaderPairs } from '../../core/http/exchange.ts';
import type { Proxy } from './proxy-route.ts';
import { maxInterimReplies, tapResponses, tooManyInterimReplies } from './response-tap.ts';
import { proxyAuthorization } from './http-proxy.ts';
import {
  type ExchangeListener,
  type FramedRequest,
  type OutgoingRequest,
  type WireConnection,
  announcesBody,
  decodeHeader,
} from './wire-exchange.ts';

/** Of all header lines of one answer. */
const maxHeaderBytes = 256 * 1024;
/** Without a hint of the server. */
const keepAliveMs = 60_000;

/**
 * Speaks HTTP/1.1 over a connected socket by way of an undici client that has no other one.
 *
 * @param proxy For plain HTTP through an HTTP proxy: it gets whole addresses, and its credentials. @see RFC 9112 section 3.2.2
 */
export function createHttp1Connection(socket: Socket, proxy: Proxy | undefined): WireConnection {
  const tap = tapResponses(socket);
  let handedOver = false;
  // The name is never used: each request brings its own Host, and the socket is connected and verified already.
  const client = new Client('http://connection.invalid', {
    connect: (_, callback) => {
      const isFirst = !handedOver;
      handedOver = true;
      queueMicrotask(() => {
        if (isFirst && !socket.destroyed) callback(null, socket);
        else callback(closedConnection(), null);
      });
    },
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    pipelining: 1,
  });
  // Faults of an idle connection have nobody to tell.
  client.on('connectionError', () => undefined);

  return {
    frame: (request) => ({ ...request, lines: frame(request, proxy) }),
    exchange(request, listener) {
      tap.expectAnswer();
      return dispatch(client, request, proxy, listener, () => tap.httpVersion);
    },
    get closed() {
      return socket.destroyed || client.destroyed;
    },
    destroy(fault) {
      client.destroy(fault, () => undefined);
      socket.destroy();
    },
    onClose(listener) {
      socket.once('close', listener);
    },
  };
}

function closedConnection(): Error {
  return Object.assign(new Error('The connection is closed.'), { code: 'UND_ERR_CLOSED' });
}

/** The lines as undici writes them: its own, the request's, the length. */
function frame({ method, target, headers, body }: OutgoingRequest, proxy: Proxy | undefined): HeaderPairs {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? target.host;
  const lines: HeaderPairs = [
    ['host', host],
    ['connection', method === 'HEAD' ? 'close' : 'keep-alive'],
    ...headers.filter(([name]) => name.toLowerCase() !== 'host'),
  ];
  const authorization = proxy === undefined ? undefined : proxyAuthorization(proxy);
  if (authorization !== undefined) lines.push(['proxy-authorization', authorization]);
  const length = body?.lengthBytes ?? 0;
  if (length > 0 || announcesBody(method)) lines.push(['content-length', String(length)]);
  return lines;
}

function dispatch(
  client: Client,
  request: FramedRequest,
  proxy: Proxy | undefined,
  listener: ExchangeListener,
  httpVersion: () => string,
): Promise<void> {
  const { method, target, body, lines } = request;
  const length = body?.lengthBytes ?? 0;
  const stream = length > 0 && body?.bytes === undefined ? body?.open() : undefined;
  stream?.once('end', () => listener.onSent());
  return new Promise((resolve, reject) => {
    const options: Dispatcher.DispatchOptions = {
      method: method as Dispatcher.HttpMethod,
      path: proxy === undefined ? target.path : `${target.protocol}//${target.host}${target.path}`,
      headers: toFlat(lines, stream !== undefined),
      body: stream ?? (length > 0 ? body?.bytes : null) ?? null,
      reset: method === 'HEAD',
    };
    client.dispatch(options, createHandler(listener, httpVersion, resolve, reject, stream === undefined));
  });
}

/** The form undici takes; it writes `connection` itself, and the length where it has all the bytes. */
function toFlat(lines: HeaderPairs, withLength: boolean): string[] {
  const flat: string[] = [];
  for (const [name, value] of lines) {
    if (name !== 'connection' && (withLength || name !== 'content-length')) flat.push(name, value);
  }
  return flat;
}

function createHandler(
  listener: ExchangeListener,
  httpVersion: () => string,
  resolve: () => void,
  reject: (fault: Error) => void,
  isSentAtOnce: boolean,
): Dispatcher.DispatchHandler {
  let interimReplies = 0;
  let pending: Promise<void> | undefined;
  let finalStatus = 0;
  return {
    onRequestStart() {
      if (isSentAtOnce) listener.onSent();
    },
    onResponseStart(controller, status, _, statusText = '') {
      if (status < 200) {
        interimReplies += 1;
        if (interimReplies > maxInterimReplies) controller.abort(tooManyInterimReplies());
        return;
      }
      finalStatus = status;
      listener.onHead({
        status,
        statusText,
        httpVersion: httpVersion(),
        headers: toPairs(controller.rawHeaders),
      });
    },
    onResponseData(controller, chunk) {
      try {
        pending = listener.onData(chunk) ?? undefined;
      } catch (fault) {
        controller.abort(fault instanceof Error ? fault : new Error('The body could not be kept.'));
        return;
      }
      if (pending === undefined) return;
      controller.pause();
      pending.then(
        () => controller.resume(),
        (fault: Error) => controller.abort(fault),
      );
    },
    onResponseEnd() {
      if (pending === undefined) resolve();
      else pending.then(resolve, reject);
    },
    onResponseError(_, fault) {
      // The length of a 304 is that of the answer it stands for; the parser waits for it in vain (RFC 9110 section 8.6).
      if (finalStatus === 304 && fault instanceof errors.ResponseContentLengthMismatchError) resolve();
      else reject(fault);
    },
  };
}

function toPairs(raw: unknown): HeaderPairs {
  const pairs: HeaderPairs = [];
  if (!Array.isArray(raw)) return pairs;
  const lines = raw as (Buffer | string)[];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    pairs.push([decodeHeader(lines[at] ?? ''), decodeHeader(lines[at + 1] ?? '')]);
  }
  return pairs;
}
