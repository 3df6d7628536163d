import type { Service } from './service.ts';

/** Keeps the open tabs and drafts. */
export const saveSession: Service<'session.save'> = async (app, session) => {
  await app.session.save(session);
  return {};
};
