import { discover } from '../oauth/server-facts.ts';
import type { Service } from './service.ts';

/** Asks an org or issuer what it offers. @throws AppError ERR_OAUTH_ENDPOINT_REFUSED, ERR_OAUTH_METADATA_INVALID, ERR_OAUTH_NO_ANSWER */
export const discoverServer: Service<'oauth.discover'> = (app, { url }, call) =>
  discover(app, url, call.signal);
