import type { Service } from './service.ts';

/** Keeps the open tabs and drafts. */
export const saveSession: Service<'session.save'> = async (app, { isHandover = false, ...session }) => {
  if (isHandover) app.starts.hearHandover();
  else app.starts.hear();
  return (await app.session.save(session)) ? {} : { lacksDrafts: true };
};
