import type { SecretAlgorithm } from '../../../jwt/algorithms.ts';
import { textBytes } from '../../../jwt/base64url.ts';
import type { ClientAuthentication } from '../endpoint-request.ts';
import { type AssertionFacts, signAssertion } from './assertion.ts';

/**
 * Signs an assertion with the client secret, which itself stays here.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID, ERR_TOKEN_SIGN_FAILED
 * @see OpenID Connect Core 1.0 section 9
 */
export async function authenticateWithSecretJwt(
  client: { clientId: string; clientSecret: string; algorithm: SecretAlgorithm },
  facts: AssertionFacts,
): Promise<ClientAuthentication> {
  const { clientId, algorithm, clientSecret } = client;
  const authentication = await signAssertion({ clientId, algorithm, key: textBytes(clientSecret) }, facts);
  return { ...authentication, secrets: [...authentication.secrets, clientSecret] };
}
