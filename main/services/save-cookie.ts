import { Cookie } from 'tough-cookie';
import { AppError } from '../../core/errors.ts';
import { findCookie, putCookie, toJarCookie } from '../storage/cookie-jar.ts';
import type { Service } from './service.ts';

/**
 * Adds a cookie, or puts it in the place of another one, whose value it keeps where none is given.
 *
 * @throws AppError ERR_COOKIE_NOT_FOUND, ERR_COOKIE_REFUSED
 */
export const saveCookie: Service<'cookie.save'> = async (app, { cookie, value, previous }) => {
  const { jar } = app.cookies;
  const before = previous === undefined ? undefined : await findCookie(jar, previous);
  const { domain, path, name, hostOnly, expiresAtEpochSec, secure, httpOnly, sameSite } = cookie;
  const host = domain.trim().toLowerCase().replace(/^\./, '');
  // What a server could not send in a line cannot be sent back in one either.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f;]/.test(`${name}${value ?? ''}${path}`)) {
    throw new AppError(
      'ERR_COOKIE_REFUSED',
      'Name, value and path of a cookie have no line breaks, control characters or semicolons. Percent-encode them.',
    );
  }
  const made = new Cookie({
    key: name.trim(),
    value: value ?? before?.value ?? '',
    path: path.startsWith('/') ? path : '/',
    ...(hostOnly ? {} : { domain: host }),
    ...(expiresAtEpochSec === undefined ? {} : { expires: new Date(expiresAtEpochSec * 1000) }),
    secure,
    httpOnly,
    ...(sameSite === undefined ? {} : { sameSite }),
  });
  const taken = await putCookie(jar, made, host, app.now());
  if (before !== undefined && !isSame(before, taken)) {
    await jar.store.removeCookie(before.domain ?? '', before.path ?? '/', before.key);
  }
  app.cookies.touch();
  return toJarCookie(taken);
};

function isSame(left: Cookie, right: Cookie): boolean {
  return left.domain === right.domain && left.path === right.path && left.key === right.key;
}
