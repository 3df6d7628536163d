import { readJar, toJarCookie } from '../storage/cookie-jar.ts';
import type { Service } from './service.ts';

/** Gives the cookies of the workspace's jar, without their values. */
export const listCookies: Service<'cookie.list'> = async (app) => ({
  cookies: (await readJar(app.cookies.jar)).map(toJarCookie),
});
