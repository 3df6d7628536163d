import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** What the redirect brought and the flow kept, to be exchanged for a token. */
export interface AuthorizationCodeInput {
  tokenEndpoint: string;
  code: string;
  /** The very text that was sent to the authorization endpoint. */
  redirectUri: string;
  /** Absent only without PKCE. */
  codeVerifier?: string;
  resources?: readonly string[];
}

/**
 * Builds the request that exchanges an authorization code.
 *
 * @see RFC 6749 section 4.1.3
 * @see RFC 7636 section 4.5
 */
export function buildAuthorizationCodeRequest(input: AuthorizationCodeInput): EndpointRequest {
  const parameters: FormParameters = [
    ['grant_type', 'authorization_code'],
    ['code', input.code],
    ['redirect_uri', input.redirectUri],
  ];
  const secrets = [input.code];
  if (input.codeVerifier !== undefined) {
    parameters.push(['code_verifier', input.codeVerifier]);
    secrets.push(input.codeVerifier);
  }
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets };
}
