import { decode, encode } from 'jose/base64url';

/**
 * The engine's UTF-8 coders. Every runtime of Postern has them; only the language's own library, which is all that core
 * is compiled against, does not name them.
 */
const {
  TextDecoder: Decoder,
  TextEncoder: Encoder,
  btoa: encodeLatin,
} = globalThis as unknown as {
  TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };
  TextEncoder: new () => { encode(text: string): Uint8Array };
  btoa(text: string): string;
};
const encoder = new Encoder();
const strictDecoder = new Decoder('utf-8', { fatal: true });
/** More is encoded by way of bytes: as many arguments do not fit a call. */
const mostDirect = 4_096;

/** Encodes bytes, or the UTF-8 bytes of a text, without padding. @see RFC 7515 appendix C */
export function encodeBase64Url(data: Uint8Array | string): string {
  if (data.length > mostDirect || (typeof data === 'string' && !isAscii(data))) return encode(data);
  // One byte a character: the engine's own coder takes a fraction of what making bytes and texts between would take.
  const latin =
    typeof data === 'string' ? data : String.fromCharCode.apply(undefined, data as unknown as number[]);
  return encodeLatin(latin).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Decodes base64url, padded or not; `undefined` where the text is none. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const bare = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9_-]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  try {
    return decode(bare);
  } catch {
    return undefined;
  }
}

/** Decodes base64 of either alphabet to a text; `undefined` for what is no base64 of UTF-8. @see RFC 4648 sections 4 and 5 */
export function decodeBase64Text(text: string): string | undefined {
  const bytes = decodeBase64Url(text.replaceAll('+', '-').replaceAll('/', '_'));
  return bytes === undefined ? undefined : decodeUtf8(bytes);
}

/** Reads bytes as UTF-8; `undefined` where they are not. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Gives the UTF-8 bytes of a text. */
export function textBytes(text: string): Uint8Array {
  return encoder.encode(text);
}
