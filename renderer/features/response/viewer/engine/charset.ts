/** How a body's bytes are read as text. */
export interface BodyCharset {
  /** As `TextDecoder` names it. */
  charset: string;
  /** Length of the byte order mark that the text begins after. */
  markBytes: number;
}

const marks: { charset: string; bytes: number[] }[] = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
];

/**
 * Decides how a body is read: what the person chose, else its byte order mark, else what the server declared, else the
 * zero bytes that UTF-16 has in texts of ASCII, else what XML or HTML says of itself, else UTF-8.
 *
 * @see RFC 3629 section 6, RFC 4627 section 3, RFC 7303 section 3, https://html.spec.whatwg.org/#encoding-sniffing-algorithm
 */
export function decideCharset(
  head: Uint8Array,
  declared: string | undefined,
  chosen: string | undefined,
): BodyCharset {
  const mark = marks.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  const charset =
    knownCharset(chosen) ??
    mark?.charset ??
    knownCharset(declared) ??
    guessUtf16(head) ??
    knownCharset(selfDeclared(head)) ??
    'utf-8';
  return { charset, markBytes: mark?.charset === charset ? mark.bytes.length : 0 };
}

/** Gives the name that `TextDecoder` has for a charset, or nothing where it has none. */
export function knownCharset(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** How far into a page browsers look for what it says of its charset. */
const declarationBytes = 1_024;

/** The charset that a document in markup names at its beginning, as it names it. */
function selfDeclared(head: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1252').decode(head.subarray(0, declarationBytes));
  if (!/^\s*</.test(text)) return undefined;
  const name =
    /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1] ??
    /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text)?.[1];
  // It was read as a text of bytes, so it cannot be one of two bytes a character.
  return name === undefined || /^utf-?16/i.test(name) ? undefined : name;
}

function guessUtf16([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  if (second === 0 && first !== 0 && fourth === 0 && third !== 0) return 'utf-16le';
  return undefined;
}

/**
 * Gives how many bytes of a chunk end with a whole character, so that the next chunk can be decoded on its own. In the
 * old double-byte sets no second byte lies below 0x30, and ISO-2022-JP is back in ASCII at the end of each line.
 */
export function wholeCharacters(bytes: Uint8Array, charset: string): number {
  const { length } = bytes;
  if (charset === 'utf-8') return length - openUtf8Bytes(bytes);
  if (charset === 'utf-16le' || charset === 'utf-16be') {
    const even = length - (length % 2);
    const high = bytes[charset === 'utf-16le' ? even - 1 : even - 2] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  if (/^(?:windows-|iso-8859|ibm|koi8|macintosh|x-mac|x-user)/.test(charset)) return length;
  const isSafe = charset === 'iso-2022-jp' ? (byte: number) => byte === 0x0a : (byte: number) => byte < 0x30;
  const last = bytes.findLastIndex(isSafe);
  return last === -1 ? length : last + 1;
}

/** Number of bytes at the end that begin a character and do not finish it. */
function openUtf8Bytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}
