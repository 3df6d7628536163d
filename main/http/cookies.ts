import { type CookieJar, Cookie as JarCookie, MemoryCookieStore } from 'tough-cookie';
import type { Cookie, HeaderPairs } from '../../core/http/exchange.ts';
import type { CookieStore } from '../storage/cookie-store.ts';

/** Servers may set thousands; a browser would stop far earlier. */
const maxCookiesPerAnswer = 200;
const maxCookieLength = 8 * 1024;

/**
 * Adds the jar's cookies to a request. A typed Cookie header stays first, and its names win.
 *
 * @see RFC 6265 section 5.4
 */
export async function withCookies(headers: HeaderPairs, url: string, jar: CookieJar): Promise<HeaderPairs> {
  if (isEmpty(jar)) return headers;
  const stored = await jar.getCookies(url);
  if (stored.length === 0) return headers;
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'cookie');
  const typed = headers[at]?.[1] ?? '';
  const typedNames = new Set(typed.split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? ''));
  const added = stored.filter((cookie) => !typedNames.has(cookie.key)).map((cookie) => cookie.cookieString());
  if (added.length === 0) return headers;
  const value = [typed, ...added].filter((part) => part !== '').join('; ');
  return at === -1
    ? [...headers, ['Cookie', value]]
    : headers.with(at, [headers[at]?.[0] ?? 'Cookie', value]);
}

/** Most requests meet an empty jar; finding that out by a look-up costs as much as preparing the request. */
function isEmpty({ store }: CookieJar): boolean {
  if (!(store instanceof MemoryCookieStore)) return false;
  for (const domain in store.idx) if (domain !== '') return false;
  return true;
}

/** Keeps the cookies an answer sets, and gives them; the ones the jar does not take (another domain) are not given. */
export async function keepCookies(
  headers: HeaderPairs,
  url: string,
  store: CookieStore | undefined,
): Promise<Cookie[]> {
  const lines = headers.filter(([name]) => name.toLowerCase() === 'set-cookie').slice(0, maxCookiesPerAnswer);
  if (lines.length === 0) return [];
  const kept: Cookie[] = [];
  for (const [, line] of lines) {
    if (line.length > maxCookieLength) continue;
    const cookie = JarCookie.parse(line, { loose: true });
    if (cookie === undefined) continue;
    const taken =
      store === undefined
        ? cookie
        : await store.jar.setCookie(cookie, url, { ignoreError: true, loose: true });
    if (taken !== undefined) kept.push(toCookie(taken, url));
  }
  if (store !== undefined && kept.length > 0) store.touch();
  return kept;
}

function toCookie(cookie: JarCookie, url: string): Cookie {
  const expires = cookie.expiryTime();
  return {
    name: cookie.key,
    value: cookie.value,
    domain: cookie.domain ?? new URL(url).hostname,
    path: cookie.path ?? '/',
    ...(expires !== undefined && Number.isFinite(expires)
      ? { expiresAtEpochSec: Math.floor(expires / 1000) }
      : {}),
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    ...(cookie.sameSite === undefined ? {} : { sameSite: cookie.sameSite }),
  };
}
