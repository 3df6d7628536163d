import type { Service } from './service.ts';

/** Gives the open tabs and drafts of the workspace. */
export const readSession: Service<'session.read'> = (app) => app.session.read();
