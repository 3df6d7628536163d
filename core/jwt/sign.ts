import type { CryptoKey } from 'jose';
import { CompactSign } from 'jose/jws/compact/sign';
import { AppError } from '../errors.ts';
import type { JsonObject } from '../json-value.ts';
import { textBytes } from './base64url.ts';

/** A header that says at least how it is signed. */
export type JwsHeader = JsonObject & { alg: string };

/** A key of WebCrypto, or the bytes of a shared secret. Never a JWK: keys are imported once and not extractable. */
export type SigningKey = CryptoKey | Uint8Array;

/**
 * Signs claims as a compact JWT. Claims given as a text are signed exactly as they stand, so that what was shown is
 * what is signed; no socket opens.
 *
 * @throws AppError ERR_TOKEN_SIGN_FAILED where key and algorithm do not fit; the cause is jose's error
 * @see RFC 7515 section 7.1
 */
export async function signJwt(header: JwsHeader, claims: object | string, key: SigningKey): Promise<string> {
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  return signCompact(header, textBytes(payload), key);
}

/**
 * Signs any bytes as a compact JWS.
 *
 * @throws AppError ERR_TOKEN_SIGN_FAILED, also for `alg` `none`
 * @see RFC 7515 section 5.1
 */
export async function signCompact(header: JwsHeader, payload: Uint8Array, key: SigningKey): Promise<string> {
  try {
    return await new CompactSign(payload).setProtectedHeader(header).sign(key);
  } catch (cause) {
    throw new AppError(
      'ERR_TOKEN_SIGN_FAILED',
      `The key cannot sign with "${header.alg}". Choose an algorithm that fits the key.`,
      { details: { algorithm: header.alg }, cause },
    );
  }
}
