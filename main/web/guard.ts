/** Why a request is turned away, as an HTTP status. Nothing is said about the reason to the one who asks. */
export interface Refusal {
  status: 400 | 403 | 405 | 415 | 421;
}

/** A request as far as the guard looks at it. */
export interface GuardedRequest {
  method: string;
  /** The request target as it stands in the request line. */
  target: string;
  /** Names and values alternating, as received; repeated headers stay repeated. */
  rawHeaders: readonly string[];
}

/** Gives all values of a header, so that a doubled one can be told from a single one. */
function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === name) values.push(rawHeaders[at + 1] ?? '');
  }
  return values;
}

/** The two names under which the door answers: the loopback addresses themselves, which no DNS answer can stand for. */
export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `[::1]:${port}`];
}

/**
 * Decides whether a request may be looked at, before any of it is used.
 *
 * - `Host` is exactly one of our two literal addresses with our port, once. A rebound DNS name, another spelling of the
 *   address or a name such as localhost is misdirected (421).
 * - `Origin`, where the browser gives one, is the address the request came to; a request that changes something must
 *   give it. `Sec-Fetch-Site`, where given, is `same-origin` or `none` (typed by the user).
 * - A request that changes something is a POST with a type that no form can send.
 *
 * @see RFC 9110 section 7.4 (misdirected requests), Fetch Metadata Request Headers
 */
export function guard(request: GuardedRequest, hosts: readonly string[]): Refusal | undefined {
  const host = valuesOf(request.rawHeaders, 'host');
  const [ownHost] = host;
  if (host.length !== 1 || ownHost === undefined || !hosts.includes(ownHost)) return { status: 421 };
  // An absolute target would outrank Host; no client of ours sends one.
  if (!request.target.startsWith('/') || request.target.startsWith('//')) return { status: 400 };

  const origin = valuesOf(request.rawHeaders, 'origin');
  if (origin.length > 1 || (origin.length === 1 && origin[0] !== `http://${ownHost}`)) return { status: 403 };
  const site = valuesOf(request.rawHeaders, 'sec-fetch-site');
  if (site.some((value) => value !== 'same-origin' && value !== 'none')) return { status: 403 };

  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return { status: 405 };
  if (origin.length !== 1) return { status: 403 };
  const [type, ...moreTypes] = valuesOf(request.rawHeaders, 'content-type');
  const expected =
    request.target === '/upload' ? /^application\/octet-stream$/i : /^application\/json(; ?charset=utf-8)?$/i;
  if (type === undefined || moreTypes.length > 0 || !expected.test(type)) return { status: 415 };
  return undefined;
}
