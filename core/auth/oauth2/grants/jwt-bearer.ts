import type { JsonObject } from '../../../json-value.ts';
import { readObjectMembers } from '../../../jwt/json-members.ts';
import type { OAuth2Config } from '../config.ts';
import { incomplete } from '../config-incomplete.ts';
import type { EndpointRequest, FormParameters } from '../endpoint-request.ts';

/** What is granted upon. */
export interface JwtBearerInput {
  tokenEndpoint: string;
  /** A signed JWT. */
  assertion: string;
  scopes: readonly string[];
  audience?: string;
  resources?: readonly string[];
}

/** How long an assertion lives, in seconds. */
const lifetimeSec = 300;

/**
 * Builds the request by which a signed assertion is turned into a token.
 *
 * @see RFC 7523 section 2.1
 */
export function buildJwtBearerRequest(input: JwtBearerInput): EndpointRequest {
  const parameters: FormParameters = [
    ['grant_type', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
    ['assertion', input.assertion],
  ];
  if (input.scopes.length > 0) parameters.push(['scope', input.scopes.join(' ')]);
  if (input.audience !== undefined && input.audience !== '') parameters.push(['audience', input.audience]);
  for (const resource of input.resources ?? []) parameters.push(['resource', resource]);
  return { endpoint: input.tokenEndpoint, parameters, headers: [], secrets: [input.assertion] };
}

/**
 * Builds the claims of an assertion to be granted upon. What the set-up says of further claims wins.
 *
 * @throws AppError ERR_OAUTH_CONFIG_INCOMPLETE where there is no issuer, or the further claims are no JSON object
 * @see RFC 7523 section 3
 */
export function grantClaims(
  config: Pick<OAuth2Config, 'clientId' | 'grantIssuer' | 'grantSubject' | 'grantAudience' | 'grantClaims'>,
  facts: { tokenEndpoint: string; jti: string; nowEpochSec: number },
): JsonObject {
  const further = config.grantClaims === '' ? '{}' : config.grantClaims;
  if (readObjectMembers(further) === undefined) {
    throw incomplete('grantClaims', 'Claims are no JSON object, such as {"scope":"read"}.');
  }
  const iat = Math.floor(facts.nowEpochSec);
  const claims: JsonObject = {
    iss: config.grantIssuer || config.clientId,
    ...(config.grantSubject === '' ? {} : { sub: config.grantSubject }),
    aud: config.grantAudience || facts.tokenEndpoint,
    iat,
    exp: iat + lifetimeSec,
    jti: facts.jti,
    ...(JSON.parse(further) as JsonObject),
  };
  if (claims['iss'] !== '') return claims;
  throw incomplete('grantIssuer', 'Issuer is empty. Enter it, or a Client ID.');
}
