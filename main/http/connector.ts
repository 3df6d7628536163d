import { type Socket, connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import type { TlsFacts } from '../../core/http/exchange.ts';
import { judgeCertificate } from './certificate-fault.ts';
import { openTunnel } from './http-proxy.ts';
import type { Proxy, Route } from './proxy-route.ts';
import { SendFault } from './send-fault.ts';
import { openSocks5 } from './socks5-proxy.ts';
import type { Stop } from './stop.ts';
import type { Target } from './target.ts';
import { readTlsFacts } from './tls-facts.ts';
import type { TlsPlace, TlsRules } from './tls-policy.ts';

/** What decides about a new connection; requests that agree in all of it may share one. */
export interface ConnectPlan {
  target: Target;
  route: Route;
  /** For the target; absent where it is plain HTTP. */
  tls?: TlsRules;
  /** For a proxy that is reached with TLS. */
  proxyTls?: TlsRules;
  /** Protocols offered by ALPN, best first. */
  alpn: readonly ('h2' | 'http/1.1')[];
}

/** A connected socket and how it came about. Times in milliseconds. */
export interface OpenSocket {
  socket: Socket | TLSSocket;
  /** Plain HTTP through an HTTP proxy: requests carry the whole address. */
  viaHttpProxy: Proxy | undefined;
  isHttp2: boolean;
  dnsMs?: number;
  tcpMs: number;
  tlsMs?: number;
  remoteAddress?: string;
  tls?: TlsFacts;
}

/**
 * Opens every connection of Postern: directly, through an HTTP proxy or through SOCKS5, with the same TLS rules on each
 * way.
 *
 * @param stop Ends the attempt at once; its reason is thrown.
 * @throws SendFault and system errors; see `toFailure`
 */
export async function openConnection(plan: ConnectPlan, timeoutMs: number, stop: Stop): Promise<OpenSocket> {
  const attempt = new Attempt(stop, timeoutMs);
  try {
    return await attempt.race(open(plan, attempt));
  } catch (fault) {
    attempt.destroy();
    throw fault;
  } finally {
    attempt.end();
  }
}

async function open(plan: ConnectPlan, attempt: Attempt): Promise<OpenSocket> {
  const { target, route } = plan;
  const tcp = await openTcp(route ?? target, attempt, route !== undefined);
  const base = { dnsMs: tcp.dnsMs, tcpMs: tcp.tcpMs, remoteAddress: tcp.socket.remoteAddress };
  let socket: Socket | TLSSocket = tcp.socket;
  if (route?.protocol === 'https:') {
    socket = await openTls(socket, route, requireRules(plan.proxyTls), ['http/1.1'], attempt);
  }
  const isPlain = target.protocol === 'http:';
  if (route !== undefined && route.protocol !== 'socks5:' && isPlain) {
    return { ...base, socket, viaHttpProxy: route, isHttp2: false };
  }
  if (route !== undefined) {
    if (route.protocol === 'socks5:') await openSocks5(socket, route, target);
    else await openTunnel(socket, route, target);
  }
  if (isPlain) return { ...base, socket, viaHttpProxy: undefined, isHttp2: false };

  const startedAt = performance.now();
  const rules = requireRules(plan.tls);
  const secure = await openTls(socket, target, rules, plan.alpn, attempt);
  return {
    ...base,
    socket: secure,
    viaHttpProxy: undefined,
    isHttp2: secure.alpnProtocol === 'h2',
    tlsMs: performance.now() - startedAt,
    tls: readTlsFacts(secure, rules),
  };
}

interface TcpConnection {
  socket: Socket;
  dnsMs: number | undefined;
  tcpMs: number;
}

function openTcp(
  { hostname, port }: { hostname: string; port: number },
  attempt: Attempt,
  isProxy: boolean,
): Promise<TcpConnection> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let lookedUpAt: number | undefined;
    const socket = connectTcp({
      host: hostname,
      port,
      noDelay: true,
      keepAlive: true,
      autoSelectFamily: true,
    });
    attempt.watch(socket);
    socket.on('lookup', () => {
      lookedUpAt ??= performance.now();
    });
    const onError = (fault: Error) => reject(isProxy ? asProxyFault(fault) : fault);
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      const hasLookup = lookedUpAt !== undefined && isIP(hostname) === 0;
      resolve({
        socket,
        dnsMs: hasLookup ? (lookedUpAt ?? startedAt) - startedAt : undefined,
        tcpMs: performance.now() - (hasLookup ? (lookedUpAt ?? startedAt) : startedAt),
      });
    });
  });
}

function asProxyFault(fault: Error): SendFault {
  const first: unknown = fault instanceof AggregateError ? fault.errors[0] : fault;
  const code =
    first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : undefined;
  return new SendFault(
    'proxyFailed',
    'The proxy could not be reached.',
    code === undefined ? {} : { cause: code },
  );
}

function requireRules(rules: TlsRules | undefined): TlsRules {
  if (rules === undefined) throw new Error('A plan with TLS has rules for it.');
  return rules;
}

function openTls(
  socket: Duplex,
  place: TlsPlace,
  rules: TlsRules,
  alpn: ConnectPlan['alpn'],
  attempt: Attempt,
): Promise<TLSSocket> {
  const { hostname } = place;
  return new Promise((resolve, reject) => {
    const secure = connectTls({
      socket,
      host: hostname,
      // A name only: addresses are not sent as server name (RFC 6066 section 3).
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ALPNProtocols: [...alpn],
      // Verified all the same; whether the result is good enough is judged below, where it can be told what was refused.
      rejectUnauthorized: false,
      ...(rules.context === undefined ? {} : { secureContext: rules.context }),
    });
    attempt.watch(secure);
    secure.once('error', reject);
    secure.once('secureConnect', () => {
      secure.off('error', reject);
      const fault = judgeCertificate(secure, place, rules);
      if (fault === undefined) resolve(secure);
      else {
        secure.destroy();
        // Not at once: Node 20 crashes where the socket below goes away while the handshake is still on the stack.
        setImmediate(() => reject(fault));
      }
    });
  });
}

/** One attempt to connect: what is open so far ends with it. */
class Attempt {
  readonly #sockets: Duplex[] = [];
  readonly #stopped: Promise<never>;
  readonly #release: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(stop: Stop, timeoutMs: number) {
    const { promise, reject } = withReject();
    this.#stopped = promise;
    this.#release = stop.onStop(reject);
    this.#timer = setTimeout(() => {
      reject(
        new SendFault('connectionTimeout', 'The host did not answer the attempt to connect in time.', {
          cause: 'ETIMEDOUT',
        }),
      );
    }, timeoutMs);
  }

  race<T>(work: Promise<T>): Promise<T> {
    // A fault after the end of the attempt comes from sockets that were just destroyed.
    work.catch(() => undefined);
    return Promise.race([work, this.#stopped]);
  }

  watch(socket: Duplex): void {
    // Without a listener, an error after the attempt was given up would end the process.
    socket.on('error', () => undefined);
    this.#sockets.push(socket);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#release();
  }

  destroy(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function withReject(): { promise: Promise<never>; reject: (fault: Error) => void } {
  let reject: (fault: Error) => void = () => undefined;
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
