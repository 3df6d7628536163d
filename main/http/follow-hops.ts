import type { Cookie, Exchange, HeaderPairs, Hop } from '../../core/http/exchange.ts';
import type { RedirectDecision } from '../../core/http/redirects.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { Settings } from '../../core/settings.ts';
import type { CookieStore } from '../storage/cookie-store.ts';
import { keepCookies, withCookies } from './cookies.ts';
import type { SendOptions, SendResult } from './http-client.ts';
import { exposedByRoute, otherHost, remarkOnSecret } from './bound-route.ts';
import { type ProxyEnvironment, findRoute } from './proxy-route.ts';
import type { PreparedBody } from './request-body.ts';
import { type HopContext, type HopRequest, type HopResult, runHop } from './run-hop.ts';
import { SendFault, toFailure } from './send-fault.ts';
import { type Target, toTarget } from './target.ts';
import type { TlsPolicy } from './tls-policy.ts';

/** Everything one send needs. */
export interface FollowContext extends HopContext {
  cookies: CookieStore;
  proxy: Settings['proxy'];
  environment: ProxyEnvironment;
  tls: TlsPolicy;
}

type Warnings = Exchange['warnings'];

const alpnOf = {
  auto: ['h2', 'http/1.1'],
  http1: ['http/1.1'],
  http2: ['h2'],
} as const satisfies Record<SendOptions['protocolVersion'], readonly ('h2' | 'http/1.1')[]>;

/** Sends a request and follows its redirects, hop by hop. */
export async function followHops(
  wire: WireRequest,
  body: PreparedBody | undefined,
  context: FollowContext,
): Promise<SendResult> {
  const startedAt = performance.now();
  const hops: Hop[] = [];
  const warnings: Warnings = [];
  let next: NextRequest = { url: wire.url, method: wire.method, headers: wire.headers, body };
  for (;;) {
    const target = toTarget(next.url);
    const sent: SentFacts = { next, target, hops, warnings, startedAt };
    let result: HopResult;
    try {
      result = await runHop(() => toHop(next, target, context), context);
    } catch (fault) {
      if (!(fault instanceof SendFault)) throw fault;
      return failed(sent, fault, undefined);
    }
    const { head, redirect } = result;
    if (head === undefined) return failed(sent, result.fault, result);
    const cookies = await keepCookies(
      head.headers,
      next.url,
      context.options.useCookies ? context.cookies : undefined,
    );
    if (redirect.kind === 'none') return answered(sent, result, cookies, context);
    hops.push(toHopRecord(sent, result, redirect));
    context.sentBefore.push(...result.sentHeaders);
    // A redirect's own body is of no interest, broken or not.
    const stopped = context.stop.reason === undefined ? undefined : result.fault;
    const fault =
      stopped ?? refusalOf(redirect, hops.length, context.options) ?? exposureOf(redirect, context);
    if (fault !== undefined) return failed(sent, fault, result);
    if (redirect.kind !== 'follow') throw new Error('A refused redirect has a fault.');
    const { url, method, headers, keepBody, leftBehind } = redirect;
    if (leftBehind !== undefined) warnings.push(...remarkOnSecret(leftBehind, url, warnings));
    next = { url, method, headers, body: keepBody ? body : undefined };
  }
}

interface NextRequest {
  url: string;
  method: string;
  headers: HeaderPairs;
  body: PreparedBody | undefined;
}

interface SentFacts {
  next: NextRequest;
  target: Target;
  hops: Hop[];
  warnings: Warnings;
  startedAt: number;
}

async function toHop(next: NextRequest, target: Target, context: FollowContext): Promise<HopRequest> {
  const { options } = context;
  const once = (await options.authorize?.(next)) ?? [];
  const replaced = new Set(once.map(([name]) => name.toLowerCase()));
  const own = next.headers.filter(([name]) => !replaced.has(name.toLowerCase()));
  const authorized: HeaderPairs = once.length === 0 ? next.headers : [...own, ...once];
  const headers = options.useCookies ? await withCookies(authorized, next.url, context.cookies) : authorized;
  const route = findRoute(target, context.proxy, context.environment);
  const tls =
    target.protocol === 'https:' ? await context.tls.rulesFor(target, options.verifyTls) : undefined;
  const proxyTls =
    route?.protocol === 'https:' ? await context.tls.rulesFor(route, options.verifyTls) : undefined;
  return {
    url: next.url,
    method: next.method,
    headers: next.headers,
    outgoing: { method: next.method, target, headers, body: next.body },
    plan: {
      target,
      route,
      alpn: alpnOf[options.protocolVersion],
      ...(tls === undefined ? {} : { tls }),
      ...(proxyTls === undefined ? {} : { proxyTls }),
    },
  };
}

function refusalOf(
  redirect: RedirectDecision,
  hopCount: number,
  options: SendOptions,
): SendFault | undefined {
  if (redirect.kind === 'refuse') {
    if (redirect.reason === 'otherHost') return otherHost(redirect.secret, redirect.host);
    const reasons = {
      scheme: 'The server redirects to something that is not an http or https address.',
      downgrade: 'The server redirects from https to http, and the request carries credentials.',
      secretBody: 'The server asks to send the body again to another origin, and a secret is in it.',
    };
    return new SendFault('redirectRefused', reasons[redirect.reason]);
  }
  if (hopCount > options.maxRedirects) {
    return new SendFault(
      'tooManyRedirects',
      `The server redirected more than ${options.maxRedirects} times.`,
    );
  }
  return undefined;
}

/** A way that was safe for the first address may not be for the next. */
function exposureOf(redirect: RedirectDecision, context: FollowContext): SendFault | undefined {
  if (redirect.kind !== 'follow') return undefined;
  const { wire, proxy, environment } = context;
  return exposedByRoute(redirect, wire.boundSecrets, proxy, environment);
}

function sentRequest({ next }: SentFacts, headers: HeaderPairs): SendResult['request'] {
  return { method: next.method, url: next.url, headers, bodySizeBytes: next.body?.lengthBytes ?? 0 };
}

function toHopRecord(sent: SentFacts, result: HopResult, redirect: RedirectDecision): Hop {
  return {
    request: sentRequest(sent, result.sentHeaders),
    status: result.head?.status ?? 0,
    statusText: result.head?.statusText ?? '',
    headers: result.head?.headers ?? [],
    ...(redirect.kind === 'none' ? {} : { location: redirect.location }),
    timings: result.timings,
    strippedHeaders: redirect.kind === 'follow' ? redirect.strippedHeaders : [],
  };
}

function base(sent: SentFacts, result: HopResult | undefined): Omit<SendResult, 'outcome'> {
  const timings = { ...result?.timings, totalMs: performance.now() - sent.startedAt };
  return {
    request: sentRequest(sent, result?.sentHeaders ?? sent.next.headers),
    hops: sent.hops,
    timings,
    warnings: sent.warnings,
    ...(result?.remoteAddress === undefined ? {} : { remoteAddress: result.remoteAddress }),
    ...(result?.tls === undefined ? {} : { tls: result.tls }),
  };
}

function whereOf({ target }: SentFacts): string {
  return `${target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname}:${target.port}`;
}

function failed(sent: SentFacts, fault: unknown, result: HopResult | undefined): SendResult {
  return { ...base(sent, result), outcome: { kind: 'failure', failure: toFailure(fault, whereOf(sent)) } };
}

function answered(sent: SentFacts, result: HopResult, cookies: Cookie[], context: FollowContext): SendResult {
  const { head, body } = result;
  if (head === undefined || body === undefined) throw new Error('An answer has a head and a body.');
  sent.warnings.push(...remarks(sent, result, context.options));
  const { status, statusText, httpVersion, headers } = head;
  return {
    ...base(sent, result),
    outcome: { kind: 'response', status, statusText, httpVersion, headers, body, cookies },
  };
}

function remarks(sent: SentFacts, result: HopResult, options: SendOptions): Warnings {
  const warnings: Warnings = [];
  if (result.fault !== undefined) {
    const { code, message } = toFailure(result.fault, whereOf(sent));
    const isStopped = code === 'cancelled';
    warnings.push({
      code,
      message: isStopped
        ? 'You stopped this answer. What had come by then is kept.'
        : `The answer is not complete. ${message}`,
    });
  }
  if (result.body?.incomplete === 'limit') {
    warnings.push({
      code: 'limit',
      message: 'The answer is larger than what is kept; the rest was left out.',
    });
  }
  if (result.body?.incomplete === 'decoding') {
    warnings.push({
      code: 'decoding',
      message: 'The content coding of the answer is damaged; the bytes as they came are kept too.',
    });
  }
  if (result.decodingLeft !== undefined) {
    warnings.push({
      code: `${result.decodingLeft}Coding`,
      message: 'A content coding of the answer was left on.',
    });
  }
  if (result.tls?.exceptionUntilEpochMs !== undefined) {
    const until = new Date(result.tls.exceptionUntilEpochMs).toISOString();
    warnings.push({
      code: 'tlsException',
      message: `The certificate does not verify and was accepted by your exception for ${whereOf(sent)}, until ${until}.`,
    });
  } else if (result.tls?.verified === false) {
    warnings.push({
      code: 'tlsNotVerified',
      message: 'The certificate was not verified and would have been refused.',
    });
  }
  if (options.protocolVersion === 'http2' && !result.isHttp2) {
    warnings.push({ code: 'noHttp2', message: 'HTTP/2 was asked for, and the answer came by HTTP/1.1.' });
  }
  return warnings;
}
