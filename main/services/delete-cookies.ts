import { findCookie } from '../storage/cookie-jar.ts';
import type { Service } from './service.ts';

/** Deletes cookies; the step can be taken back. Some that are gone by now are no fault. */
export const deleteCookies: Service<'cookie.delete'> = async (app, { cookies }) => {
  const { store } = app.cookies.jar;
  const removed = (
    await Promise.all(cookies.map((key) => findCookie(app.cookies.jar, key).catch(() => undefined)))
  ).filter((cookie) => cookie !== undefined);
  for (const { domain, path, key } of removed) await store.removeCookie(domain ?? '', path ?? '/', key);
  app.cookies.touch();
  return {
    undoId: app.undoLog.add(async () => {
      for (const cookie of removed) await store.putCookie(cookie);
      app.cookies.touch();
    }),
  };
};
