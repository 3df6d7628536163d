import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { AppError } from '../../core/errors.ts';
import type { Listeners } from '../listeners.ts';

/** Takes an address the browser was redirected to; false where it is not the one that is waited for. */
export type RedirectTaker = (address: string) => boolean;

/** The loopback part of a redirect URI. */
export interface LoopbackPlace {
  hostname: 'localhost' | '127.0.0.1' | '[::1]';
  port: number;
  path: string;
}

/** Listens for redirects while flows wait for them, and only then. */
export interface LoopbackListeners {
  /**
   * Starts listening at exactly this place; flows at the same host and port share one listener. The returned function
   * ends it.
   *
   * @throws AppError ERR_OAUTH_REDIRECT_UNAVAILABLE where the port is taken or may not be used
   */
  expect(place: LoopbackPlace, take: RedirectTaker): Promise<() => void>;
  /** Tells whether a place could be listened at now. */
  check(place: LoopbackPlace): Promise<boolean>;
}

interface Waiter {
  path: string;
  take: RedirectTaker;
}

interface Shared {
  servers: Server[];
  waiters: Set<Waiter>;
}

/** Ports below this need special rights on most systems. */
export const leastPort = 1024;

/** Makes the listeners of one app. */
export function createLoopbackListeners(sockets?: Listeners): LoopbackListeners {
  const open = new Map<string, Promise<Shared>>();

  async function start(place: LoopbackPlace): Promise<Shared> {
    const waiters = new Set<Waiter>();
    const servers: Server[] = [];
    try {
      for (const address of addressesOf(place.hostname)) {
        const server = createServer(serverLimits, (request, response) =>
          answer(place, waiters, request, response),
        );
        server.maxConnections = 256;
        if (!(await listen(server, address, place.port, servers.length > 0))) continue;
        servers.push(server);
        const forget = sockets?.add({ purpose: 'signIn', address, port: place.port });
        server.once('close', () => forget?.());
      }
    } catch (fault) {
      for (const server of servers) stop(server);
      throw fault;
    }
    return { servers, waiters };
  }

  return {
    async expect(place, take) {
      const key = `${place.hostname}:${place.port}`;
      let starting = open.get(key);
      if (starting === undefined) {
        starting = start(place);
        open.set(key, starting);
        starting.catch(() => open.delete(key));
      }
      const shared = await starting;
      const waiter: Waiter = { path: place.path, take };
      shared.waiters.add(waiter);
      return () => {
        if (!shared.waiters.delete(waiter) || shared.waiters.size > 0) return;
        open.delete(key);
        for (const server of shared.servers) stop(server);
      };
    },
    async check(place) {
      if (open.has(`${place.hostname}:${place.port}`)) return true;
      try {
        const { servers } = await start(place);
        for (const server of servers) stop(server);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** No honest answer of a server is longer. */
const longestAnswer = 16_384;

const serverLimits = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 1,
  maxHeaderSize: 32_768,
};

function addressesOf(hostname: LoopbackPlace['hostname']): string[] {
  if (hostname === '127.0.0.1') return ['127.0.0.1'];
  return hostname === '[::1]' ? ['::1'] : ['127.0.0.1', '::1'];
}

/** Gives false where the second family of addresses is not there on this machine. */
function listen(server: Server, address: string, port: number, isSecond: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const isAbsent = fault.code === 'EADDRNOTAVAIL' || fault.code === 'EAFNOSUPPORT';
      if (isSecond && isAbsent) resolve(false);
      else reject(portRefusal(port, fault.code));
    });
    // Exclusive: never shares the port with a process that listens already.
    server.listen({ host: address, port, exclusive: true, ipv6Only: address === '::1' }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      resolve(true);
    });
  });
}

function portRefusal(port: number, cause: string | undefined): AppError {
  const isTaken = cause === 'EADDRINUSE';
  return new AppError(
    'ERR_OAUTH_REDIRECT_UNAVAILABLE',
    isTaken
      ? `Port ${port} of the Callback URL is used by another program. Close that program, or use another port here and in the app of your org.`
      : `Postern may not listen on port ${port} of the Callback URL. Use another port here and in the app of your org.`,
    { details: { port, reason: isTaken ? 'portTaken' : 'portRefused', cause: cause ?? '' } },
  );
}

function stop(server: Server): void {
  server.close();
  // The page itself gets a moment to go out.
  setTimeout(() => server.closeAllConnections(), 500).unref();
}

function answer(
  place: LoopbackPlace,
  waiters: ReadonlySet<Waiter>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const target = request.url ?? '';
  const host = request.headers.host?.toLowerCase();
  // A browser leaves the port out where it is 80, which is refused before.
  const isHere =
    host === `${place.hostname}:${place.port}` && target.startsWith('/') && !target.startsWith('//');
  const path = target.split(/[?#]/, 1)[0] ?? '';
  const atPath = isHere ? [...waiters].filter((waiter) => waiter.path === path) : [];
  const isForm =
    request.method === 'POST' &&
    /^application\/x-www-form-urlencoded(?:;|$)/i.test(request.headers['content-type'] ?? '');
  const refusal =
    atPath.length === 0 || target.length > longestAnswer
      ? 404
      : request.method !== 'GET' && !isForm
        ? 405
        : undefined;
  if (refusal !== undefined || !isForm) request.resume();
  if (refusal !== undefined) return reply(response, refusal, notHere);
  const offer = (parameters: string) => {
    const added = parameters === '' ? '' : `${target.includes('?') ? '&' : '?'}${parameters}`;
    const address = `http://${place.hostname}:${place.port}${target}${added}`;
    const isTaken = atPath.some((waiter) => waiters.has(waiter) && waiter.take(address));
    reply(response, isTaken ? 200 : 400, isTaken ? done : notHere);
  };
  if (isForm) readForm(request, offer, () => reply(response, 413, notHere));
  else offer('');
}

/** Reads what `response_mode=form_post` posts. @see OAuth 2.0 Form Post Response Mode section 2 */
function readForm(request: IncomingMessage, then: (form: string) => void, refuse: () => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= longestAnswer) chunks.push(chunk);
  });
  request.on('end', () => {
    if (size <= longestAnswer) then(Buffer.concat(chunks).toString('utf8').trim());
    else refuse();
  });
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    Connection: 'close',
  });
  response.end(text);
}

const page = (title: string, text: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;color:#222;background:#fff}@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
const done = page(
  'Back to Postern',
  'Postern has the answer. You can close this page and go back to Postern.',
);
const notHere = page('Nothing to do here', 'Postern does not wait for this page. You can close it.');
