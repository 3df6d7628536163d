import { findCookie } from '../storage/cookie-jar.ts';
import type { Service } from './service.ts';

/** Gives the value of a cookie; only when the user asks to see it. @throws AppError ERR_COOKIE_NOT_FOUND */
export const revealCookie: Service<'cookie.reveal'> = async (app, key) => ({
  value: (await findCookie(app.cookies.jar, key)).value,
});
