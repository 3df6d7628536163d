import { Cookie } from 'tough-cookie';
import { AppError } from '../../core/errors.ts';
import { putCookie, toJarCookie } from '../storage/cookie-jar.ts';
import type { Service } from './service.ts';

/** Takes a `Set-Cookie` line. @throws AppError ERR_COOKIE_REFUSED @see RFC 6265 section 5.2 */
export const importCookie: Service<'cookie.import'> = async (app, { line, host }) => {
  const text = line.trim().replace(/^set-cookie\s*:\s*/i, '');
  const cookie = Cookie.parse(text, { loose: false });
  if (cookie === undefined) {
    throw new AppError(
      'ERR_COOKIE_REFUSED',
      'That is not a Set-Cookie line. It begins with name=value, such as sid=1; Path=/; Secure.',
    );
  }
  const given = host.trim().toLowerCase();
  const from = given === '' ? (cookie.domain ?? '') : given;
  if (from === '') {
    throw new AppError('ERR_COOKIE_REFUSED', 'The line names no Domain. Give the host that it came from.');
  }
  const taken = await putCookie(app.cookies.jar, cookie, from, app.now());
  app.cookies.touch();
  return toJarCookie(taken);
};
