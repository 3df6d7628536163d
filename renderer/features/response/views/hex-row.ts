/** Bytes that a row may have, widest first. */
const rowSizes = [16, 8, 4] as const;

/** The most bytes in one row that a pane has room for: three characters and one for each, beside the offset. */
export function rowBytesFor(widthPx: number, characterPx: number, offsetDigits: number): number {
  const characters = widthPx / characterPx - offsetDigits - marginCharacters;
  return rowSizes.find((bytes) => bytes * 4 <= characters) ?? 4;
}

/** What the margins of the columns, and a scroll bar, take. */
const marginCharacters = 11;

/** One row of a dump: where it begins, its bytes in two groups, and what of them are printable ASCII characters. */
export interface HexRow {
  offset: string;
  hex: string;
  ascii: string;
}

/** Writes one row of a dump. `bytes` are the whole row, fewer than `rowBytes` only at the end. */
export function hexRow(start: number, bytes: Uint8Array, offsetDigits: number, rowBytes: number): HexRow {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const half = rowBytes / 2;
  const hex = [pairs.slice(0, half).join(' '), pairs.slice(half).join(' ')].join('  ');
  const ascii = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
  return {
    offset: start.toString(16).padStart(offsetDigits, '0'),
    hex: hex.padEnd(rowBytes * 3),
    ascii: ascii.join(''),
  };
}

/** Digits that the offsets of a body need; eight at least. */
export function offsetDigitsOf(sizeBytes: number): number {
  return Math.max(8, Math.max(sizeBytes - 1, 0).toString(16).length);
}
