import { refreshToken } from '../oauth/refresh-token.ts';
import type { Service } from './service.ts';

/** Refreshes a token now. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_NO_REFRESH_TOKEN, ERR_OAUTH_SERVER_REFUSED */
export const refreshStoredToken: Service<'token.refresh'> = async (app, { id }, call) =>
  (await refreshToken(app, id, call.signal)).record.summary;
