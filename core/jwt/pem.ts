/** How a private key stands in a PEM block. */
export type PemEncoding = 'pkcs8' | 'pkcs8Encrypted' | 'pkcs1' | 'sec1' | 'legacyEncrypted';

/** One block of a PEM text. */
export interface PemBlock {
  /** The words after `BEGIN`. */
  label: string;
  /** The block in clean form: 64 characters a line, header lines kept, LF line ends. */
  pem: string;
  /** Absent where the block is no private key that Postern reads. */
  encoding?: PemEncoding;
  needsPassphrase: boolean;
  /** Of a block encrypted in the legacy way, such as `AES-256-CBC`. */
  cipher?: string;
}

/** @see RFC 7468 sections 10 and 11, RFC 8017 appendix A.1.2, RFC 5915 section 4 */
const encodings: Record<string, PemEncoding> = {
  'PRIVATE KEY': 'pkcs8',
  'ENCRYPTED PRIVATE KEY': 'pkcs8Encrypted',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
};

/** A 16384-bit RSA key takes 13 KB. */
const longestBlock = 100_000;

/**
 * Finds the PEM blocks of a text. Tolerates what pasting does: `\n` as two characters (from JSON and `.env` files),
 * CRLF, indentation, quote marks of mails, all on one line. A block without a matching end is left out.
 *
 * @see RFC 7468 section 2
 * @see RFC 1421 section 4.6 for the header lines of legacy encryption
 */
export function readPemBlocks(text: string): PemBlock[] {
  const plain = text.replace(/\\r/g, '').replace(/\\n/g, '\n').replace(/\r\n?/g, '\n');
  const blocks: PemBlock[] = [];
  // Where each label ends next: looked for once per end, so that a text full of first lines costs no more than its length.
  const ends = new Map<string, number>();
  for (const match of plain.matchAll(/-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,59})-----/g)) {
    const label = match[1] ?? '';
    const start = match.index + match[0].length;
    let end = ends.get(label);
    if (end === undefined || (end !== -1 && end < start)) {
      end = plain.indexOf(`-----END ${label}-----`, start);
      ends.set(label, end);
    }
    if (end === -1 || plain.slice(start, Math.min(end, start + longestBlock)).includes('-----BEGIN '))
      continue;
    const block = end - start > longestBlock ? undefined : readBlock(label, plain.slice(start, end));
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

function readBlock(label: string, inside: string): PemBlock | undefined {
  const lines = inside.split('\n').map((line) => line.replace(/^[\s>"']+|[\s"',\\]+$/g, ''));
  const headers = lines.filter((line) => /^[A-Za-z][A-Za-z0-9-]*:/.test(line));
  const body = lines.filter((line) => !/^[A-Za-z][A-Za-z0-9-]*:/.test(line)).join('');
  const data = body.replace(/\s+/g, '');
  if (data === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return undefined;
  const cipher = headers.map((line) => /^DEK-Info:\s*([A-Za-z0-9-]+)/.exec(line)?.[1]).find(Boolean);
  const isLegacy = headers.some((line) => /^Proc-Type:.*ENCRYPTED/.test(line));
  const plainEncoding = Object.hasOwn(encodings, label) ? encodings[label] : undefined;
  const encoding = plainEncoding !== undefined && isLegacy ? 'legacyEncrypted' : plainEncoding;
  const head = headers.length === 0 ? [] : [...headers, ''];
  const rows = data.match(/.{1,64}/g) ?? [];
  return {
    label,
    pem: [`-----BEGIN ${label}-----`, ...head, ...rows, `-----END ${label}-----`, ''].join('\n'),
    encoding,
    needsPassphrase: encoding === 'legacyEncrypted' || encoding === 'pkcs8Encrypted',
    cipher,
  };
}
