import type { Service } from './service.ts';

/** Gives the sends that are kept, newest first, and why new ones are not kept where that is so. */
export const listHistory: Service<'history.list'> = (app) => app.history.list();
