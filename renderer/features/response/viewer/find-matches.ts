/** Most matches that are kept; the count then says "more than". */
export const maxMatches = 10_000;

/** Gives the offsets of a text's matches without regard to case, at most {@link maxMatches}. */
export function findMatches(text: string, wanted: string): number[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), 'giu');
  const offsets: number[] = [];
  for (const match of text.matchAll(pattern)) {
    offsets.push(match.index);
    if (offsets.length >= maxMatches) break;
  }
  return offsets;
}

/** The part of a token's text that a match covers, for marking it. */
export function matchesWithin(
  matches: readonly number[],
  length: number,
  start: number,
  end: number,
): { start: number; end: number; match: number }[] {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle] ?? 0) + length <= start) low = middle + 1;
    else high = middle;
  }
  const found: { start: number; end: number; match: number }[] = [];
  for (let index = low; index < matches.length; index += 1) {
    const offset = matches[index] ?? 0;
    if (offset >= end) break;
    found.push({
      start: Math.max(offset, start) - start,
      end: Math.min(offset + length, end) - start,
      match: index,
    });
  }
  return found;
}
