import { buildAuthorizationUrl } from './authorization-request.ts';
import type { FormParameters } from './endpoint-request.ts';

/**
 * Builds the address that ends the user's session at the server, to be opened in the browser.
 *
 * @throws AppError ERR_OAUTH_ENDPOINT_REFUSED
 * @see OpenID Connect RP-Initiated Logout 1.0 section 2
 */
export function buildLogoutUrl(input: {
  endpoint: string;
  idToken?: string;
  clientId?: string;
  postLogoutRedirectUri?: string;
  state?: string;
}): string {
  const parameters: FormParameters = [];
  if (input.idToken !== undefined) parameters.push(['id_token_hint', input.idToken]);
  if (input.clientId !== undefined) parameters.push(['client_id', input.clientId]);
  if (input.postLogoutRedirectUri !== undefined) {
    parameters.push(['post_logout_redirect_uri', input.postLogoutRedirectUri]);
  }
  if (input.state !== undefined) parameters.push(['state', input.state]);
  return buildAuthorizationUrl(input.endpoint, parameters);
}
