import type { ClientAuthentication } from '../endpoint-request.ts';

/**
 * Names a public client, which proves nothing. An assertion or a token may stand for a client without a name.
 *
 * @see RFC 6749 section 3.2.1, RFC 7523 section 2.1
 */
export function authenticateWithNone(clientId: string): ClientAuthentication {
  return { parameters: clientId === '' ? [] : [['client_id', clientId]], headers: [], secrets: [] };
}
