import type { ClientAuthentication } from '../endpoint-request.ts';

/** Names a public client, which proves nothing. @see RFC 6749 section 3.2.1 */
export function authenticateWithNone(clientId: string): ClientAuthentication {
  return { parameters: [['client_id', clientId]], headers: [], secrets: [] };
}
