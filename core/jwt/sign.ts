import type { CryptoKey } from 'jose';
import { CompactSign } from 'jose/jws/compact/sign';
import { AppError } from '../errors.ts';
import type { JsonObject } from '../json-value.ts';
import type { SigningAlgorithm } from './algorithms.ts';
import { encodeBase64Url, textBytes } from './base64url.ts';

/** A header that says at least how it is signed. */
export type JwsHeader = JsonObject & { alg: string };

/** A private key whose owner signs with it, with one algorithm, and never gives it out. */
export interface HeldKey {
  readonly algorithm: SigningAlgorithm;
  /** The same key in WebCrypto, not extractable. */
  readonly cryptoKey: CryptoKey;
  /** Gives the signature in the form of RFC 7518. */
  sign(data: Uint8Array): Uint8Array;
}

/**
 * A key of WebCrypto or of somebody who signs with it, or the bytes of a shared secret. Never a JWK: keys are imported
 * once and not extractable.
 */
export type SigningKey = CryptoKey | HeldKey | Uint8Array;

/**
 * Signs claims as a compact JWT. Claims given as a text are signed exactly as they stand, so that what was shown is
 * what is signed; no socket opens.
 *
 * @throws AppError ERR_TOKEN_SIGN_FAILED where key and algorithm do not fit; the cause is jose's error
 * @see RFC 7515 section 7.1
 */
export function signJwt(header: JwsHeader, claims: object | string, key: SigningKey): Promise<string> {
  return signCompact(header, typeof claims === 'string' ? claims : JSON.stringify(claims), key);
}

/**
 * Signs any bytes, or the UTF-8 bytes of a text, as a compact JWS.
 *
 * @throws AppError ERR_TOKEN_SIGN_FAILED, also for `alg` `none`
 * @see RFC 7515 section 5.1
 */
export async function signCompact(
  header: JwsHeader,
  payload: Uint8Array | string,
  key: SigningKey,
): Promise<string> {
  try {
    if (!isHeld(key)) return await signWithJose(header, payload, key);
    // The members that change what is signed, and a header that does not fit the key, are for jose to judge.
    const isPlain = !Object.hasOwn(header, 'crit') && !Object.hasOwn(header, 'b64');
    if (!isPlain || header.alg !== key.algorithm) return await signWithJose(header, payload, key.cryptoKey);
    const input = `${encodeBase64Url(JSON.stringify(header))}.${encodeBase64Url(payload)}`;
    return `${input}.${encodeBase64Url(key.sign(textBytes(input)))}`;
  } catch (cause) {
    throw new AppError(
      'ERR_TOKEN_SIGN_FAILED',
      `The key cannot sign with "${header.alg}". Choose an algorithm that fits the key.`,
      { details: { algorithm: header.alg }, cause },
    );
  }
}

function isHeld(key: SigningKey): key is HeldKey {
  return 'sign' in key;
}

function signWithJose(
  header: JwsHeader,
  payload: Uint8Array | string,
  key: CryptoKey | Uint8Array,
): Promise<string> {
  const bytes = typeof payload === 'string' ? textBytes(payload) : payload;
  return new CompactSign(bytes).setProtectedHeader(header).sign(key);
}
