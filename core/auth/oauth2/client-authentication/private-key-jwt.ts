import type { SigningAlgorithm } from '../../../jwt/algorithms.ts';
import type { SigningKey } from '../../../jwt/sign.ts';
import type { ClientAuthentication } from '../endpoint-request.ts';
import { type AssertionFacts, signAssertion } from './assertion.ts';

/**
 * Signs an assertion with the client's private key.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID, ERR_TOKEN_SIGN_FAILED
 * @see RFC 7523 section 2.2
 */
export async function authenticateWithPrivateKeyJwt(
  client: { clientId: string; key: SigningKey; keyId?: string; algorithm: SigningAlgorithm },
  facts: AssertionFacts,
): Promise<ClientAuthentication> {
  return signAssertion(client, facts);
}
