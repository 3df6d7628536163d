import type { Service } from './service.ts';

/** Keeps the open tabs and drafts. */
export const saveSession: Service<'session.save'> = async (app, session) => {
  app.starts.hear();
  return (await app.session.save(session)) ? {} : { lacksDrafts: true };
};
