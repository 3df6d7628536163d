import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** Kinds of tokens by the names they are exchanged under. @see RFC 8693 section 3 */
export const tokenTypes = [
  'urn:ietf:params:oauth:token-type:access_token',
  'urn:ietf:params:oauth:token-type:id_token',
  'urn:ietf:params:oauth:token-type:refresh_token',
  'urn:ietf:params:oauth:token-type:jwt',
  'urn:ietf:params:oauth:token-type:saml2',
  'urn:ietf:params:oauth:token-type:saml1',
] as const;

/** A token and what kind it is; an empty kind is an access token. */
export interface ExchangedToken {
  token: string;
  type: string;
}

/** What is exchanged for what. */
export interface TokenExchangeInput {
  tokenEndpoint: string;
  /** On whose behalf. */
  subject: ExchangedToken;
  /** Who acts. */
  actor?: ExchangedToken;
  /** Empty: the server's choice. */
  requestedTokenType: string;
  scopes: readonly string[];
  audience: string;
  resources: readonly string[];
}

/**
 * Builds the request that exchanges a token for another one.
 *
 * @see RFC 8693 section 2.1
 */
export function buildTokenExchangeRequest(input: TokenExchangeInput): EndpointRequest {
  const { subject, actor } = input;
  const parameters: FormParameters = [
    ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
    ['subject_token', subject.token],
    ['subject_token_type', subject.type || tokenTypes[0]],
  ];
  if (actor !== undefined) {
    parameters.push(['actor_token', actor.token], ['actor_token_type', actor.type || tokenTypes[0]]);
  }
  if (input.requestedTokenType !== '') parameters.push(['requested_token_type', input.requestedTokenType]);
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  if (input.audience !== '') parameters.push(['audience', input.audience]);
  for (const resource of input.resources) parameters.push(['resource', resource]);
  const secrets = actor === undefined ? [subject.token] : [subject.token, actor.token];
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets };
}
