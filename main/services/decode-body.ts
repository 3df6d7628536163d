import { TextDecoder } from 'node:util';

const utf8 = new TextDecoder();

/**
 * Gives the text of an answer by the charset its server named. JSON is UTF-8 unless the server says something else, and so is
 * what names a charset that nobody knows.
 *
 * @see RFC 8259 section 8.1
 */
export function decodeBody(bytes: Uint8Array, charset: string | undefined): string {
  return decoderFor(charset).decode(bytes);
}

function decoderFor(charset: string | undefined): TextDecoder {
  if (charset === undefined || charset === 'utf-8') return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}
