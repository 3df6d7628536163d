import { type CookieJar, Cookie as JarCookie, MemoryCookieStore } from 'tough-cookie';
import type { Cookie, HeaderPairs } from '../../core/http/exchange.ts';
import type { CookieStore } from '../storage/cookie-store.ts';

/** Servers may set thousands; a browser would stop far earlier. */
const maxCookiesPerAnswer = 200;
const maxCookieLength = 8 * 1024;

/** What a jar gave and took last, good until it changes; a person sends to the same few addresses again and again. */
interface JarMemory {
  changeCount: number;
  /** The cookies of an address, until the first of them may have expired. */
  given: Map<string, GivenCookies>;
  /** What a line of an answer became, where the jar has just that. */
  taken: Map<string, Cookie>;
}

interface GivenCookies {
  cookies: readonly { name: string; text: string }[];
  /** All of them, as a header has them. */
  text: string;
  untilEpochMs: number;
}

const memories = new WeakMap<CookieStore, JarMemory>();
const mostRemembered = 200;
const rememberedMs = 1_000;

/**
 * Adds the jar's cookies to a request. A typed Cookie header stays first, and its names win.
 *
 * @see RFC 6265 section 5.4
 */
export async function withCookies(
  headers: HeaderPairs,
  url: string,
  store: CookieStore,
): Promise<HeaderPairs> {
  if (isEmpty(store.jar)) return headers;
  const now = Date.now();
  const known = memoryOf(store).given.get(url);
  const stored = known !== undefined && now < known.untilEpochMs ? known : await cookiesFor(url, store, now);
  if (stored.text === '') return headers;
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'cookie');
  if (at === -1) return [...headers, ['Cookie', stored.text]];
  const typed = headers[at]?.[1] ?? '';
  const typedNames = new Set(typed.split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? ''));
  const added = stored.cookies.filter(({ name }) => !typedNames.has(name)).map(({ text }) => text);
  if (added.length === 0) return headers;
  const value = [typed, ...added].filter((part) => part !== '').join('; ');
  return headers.with(at, [headers[at]?.[0] ?? 'Cookie', value]);
}

async function cookiesFor(url: string, store: CookieStore, now: number): Promise<GivenCookies> {
  const { given } = memoryOf(store);
  const stored = await store.jar.getCookies(url);
  const expiries = stored.map((cookie) => cookie.expiryTime() ?? Infinity);
  const cookies = stored.map((cookie) => ({ name: cookie.key, text: cookie.cookieString() }));
  const text = cookies.map((cookie) => cookie.text).join('; ');
  const found = { cookies, text, untilEpochMs: Math.min(now + rememberedMs, ...expiries) };
  remember(given, url, found);
  return found;
}

function memoryOf(store: CookieStore): JarMemory {
  const known = memories.get(store);
  if (known?.changeCount === store.changeCount) return known;
  const memory: JarMemory = { changeCount: store.changeCount, given: new Map(), taken: new Map() };
  memories.set(store, memory);
  return memory;
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= mostRemembered) map.clear();
  map.set(key, value);
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
  if (store === undefined) {
    return lines.flatMap(([, line]) => {
      const cookie = parse(line);
      return cookie === undefined ? [] : [toCookie(cookie, url)];
    });
  }
  const { taken: before } = memoryOf(store);
  const known = lines.map(([, line]) => before.get(`${url} ${line}`));
  if (known.every((cookie) => cookie !== undefined)) return known;
  const kept: Cookie[] = [];
  const lasting: [line: string, cookie: Cookie][] = [];
  for (const [, line] of lines) {
    const cookie = parse(line);
    const taken = cookie && (await store.jar.setCookie(cookie, url, { ignoreError: true, loose: true }));
    if (taken === undefined) continue;
    const shown = toCookie(taken, url);
    kept.push(shown);
    // One with an end lives longer each time it is set.
    if (taken.expires === 'Infinity' && taken.maxAge === null) lasting.push([line, shown]);
  }
  if (kept.length > 0) store.touch();
  // Two lines may set the same cookie: then each of them changes it again.
  if (new Set(lasting.map(([, { name }]) => name)).size === lines.length) {
    for (const [line, cookie] of lasting) remember(memoryOf(store).taken, `${url} ${line}`, cookie);
  }
  return kept;
}

function parse(line: string): JarCookie | undefined {
  return line.length > maxCookieLength ? undefined : JarCookie.parse(line, { loose: true });
}

function toCookie(cookie: JarCookie, url: string): Cookie {
  // A Max-Age of nothing ends before every date. @see RFC 6265 section 5.2.2
  const expires = Math.max(0, cookie.expiryTime() ?? Infinity);
  return {
    name: cookie.key,
    value: cookie.value,
    domain: cookie.domain ?? new URL(url).hostname,
    path: cookie.path ?? '/',
    ...(Number.isFinite(expires) ? { expiresAtEpochSec: Math.floor(expires / 1000) } : {}),
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    ...(cookie.sameSite === undefined ? {} : { sameSite: cookie.sameSite }),
  };
}
