import type { HeaderPairs } from './exchange.ts';
import type { BoundSecret } from './bound-secret.ts';
import { holdsSecret, notFor, withoutSecretLines } from './assert-bound-hosts.ts';
import { originOf, parseAddress } from './parse-address.ts';

/** A request as far as a redirect is concerned. */
export interface RedirectedRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: HeaderPairs;
  hasBody: boolean;
  /** Lower-case names of headers that carry credentials or secrets. */
  sensitiveHeaders: readonly string[];
  hasSecretBody: boolean;
  /** Secrets that may go to some hosts only. */
  boundSecrets?: readonly BoundSecret[] | undefined;
}

/** What to do with an answer that points elsewhere. */
export type RedirectDecision =
  | { kind: 'none' }
  | {
      kind: 'follow';
      location: string;
      url: string;
      method: string;
      headers: HeaderPairs;
      keepBody: boolean;
      /** Names of headers left out because the next request goes to another origin. */
      strippedHeaders: string[];
      /** A secret that is not for that host and was left out. */
      leftBehind?: BoundSecret;
    }
  | { kind: 'refuse'; location: string; reason: 'scheme' | 'downgrade' | 'secretBody' }
  /** Not for that host, and in what cannot be left out. */
  | { kind: 'refuse'; location: string; reason: 'otherHost'; secret: BoundSecret; host: string };

/** Headers that describe a body, left out with it. */
const bodyHeaders = new Set([
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'digest',
]);
/** Headers that belong to one origin whatever they hold. */
const originHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'dpop',
  'host',
  'origin',
  'referer',
]);

/**
 * Decides on a redirect. 303 becomes GET, as does POST on 301 and 302; 307 and 308 repeat method and body. Headers with
 * credentials or secrets do not follow to another origin and are not put back later: what is left out here is gone for
 * the rest of the way.
 *
 * @see RFC 9110 section 15.4, https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function decideRedirect(
  request: RedirectedRequest,
  status: number,
  responseHeaders: HeaderPairs,
): RedirectDecision {
  if (![301, 302, 303, 307, 308].includes(status)) return { kind: 'none' };
  const location = responseHeaders.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  if (location === '') return { kind: 'none' };
  const from = parseAddress(request.url);
  const to = parseAddress(location, request.url);
  if (from === undefined || to === undefined) return { kind: 'none' };
  if (to.protocol !== 'http:' && to.protocol !== 'https:')
    return { kind: 'refuse', location, reason: 'scheme' };

  const leaving = notFor(request.boundSecrets ?? [], to);
  const method = nextMethod(request.method, status);
  const keepBody = request.hasBody && method === request.method && status !== 303;
  const crossesOrigin = originOf(from) !== originOf(to);
  const sensitive = new Set([...originHeaders, ...request.sensitiveHeaders]);
  const isSensitive = ([name]: [string, string]) => sensitive.has(name.toLowerCase());
  const carriesSecrets = request.headers.some(
    ([name]) => request.sensitiveHeaders.includes(name.toLowerCase()) && name.toLowerCase() !== 'host',
  );
  // Neither credentials nor a hash of the Location are sent.
  const url = `${originOf(to)}${to.pathname}${to.search}`;
  const stuck = leaving.find(
    (secret) =>
      (keepBody && secret.parts.includes('body')) ||
      (method === request.method && secret.parts.includes('method')) ||
      holdsSecret(url, secret),
  );
  if (stuck !== undefined) {
    return { kind: 'refuse', location, reason: 'otherHost', secret: stuck, host: to.host };
  }
  if (crossesOrigin && keepBody && request.hasSecretBody)
    return { kind: 'refuse', location, reason: 'secretBody' };
  if (from.protocol === 'https:' && to.protocol === 'http:' && carriesSecrets) {
    return { kind: 'refuse', location, reason: 'downgrade' };
  }

  const kept = withoutSecretLines(request.headers, leaving).filter(
    (header) =>
      !(crossesOrigin && isSensitive(header)) && (keepBody || !bodyHeaders.has(header[0].toLowerCase())),
  );
  const stripped = crossesOrigin ? request.headers.filter(isSensitive).map(([name]) => name) : [];
  const [leftBehind] = leaving;
  return {
    kind: 'follow',
    location,
    url,
    method,
    headers: kept,
    keepBody,
    strippedHeaders: [...new Set(stripped)],
    ...(leftBehind === undefined ? {} : { leftBehind }),
  };
}

function nextMethod(method: string, status: number): string {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}
