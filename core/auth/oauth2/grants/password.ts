import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** What the password grant sends. */
export interface PasswordInput {
  tokenEndpoint: string;
  username: string;
  password: string;
  scopes: readonly string[];
  audience?: string;
}

/**
 * Builds the request of the password grant, for imported set-ups of old servers only.
 *
 * @see RFC 6749 section 4.3.2
 * @see RFC 9700 section 2.4: it must not be used
 */
export function buildPasswordRequest(input: PasswordInput): EndpointRequest {
  const parameters: FormParameters = [
    ['grant_type', 'password'],
    ['username', input.username],
    ['password', input.password],
  ];
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  if (input.audience !== undefined && input.audience !== '') parameters.push(['audience', input.audience]);
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets: [input.password] };
}
