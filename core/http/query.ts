import { splitAddress, splitOutsideVariables } from './url.ts';
import type { Row } from './row.ts';

/** Gives the query of an address as rows, text as typed. Empty pieces (`&&`) are no rows. */
export function parseQueryRows(url: string): Row[] {
  return queryPieces(url).map(({ key, value }) => ({ key, value }));
}

/**
 * Writes the enabled rows as the query of an address, text as typed; the rest of the address and its hash are kept. A
 * piece the address already has is kept letter by letter, so `?a` does not become `?a=`. Characters that would end a
 * row are percent-encoded outside `{{variables}}`; rows without name and value are left out.
 */
export function withQueryRows(url: string, rows: Row[]): string {
  const { base, hash } = splitAddress(url);
  const known = queryPieces(url);
  const pieces: string[] = [];
  for (const row of rows) {
    if (row.disabled === true || (row.key === '' && row.value === '')) continue;
    const at = known.findIndex((piece) => piece.key === row.key && piece.value === row.value);
    const same = at === -1 ? undefined : known.splice(at, 1)[0];
    pieces.push(
      same?.text ?? `${escapeOutsideVariables(row.key, '&#=')}=${escapeOutsideVariables(row.value, '&#')}`,
    );
  }
  return (pieces.length === 0 ? base : `${base}?${pieces.join('&')}`) + hash;
}

/**
 * Brings the rows in line with an address that was edited: enabled rows follow its query; descriptions, extensions,
 * disabled rows and their places stay.
 */
export function mergeQueryRows(previous: Row[], url: string): Row[] {
  const parsed = parseQueryRows(url);
  const enabled = previous.filter((row) => row.disabled !== true);
  const partners = matchRows(enabled, parsed);

  const newIndexOf = new Map<Row, number>();
  const fresh = parsed.map((row, index): Row => {
    const partner = partners[index];
    if (partner === undefined) return row;
    newIndexOf.set(partner, index);
    return { ...partner, key: row.key, value: row.value };
  });

  // A disabled row stands after the nearest enabled row before it that is still there.
  const disabledAfter = new Map<number, Row[]>();
  let anchor = -1;
  for (const row of previous) {
    if (row.disabled !== true) anchor = Math.max(anchor, newIndexOf.get(row) ?? -1);
    else disabledAfter.set(anchor, [...(disabledAfter.get(anchor) ?? []), row]);
  }
  return [
    ...(disabledAfter.get(-1) ?? []),
    ...fresh.flatMap((row, index) => [row, ...(disabledAfter.get(index) ?? [])]),
  ];
}

interface QueryPiece {
  text: string;
  key: string;
  value: string;
}

function queryPieces(url: string): QueryPiece[] {
  const { query } = splitAddress(url);
  if (query === undefined) return [];
  const pieces: QueryPiece[] = [];
  for (const text of splitOutsideVariables(query, '&')) {
    if (text === '') continue;
    const [key = ''] = splitOutsideVariables(text, '=', 1);
    pieces.push({ text, key, value: text.slice(key.length + 1) });
  }
  return pieces;
}

/** For each new row the old row it continues: equal ends first, then equal names, then, where as many are left, by place. */
function matchRows(before: Row[], after: Row[]): (Row | undefined)[] {
  const partners: (Row | undefined)[] = after.map(() => undefined);
  const same = (left: Row | undefined, right: Row | undefined) =>
    left !== undefined && right !== undefined && left.key === right.key && left.value === right.value;

  let head = 0;
  while (head < after.length && same(before[head], after[head])) {
    partners[head] = before[head];
    head += 1;
  }
  let tail = 0;
  while (
    after.length - tail > head &&
    before.length - tail > head &&
    same(before[before.length - 1 - tail], after[after.length - 1 - tail])
  ) {
    partners[after.length - 1 - tail] = before[before.length - 1 - tail];
    tail += 1;
  }

  const rest = before.slice(head, before.length - tail);
  const open = after.slice(head, after.length - tail).map((row, index) => ({ row, index: head + index }));
  const unmatched: number[] = [];
  for (const { row, index } of open) {
    const at = rest.findIndex((candidate) => candidate.key === row.key);
    if (at === -1) unmatched.push(index);
    else partners[index] = rest.splice(at, 1)[0];
  }
  if (unmatched.length === rest.length) unmatched.forEach((index, at) => (partners[index] = rest[at]));
  return partners;
}

function escapeOutsideVariables(text: string, characters: string): string {
  let result = text;
  for (const character of characters) {
    const code = `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
    result = splitOutsideVariables(result, character).join(code);
  }
  return result;
}
