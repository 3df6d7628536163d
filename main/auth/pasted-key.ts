import { authIncomplete } from '../../core/auth/auth-incomplete.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { detectKeyMaterial } from '../../core/jwt/key-material.ts';
import { pemToJwk } from '../storage/key-store.ts';

/**
 * Reads the private key that stands in an authorization.
 *
 * @throws AppError ERR_AUTH_INCOMPLETE for several keys, ERR_KEY_PASSPHRASE, and the other refusals of `detectKeyMaterial`
 */
export function readPastedKey(text: string, passphrase?: string): Jwk {
  const material = detectKeyMaterial(text);
  if (material.kind === 'jwk') return material.jwk;
  if (material.kind === 'pem') return pemToJwk(material.pem, material.needsPassphrase, passphrase);
  throw authIncomplete('privateKey', 'The text holds several keys. Paste one of them.');
}
