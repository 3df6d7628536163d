/** The stretch of a text that another one has something else for. Offsets are UTF-16 positions, `end` exclusive. */
export interface Difference {
  start: number;
  end: number;
  text: string;
}

/** Gives the smallest single stretch to replace; line breaks and surrogate pairs are not cut through. */
export function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  while (start > 0 && isInside(before, start)) start -= 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  while (tail > 0 && isInside(before, before.length - tail)) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Between a carriage return and its line feed, or the two halves of a character. */
function isInside(text: string, at: number): boolean {
  const left = text.charCodeAt(at - 1);
  return (left >= 0xd800 && left < 0xdc00) || left === 0x0d;
}
