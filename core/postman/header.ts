import type { Row } from '../http/row.ts';
import type { JsonValue } from '../json-value.ts';
import { readRow, readRows, type ReadRows, writeRow } from './row.ts';
import { isObject } from './residue.ts';

/**
 * Reads headers: a list of rows, a list with plain header lines in it, or one text with a line each. A name that
 * begins with `//` is a header that was switched off in old files.
 */
export function readHeaders(raw: JsonValue | undefined): ReadRows<Row> {
  if (typeof raw === 'string') return { rows: readHeaderLines(raw), converted: 0, unreadable: 0 };
  if (!Array.isArray(raw) || raw.every(isObject)) return readRows(raw, 'header');
  const result: ReadRows<Row> = { rows: [], converted: 0, unreadable: 0 };
  for (const entry of raw) {
    if (isObject(entry)) result.rows.push(readRow(entry, 'header'));
    else if (typeof entry === 'string' && entry.includes(':')) result.rows.push(...readHeaderLines(entry));
    else result.unreadable += 1;
  }
  return result;
}

/** Writes headers as rows. */
export function writeHeaders(rows: Row[]): JsonValue[] {
  return rows.map((row) => writeRow(row, 'header'));
}

/** Reads header lines (`Name: value`); folded lines go on the one before (RFC 9112 section 5.2), blank ones are skipped. */
export function readHeaderLines(text: string): Row[] {
  const rows: Row[] = [];
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':', line.startsWith('//') ? 2 : 0);
    const name = colon === -1 ? line : line.slice(0, colon);
    const row: Row = {
      key: name.replace(/^\/\/\s*/, '').trim(),
      value: colon === -1 ? '' : line.slice(colon + 1).trim(),
    };
    if (name.startsWith('//')) row.disabled = true;
    rows.push(row);
  }
  return rows;
}
