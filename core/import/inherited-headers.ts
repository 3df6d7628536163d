import type { Row } from '../http/row.ts';
import type { RequestItem } from '../workspace/collection.ts';
import type { NoteBook } from './notes.ts';

/** Headers of a collection or folder go with every request in it; Postern has no such place, so the requests get them. */
export function passHeaders(item: RequestItem, inherited: Row[], where: string[], notes: NoteBook): void {
  const added = inherited.filter((row) => row.disabled !== true && !hasHeader(item.request.headers, row));
  if (added.length === 0) return;
  item.request.headers = [...item.request.headers, ...added.map((row) => ({ ...row }))];
  notes.tally(
    'headers.passedOn',
    'changed',
    where,
    (count) =>
      `Headers of a folder or of the collection were written into the requests that have them (${count}).`,
  );
}

/** Tells whether an enabled row of the same name is there. */
export function hasHeader(rows: Row[], row: Row): boolean {
  return rows.some(({ key, disabled }) => disabled !== true && key.toLowerCase() === row.key.toLowerCase());
}
