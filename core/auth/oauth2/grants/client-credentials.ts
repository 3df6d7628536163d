import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** What a service asks a token for. */
export interface ClientCredentialsInput {
  tokenEndpoint: string;
  scopes: readonly string[];
  audience?: string;
  resources?: readonly string[];
}

/**
 * Builds the request by which a client gets a token for itself. Okta's org server wants `private_key_jwt` for it.
 *
 * @see RFC 6749 section 4.4.2
 */
export function buildClientCredentialsRequest(input: ClientCredentialsInput): EndpointRequest {
  const parameters: FormParameters = [['grant_type', 'client_credentials']];
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  if (input.audience !== undefined && input.audience !== '') parameters.push(['audience', input.audience]);
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets: [] };
}
