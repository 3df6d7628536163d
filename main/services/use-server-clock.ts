import type { Service } from './service.ts';

/** Signs what goes to a server with that server's time from now on. */
export const useServerClock: Service<'oauth.useServerClock'> = (app, { origin, offsetSec }) => {
  app.oauth.clocks.follow(origin, offsetSec);
  return {};
};
