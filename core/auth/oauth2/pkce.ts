import { AppError } from '../../errors.ts';
import { encodeBase64Url } from '../../jwt/base64url.ts';
import { sha256Base64Url } from '../../jwt/digest.ts';

/** @see RFC 7636 section 4.1 */
const legalVerifier = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Tells whether a text may be a code verifier: 43 to 128 unreserved characters. */
export function isLegalCodeVerifier(verifier: string): boolean {
  return legalVerifier.test(verifier);
}

/**
 * Makes a code verifier of random bytes.
 *
 * @param bytes 32 to 96 random bytes.
 * @throws AppError ERR_OAUTH_VERIFIER_INVALID for too few or too many
 * @see RFC 7636 section 4.1
 */
export function codeVerifierFromBytes(bytes: Uint8Array): string {
  return requireLegal(encodeBase64Url(bytes));
}

/**
 * Gives the verifier to use: the typed one, or one made of random bytes where none was typed.
 *
 * @throws AppError ERR_OAUTH_VERIFIER_INVALID
 */
export function chooseCodeVerifier(typed: string, bytes: Uint8Array): string {
  return typed === '' ? codeVerifierFromBytes(bytes) : requireLegal(typed);
}

/**
 * Gives the code challenge of a verifier.
 *
 * @throws AppError ERR_OAUTH_VERIFIER_INVALID
 * @see RFC 7636 section 4.2
 */
export async function codeChallenge(verifier: string, method: 'S256' | 'plain'): Promise<string> {
  requireLegal(verifier);
  return method === 'plain' ? verifier : sha256Base64Url(verifier);
}

function requireLegal(verifier: string): string {
  if (isLegalCodeVerifier(verifier)) return verifier;
  const badLength = verifier.length < 43 || verifier.length > 128;
  throw new AppError(
    'ERR_OAUTH_VERIFIER_INVALID',
    badLength
      ? `A code verifier has 43 to 128 characters; this one has ${verifier.length}. Leave the field empty and Postern makes one.`
      : 'A code verifier has only letters, digits and "-", ".", "_", "~". Leave the field empty and Postern makes one.',
    { details: { length: verifier.length, reason: badLength ? 'length' : 'character' } },
  );
}
