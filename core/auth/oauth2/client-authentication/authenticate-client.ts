import type { SecretAlgorithm, SigningAlgorithm } from '../../../jwt/algorithms.ts';
import type { SigningKey } from '../../../jwt/sign.ts';
import type { ClientAuthentication } from '../endpoint-request.ts';
import type { AssertionFacts } from './assertion.ts';
import { authenticateWithNone } from './none.ts';
import { authenticateWithPrivateKeyJwt } from './private-key-jwt.ts';
import { authenticateWithSecretBasic } from './secret-basic.ts';
import { authenticateWithSecretJwt } from './secret-jwt.ts';
import { authenticateWithSecretPost } from './secret-post.ts';

/** A client and what it proves itself with. */
export type ClientCredentials =
  | { method: 'none'; clientId: string }
  | { method: 'client_secret_post' | 'client_secret_basic'; clientId: string; clientSecret: string }
  | { method: 'client_secret_jwt'; clientId: string; clientSecret: string; algorithm: SecretAlgorithm }
  | {
      method: 'private_key_jwt';
      clientId: string;
      key: SigningKey;
      keyId?: string;
      algorithm: SigningAlgorithm;
    };

/**
 * Makes the client authentication of one request. Call it again for every request, retries included: an assertion is
 * good once.
 *
 * @throws AppError ERR_TOKEN_CLAIMS_INVALID, ERR_TOKEN_SIGN_FAILED
 */
export async function authenticateClient(
  client: ClientCredentials,
  facts: AssertionFacts,
): Promise<ClientAuthentication> {
  switch (client.method) {
    case 'none':
      return authenticateWithNone(client.clientId);
    case 'client_secret_post':
      return authenticateWithSecretPost(client.clientId, client.clientSecret);
    case 'client_secret_basic':
      return authenticateWithSecretBasic(client.clientId, client.clientSecret);
    case 'client_secret_jwt':
      return authenticateWithSecretJwt(client, facts);
    case 'private_key_jwt':
      return authenticateWithPrivateKeyJwt(client, facts);
  }
}
