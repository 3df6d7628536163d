/** The encodings a file of text may come in. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Gives the text of a file's bytes: UTF-8 or UTF-16 of either byte order, with or without a byte order mark, which is
 * taken off. Bytes that fit no character become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  // TextDecoder takes off the mark of its own encoding.
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** @see RFC 4627 section 3: the first two characters of JSON are ASCII, so zero bytes tell the encoding. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 2 || bytes.length % 2 === 1) return 'utf-8';
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}
