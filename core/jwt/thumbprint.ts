import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { type Jwk, publicJwk } from './jwk.ts';

/**
 * Gives the SHA-256 thumbprint of a key, the same for its private and its public half. Postern's default key id.
 *
 * @throws AppError ERR_KEY_SYMMETRIC, ERR_KEY_UNSUPPORTED, ERR_KEY_INCOMPLETE
 * @see RFC 7638 section 3
 * @see RFC 8037 section 2
 */
export async function jwkThumbprint(jwk: Jwk): Promise<string> {
  return calculateJwkThumbprint(publicJwk(jwk), 'sha256');
}
