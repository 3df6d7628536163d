import type { Service } from './service.ts';

/** Gives the sends of tabs whose window is gone. */
export const listLeftSends: Service<'request.listLeft'> = (app, { tabKeys }) => ({
  sends: app.leftSends.list(tabKeys),
});
