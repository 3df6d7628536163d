import { encodeBase64Url, textBytes } from './base64url.ts';

/**
 * WebCrypto's digest, which every runtime of Postern has and the language's own library, which is all that core is
 * compiled against, does not name. It is a pure function: no key, no randomness.
 */
const { crypto } = globalThis as unknown as {
  crypto: { subtle: { digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer> } };
};

/** Hashes the UTF-8 bytes of a text. @see RFC 6234 */
export async function digestText(
  algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512',
  text: string,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, textBytes(text)));
}

/** Gives the SHA-256 of a text's UTF-8 bytes as base64url. */
export async function sha256Base64Url(text: string): Promise<string> {
  return encodeBase64Url(await digestText('SHA-256', text));
}
