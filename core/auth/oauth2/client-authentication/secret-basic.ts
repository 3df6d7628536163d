import { encodeFormData } from '../../../http/percent-encoding.ts';
import { basicAuthorization } from '../../basic.ts';
import type { ClientAuthentication } from '../endpoint-request.ts';

/**
 * Sends client ID and secret in a Basic header and nothing in the body: Okta refuses a client that names itself twice.
 * Both are form-encoded first, which plain Basic is not.
 *
 * @see RFC 6749 section 2.3.1
 */
export function authenticateWithSecretBasic(clientId: string, clientSecret: string): ClientAuthentication {
  const value = basicAuthorization(encodeFormData(clientId), encodeFormData(clientSecret));
  return {
    parameters: [],
    headers: [['Authorization', value]],
    secrets: [clientSecret, value.slice('Basic '.length)],
  };
}
