import { assertBoundForSignOut } from '../../core/auth/oauth2/bound-fields.ts';
import { buildLogoutUrl } from '../../core/auth/oauth2/logout.ts';
import { AppError } from '../../core/errors.ts';
import { serverFacts } from '../oauth/server-facts.ts';
import { withWholeConfig } from '../oauth/sourced-config.ts';
import { checkLink } from '../open-link.ts';
import type { Service } from './service.ts';

/**
 * Opens the sign-out page of the server a token came from.
 *
 * @throws AppError ERR_TOKEN_NOT_FOUND, ERR_OAUTH_CONFIG_INCOMPLETE where the server lists no such page,
 *   ERR_OAUTH_ENDPOINT_REFUSED, ERR_LINK_OPEN_FAILED, ERR_CALL_CANCELLED,
 *   ERR_SECRET_OTHER_HOST
 * @see OpenID Connect RP-Initiated Logout 1.0 section 2
 */
export const signOut: Service<'token.signOut'> = async (app, { id }, call) => {
  const { secret } = await withWholeConfig(app, await app.tokens.read(id), call.signal);
  const { config, tokens } = secret;
  const facts = config === undefined ? undefined : await serverFacts(app, config, call.signal);
  const endpoint = facts?.endSessionEndpoint;
  if (config === undefined || endpoint === undefined) {
    throw new AppError(
      'ERR_OAUTH_CONFIG_INCOMPLETE',
      'The server does not say where to sign out. Sign out in the browser instead.',
      { details: { field: 'endSessionEndpoint' } },
    );
  }
  assertBoundForSignOut(config, endpoint);
  const { idToken } = tokens;
  const hint = idToken === undefined ? {} : { idToken };
  await app.host.openLink(checkLink(buildLogoutUrl({ endpoint, clientId: config.clientId, ...hint })));
  return {};
};
