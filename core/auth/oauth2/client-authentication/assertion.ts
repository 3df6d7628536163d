import {
  type AssertionClaims,
  type AssertionHeader,
  buildAssertionClaims,
  buildAssertionHeader,
} from '../../../jwt/claims.ts';
import { type JwsHeader, type SigningKey, signJwt } from '../../../jwt/sign.ts';
import type { ClientAuthentication } from '../endpoint-request.ts';

/** What makes each client assertion different from the one before. */
export interface AssertionFacts {
  /** The endpoint this request goes to, or the issuer. */
  audience: string;
  /** Fresh for every request, retries included. */
  jti: string;
  nowEpochSec: number;
  lifetimeSec?: number;
}

/** @see RFC 7523 section 2.2 */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Gives header and claims of the assertion that would be signed, for show and for signing. */
export function draftAssertion(
  client: { clientId: string; algorithm: string; keyId?: string },
  facts: AssertionFacts,
): { header: AssertionHeader; claims: AssertionClaims } {
  return {
    header: buildAssertionHeader(client.algorithm, client.keyId),
    claims: buildAssertionClaims({ clientId: client.clientId, ...facts }),
  };
}

/** Signs an assertion and gives the parameters that carry it. */
export async function signAssertion(
  client: { clientId: string; algorithm: string; keyId?: string; key: SigningKey },
  facts: AssertionFacts,
): Promise<ClientAuthentication> {
  const { header, claims } = draftAssertion(client, facts);
  return carryAssertion(client.clientId, await signJwt({ ...header } as JwsHeader, claims, client.key));
}

/** Gives the parameters that carry an assertion signed elsewhere. @see RFC 7521 section 4.2 */
export function carryAssertion(clientId: string, assertion: string): ClientAuthentication {
  return {
    parameters: [
      ['client_id', clientId],
      ['client_assertion_type', assertionType],
      ['client_assertion', assertion],
    ],
    headers: [],
    secrets: [assertion],
  };
}
