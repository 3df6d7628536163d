import { getToken as runGrant } from '../oauth/get-token.ts';
import { completeConfig, resolveConfigAt } from '../oauth/resolve-config.ts';
import type { Service } from './service.ts';

/**
 * Gets a token by the grant of a set-up: in the system's browser, on another device, or without anybody.
 *
 * @throws AppError ERR_VARIABLE_UNRESOLVED, ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED, ERR_OAUTH_*, ERR_KEY_*, ERR_CALL_CANCELLED
 */
export const getToken: Service<'oauth.getToken'> = async (app, { auth, itemId, environmentId }, call) => {
  const { signal, callId } = call;
  const resolved = await completeConfig(await resolveConfigAt(app, auth, { itemId, environmentId }), signal);
  const { record, exchanges } = await runGrant(app, resolved, { signal, callId, environmentId });
  return { token: record.summary, exchanges };
};
