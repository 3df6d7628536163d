import { mergeQueryRows, parseQueryRows, withQueryRows } from '../http/query.ts';
import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';

/**
 * Brings an address and a list of parameters together, as the editor keeps them: the enabled rows say what stands in
 * the address. `repeats` tells what a row of a name the address has already means: the same once more (`mirror`, the
 * address is right), or a further parameter (`further`).
 */
export function joinedQuery(
  url: string,
  rows: Row[],
  repeats: 'mirror' | 'further',
): Pick<Request, 'url' | 'queryParams'> {
  const inUrl = parseQueryRows(url);
  const known = new Set(inUrl.map(({ key }) => key));
  const added = rows.filter((row) => row.disabled !== true && (repeats === 'further' || !known.has(row.key)));
  const whole = added.length === 0 ? url : withQueryRows(url, [...inUrl, ...added]);
  const before = repeats === 'further' ? [...inUrl, ...rows] : rows;
  return { url: whole, queryParams: mergeQueryRows(before, whole) };
}
