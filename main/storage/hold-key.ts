import { constants, createPrivateKey, sign } from 'node:crypto';
import type { CryptoKey } from 'jose';
import type { SigningAlgorithm } from '../../core/jwt/algorithms.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import type { HeldKey } from '../../core/jwt/sign.ts';

/** A longer key signs for many milliseconds, which is better done on another thread. */
const longestModulusBits = 4_096;

/**
 * Holds a private key for signing on the spot. WebCrypto asks another thread for every signature, and with the usual
 * curves the way there and back takes longer than the signature. The key stays in here: nothing but signatures comes out.
 *
 * @param cryptoKey The same key, as WebCrypto has it; given back where the key is better left to it.
 * @see RFC 7518 section 3, RFC 8037 section 3.1
 */
export function holdKey(jwk: Jwk, algorithm: SigningAlgorithm, cryptoKey: CryptoKey): HeldKey | CryptoKey {
  let key;
  try {
    key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    // A curve that only WebCrypto has here.
    return cryptoKey;
  }
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) > longestModulusBits) return cryptoKey;
  const hash = algorithm === 'EdDSA' ? null : `sha${algorithm.slice(2)}`;
  const options = algorithm.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { dsaEncoding: 'ieee-p1363' as const };
  return { algorithm, cryptoKey, sign: (data) => sign(hash, data, { key, ...options }) };
}
