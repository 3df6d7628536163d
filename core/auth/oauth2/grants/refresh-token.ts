import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** What is needed to get a new access token without the user. */
export interface RefreshTokenInput {
  tokenEndpoint: string;
  refreshToken: string;
  /** Fewer scopes than were granted; empty: the same ones. */
  scopes?: readonly string[];
  resources?: readonly string[];
}

/**
 * Builds the request that refreshes a token. A token bound to a DPoP key is refreshed with a proof of the same key.
 *
 * @see RFC 6749 section 6
 * @see RFC 9449 section 5
 */
export function buildRefreshTokenRequest(input: RefreshTokenInput): EndpointRequest {
  const parameters: FormParameters = [
    ['grant_type', 'refresh_token'],
    ['refresh_token', input.refreshToken],
  ];
  const scopes = input.scopes ?? [];
  if (scopes.length > 0) parameters.push(['scope', scopes.join(' ')]);
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets: [input.refreshToken] };
}
