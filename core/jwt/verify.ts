import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet } from 'jose/jwks/local';
import { compactVerify } from 'jose/jws/compact/verify';
import { decodeToken, readTextMember } from './decode.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import type { Jwk } from './jwk.ts';
import { findRsaWeakness } from './weak-rsa.ts';

/** What checking a signature comes to. `unfit`: the key may not be used for it (id, use, type, algorithm). */
export type SignatureCheck = 'verified' | 'wrong' | 'unfit';

/**
 * Checks the signature of a compact JWS with one public key. The key's own `kid`, `use`, `key_ops` and `alg` must
 * agree with the header, and a public key never serves as a shared secret.
 *
 * @see RFC 7515 section 5.2
 */
export async function verifyWithKey(jws: string, jwk: Jwk): Promise<SignatureCheck> {
  if (jwk.kty === 'oct' || (jwk.kty === 'RSA' && findRsaWeakness(jwk) !== undefined)) return 'unfit';
  // A set of one key brings jose's rules about key id, use and type along.
  return judge(jws, async () => compactVerify(jws, createLocalJWKSet({ keys: [jwk] } as JSONWebKeySet)));
}

/** Checks the HMAC of a compact JWS with a shared secret, which must be as long as the hash. @see RFC 7518 section 3.2 */
export async function verifyWithSecret(jws: string, secret: Uint8Array): Promise<SignatureCheck> {
  const decoded = decodeToken(jws);
  const algorithm = decoded.kind === 'jwt' ? readTextMember(decoded.header, 'alg') : undefined;
  const bits = Number(/^HS(256|384|512)$/.exec(algorithm ?? '')?.[1]);
  if (!(secret.length * 8 >= bits)) return 'unfit';
  return judge(jws, async () => compactVerify(jws, secret, { algorithms: ['HS256', 'HS384', 'HS512'] }));
}

/** More keys than this are not tried: a set without ids is not a reason to compute for long. */
const mostKeysTried = 20;

/** Checks a signature with the keys of a server, one after the other. */
export async function verifyWithKeys(jws: string, keys: readonly Jwk[]): Promise<SignatureCheck> {
  let result: SignatureCheck = 'unfit';
  for (const jwk of keys.slice(0, mostKeysTried)) {
    const check = await verifyWithKey(jws, jwk);
    if (check === 'verified') return check;
    if (check === 'wrong') result = check;
  }
  return result;
}

async function judge(jws: string, verify: () => Promise<unknown>): Promise<SignatureCheck> {
  if (!isCompactJws(jws) || hasRawPayload(jws)) return 'unfit';
  try {
    await verify();
    return 'verified';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' ? 'wrong' : 'unfit';
  }
}

/** A payload that is signed as it stands would be read here as something else. @see RFC 7797 section 7 */
function hasRawPayload(jws: string): boolean {
  const decoded = decodeToken(jws);
  return decoded.kind === 'jwt' && decoded.header.members.some(({ name }) => name === 'b64');
}

/**
 * Tells whether a text is exactly a compact JWS: three parts in the one spelling that base64url has for their bytes.
 * Decoders forgive spaces, padding and stray bits, and then one signature fits many texts.
 *
 * @see RFC 7515 section 2: no line breaks, white space or other characters
 */
export function isCompactJws(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => {
      const bytes = /^[A-Za-z0-9_-]*$/.test(part) ? decodeBase64Url(part) : undefined;
      return bytes !== undefined && encodeBase64Url(bytes) === part;
    })
  );
}
