/** One file of an archive; `path` is relative, with `/` between its parts. */
export interface TarEntry {
  path: string;
  bytes: Buffer;
}

const block = 512;

/** Gives the blocks of one file; a name that a plain header cannot hold goes ahead in a header of its own. @see POSIX.1-2001 pax */
export function tarBlocks({ path, bytes }: TarEntry, modifiedEpochSec: number): Buffer {
  const parts: Buffer[] = [];
  const isPlain = /^[\x20-\x7e]{1,100}$/.test(path);
  if (!isPlain) {
    const record = Buffer.from(paxRecord('path', path));
    parts.push(header('PaxHeader', record.length, modifiedEpochSec, 'x'), padded(record));
  }
  parts.push(header(isPlain ? path : 'long-name', bytes.length, modifiedEpochSec, '0'), padded(bytes));
  return Buffer.concat(parts);
}

/** What stands at the end of an archive. */
export const tarEnd = Buffer.alloc(2 * block);

/**
 * Reads an archive of plain files.
 *
 * @returns `undefined` where it is none, is torn, or holds anything but files and folders with harmless names
 */
export function readTar(archive: Buffer): TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  const seen = new Set<string>();
  let longName: string | undefined;
  for (let at = 0; at + block <= archive.length;) {
    const head = archive.subarray(at, at + block);
    if (head.every((byte) => byte === 0)) return entries;
    const size = parseOctal(head.subarray(124, 136));
    if (size === undefined || parseOctal(head.subarray(148, 156)) !== checksum(head)) return undefined;
    const bytes = archive.subarray(at + block, at + block + size);
    if (bytes.length !== size) return undefined;
    at += block + Math.ceil(size / block) * block;
    const kind = String.fromCharCode(head[156] ?? 0);
    if (kind === 'x') {
      longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(`\n${bytes.toString('utf8')}`)?.[1];
      if (longName === undefined) return undefined;
      continue;
    }
    const prefix = text(head.subarray(345, 500));
    const path =
      longName ?? (prefix === '' ? text(head.subarray(0, 100)) : `${prefix}/${text(head.subarray(0, 100))}`);
    longName = undefined;
    if (kind === '5') continue;
    if ((kind !== '0' && kind !== '\0') || !isHarmless(path) || seen.has(path)) return undefined;
    seen.add(path);
    entries.push({ path, bytes });
  }
  return undefined;
}

/** A relative path that stays below its folder on every system. */
function isHarmless(path: string): boolean {
  const parts = path.split('/');
  return (
    path !== '' &&
    !/[\\\0:]/.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function header(name: string, size: number, modifiedEpochSec: number, kind: string): Buffer {
  const head = Buffer.alloc(block);
  head.write(name, 0, 100, 'latin1');
  head.write('0000600\0', 100, 'latin1');
  head.write('0000000\0', 108, 'latin1');
  head.write('0000000\0', 116, 'latin1');
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  head.write(`${modifiedEpochSec.toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  head.write(kind, 156, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}

/** Counted with spaces in its own place. */
function checksum(head: Buffer): number {
  let sum = 0;
  for (let at = 0; at < block; at += 1) sum += at >= 148 && at < 156 ? 32 : (head[at] ?? 0);
  return sum;
}

function padded(bytes: Buffer): Buffer {
  const rest = bytes.length % block;
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(block - rest)]);
}

/** Its length counts itself. */
function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const bare = Buffer.byteLength(body);
  let length = bare + String(bare).length;
  if (bare + String(length).length !== length) length += 1;
  return `${length}${body}`;
}

function parseOctal(bytes: Buffer): number | undefined {
  const digits = text(bytes).trim();
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end === -1 ? bytes.length : end).toString('utf8');
}
