import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type OutgoingHttpHeaders,
  connect,
  constants,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { HeaderPairs } from '../../core/http/exchange.ts';
import { maxInterimReplies, tooManyInterimReplies } from './response-tap.ts';
import {
  type ExchangeListener,
  type FramedRequest,
  type OutgoingRequest,
  type WireConnection,
  announcesBody,
  decodeHeader,
} from './wire-exchange.ts';

const maxHeaderBytes = 256 * 1024;
const keepAliveMs = 60_000;
const windowBytes = 8 * 1024 * 1024;

/**
 * Speaks HTTP/2 over a socket that agreed on it. Node's own session gives header lines as they came; undici's joins
 * repeated ones.
 */
export function createHttp2Connection(socket: TLSSocket): WireConnection {
  const session = connect('https://connection.invalid', {
    createConnection: () => socket,
    maxSessionMemory: 64,
    settings: { enablePush: false, initialWindowSize: windowBytes, maxHeaderListSize: maxHeaderBytes },
  });
  let isClosing = false;
  session.once('connect', () => {
    if (!session.destroyed) session.setLocalWindowSize(windowBytes);
  });
  session.on('goaway', () => {
    isClosing = true;
  });
  // Told to the exchange under way by its stream; an idle session has nobody to tell.
  session.on('error', () => undefined);
  session.setTimeout(keepAliveMs, () => undefined);
  let isBusy = false;
  session.on('timeout', () => {
    if (!isBusy) session.close();
  });

  return {
    frame: (request) => ({ ...request, lines: frame(request) }),
    async exchange(request, listener) {
      isBusy = true;
      session.ref();
      try {
        await runStream(session, request, listener);
      } finally {
        isBusy = false;
        // An idle session does not keep the process alive.
        if (!session.destroyed) session.unref();
      }
    },
    get closed() {
      return isClosing || session.closed || session.destroyed;
    },
    destroy(fault) {
      session.destroy(fault);
      socket.destroy();
    },
    onClose(listener) {
      session.once('close', listener);
    },
  };
}

/** Pseudo headers first, names in lower case, no framing. @see RFC 9113 section 8.2 */
function frame({ method, target, headers, body }: OutgoingRequest): HeaderPairs {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? target.host;
  const lines: HeaderPairs = [
    [':method', method],
    [':scheme', target.protocol.slice(0, -1)],
    [':authority', host],
    [':path', target.path],
  ];
  for (const [name, value] of headers)
    if (name.toLowerCase() !== 'host') lines.push([name.toLowerCase(), value]);
  const length = body?.lengthBytes ?? 0;
  if (length > 0 || announcesBody(method)) lines.push(['content-length', String(length)]);
  return lines;
}

function toHeaderObject(lines: HeaderPairs): OutgoingHttpHeaders {
  const headers = new Map<string, string[]>();
  for (const [name, value] of lines) headers.set(name, [...(headers.get(name) ?? []), value]);
  return Object.fromEntries(
    [...headers].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

function runStream(
  session: ClientHttp2Session,
  request: FramedRequest,
  listener: ExchangeListener,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = request.body?.lengthBytes ?? 0;
    const stream = session.request(toHeaderObject(request.lines), { endStream: length === 0 });
    let pending: Promise<void> | undefined;
    let hasEnded = false;
    const fail = (fault: unknown) => {
      reject(fault instanceof Error ? fault : new Error('The HTTP/2 stream failed.'));
      stream.close(constants.NGHTTP2_CANCEL);
    };

    listenToHead(stream, listener, fail);
    stream.on('data', (chunk: Buffer) => {
      try {
        pending = listener.onData(chunk) ?? undefined;
      } catch (fault) {
        fail(fault);
        return;
      }
      if (pending === undefined) return;
      stream.pause();
      pending.then(() => stream.resume(), fail);
    });
    stream.once('end', () => {
      hasEnded = true;
    });
    stream.on('error', fail);
    // A reset ends the stream too; only the close says whether the end was an orderly one.
    stream.once('close', () => {
      if (hasEnded && stream.rstCode === constants.NGHTTP2_NO_ERROR && !stream.aborted) {
        (pending ?? Promise.resolve()).then(resolve, reject);
      } else reject(resetFault(stream.rstCode));
    });
    send(stream, request, length, listener);
  });
}

function listenToHead(stream: ClientHttp2Stream, listener: ExchangeListener, fail: (fault: unknown) => void) {
  let interimReplies = 0;
  stream.on('headers', () => {
    interimReplies += 1;
    if (interimReplies > maxInterimReplies) fail(tooManyInterimReplies());
  });
  stream.once('response', (headers, _flags, rawHeaders: string[]) => {
    const pairs: HeaderPairs = [];
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
      const name = rawHeaders[at] ?? '';
      // Node gives each byte as one character.
      const value = decodeHeader(Buffer.from(rawHeaders[at + 1] ?? '', 'latin1'));
      if (!name.startsWith(':')) pairs.push([name, value]);
    }
    try {
      listener.onHead({ status: headers[':status'] ?? 0, statusText: '', httpVersion: '2', headers: pairs });
    } catch (fault) {
      fail(fault);
    }
  });
}

function send(
  stream: ClientHttp2Stream,
  request: OutgoingRequest,
  length: number,
  listener: ExchangeListener,
) {
  const { body } = request;
  if (length === 0 || body === undefined) {
    listener.onSent();
  } else if (body.bytes !== undefined) {
    stream.end(body.bytes);
    listener.onSent();
  } else {
    const source = body.open();
    source.once('end', () => listener.onSent());
    source.once('error', (fault) => stream.destroy(fault));
    stream.once('close', () => source.destroy());
    source.pipe(stream);
  }
}

function resetFault(code: number): Error {
  return Object.assign(new Error('The server ended the HTTP/2 stream.'), {
    code: `ERR_HTTP2_STREAM_RESET_${code}`,
  });
}
