import type { ClientAuthentication } from '../endpoint-request.ts';

/** Sends client ID and secret in the body. @see RFC 6749 section 2.3.1 */
export function authenticateWithSecretPost(clientId: string, clientSecret: string): ClientAuthentication {
  return {
    parameters: [
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ],
    headers: [],
    secrets: [clientSecret],
  };
}
