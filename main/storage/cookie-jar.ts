import { Cookie, type CookieJar } from 'tough-cookie';
import type { CookieKey, JarCookie } from '../../core/cookies/jar-cookie.ts';
import { AppError } from '../../core/errors.ts';

const sameSites = ['strict', 'lax', 'none'] as const;

/** Gives every cookie of a jar, sorted by domain, path and name. */
export async function readJar(jar: CookieJar): Promise<Cookie[]> {
  const all = await jar.store.getAllCookies();
  return all.toSorted(
    (left, right) =>
      order(left.domain, right.domain) || order(left.path, right.path) || order(left.key, right.key),
  );
}

function order(left: string | null, right: string | null): number {
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

/** Gives a cookie as it may be listed: without its value. */
export function toJarCookie(cookie: Cookie): JarCookie {
  const expires = cookie.expiryTime();
  const sameSite = sameSites.find((name) => name === cookie.sameSite);
  return {
    domain: cookie.domain ?? '',
    path: cookie.path ?? '/',
    name: cookie.key,
    hostOnly: cookie.hostOnly === true,
    ...(expires !== undefined && Number.isFinite(expires)
      ? { expiresAtEpochSec: Math.floor(expires / 1000) }
      : {}),
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    ...(sameSite === undefined ? {} : { sameSite }),
  };
}

/** @throws AppError ERR_COOKIE_NOT_FOUND */
export async function findCookie(jar: CookieJar, { domain, path, name }: CookieKey): Promise<Cookie> {
  const found = await jar.store.findCookie(domain, path, name);
  if (found !== undefined) return found;
  throw new AppError(
    'ERR_COOKIE_NOT_FOUND',
    'That cookie is no longer there: it was deleted, or a server replaced it.',
    { details: { domain: domain.slice(0, 253), name: name.slice(0, 100) } },
  );
}

/**
 * Puts a cookie in by the rules a server's would go by (RFC 6265 section 5.3), as if its own host had set it.
 *
 * @throws AppError ERR_COOKIE_REFUSED
 */
export async function putCookie(
  jar: CookieJar,
  cookie: Cookie,
  host: string,
  nowEpochMs: number,
): Promise<Cookie> {
  const expires = cookie.expiryTime(new Date(nowEpochMs));
  if (expires !== undefined && expires <= nowEpochMs) {
    throw new AppError(
      'ERR_COOKIE_REFUSED',
      'The cookie was not taken: it has expired. Give a later day, or none.',
    );
  }
  const address = `${cookie.secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}`;
  const url = `${address}${cookie.path?.startsWith('/') === true ? cookie.path : '/'}`;
  if (!URL.canParse(url)) {
    throw new AppError('ERR_COOKIE_REFUSED', `"${host}" is not a host name. Give one such as example.com.`);
  }
  try {
    const taken = await jar.setCookie(cookie, url, { loose: true });
    if (taken !== undefined) return taken;
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : 'it breaks a rule for cookies';
    throw new AppError('ERR_COOKIE_REFUSED', `The cookie was not taken: ${reason}.`, { cause: fault });
  }
  throw new AppError(
    'ERR_COOKIE_REFUSED',
    'The cookie was not taken: its name asks for attributes that it does not have.',
  );
}
