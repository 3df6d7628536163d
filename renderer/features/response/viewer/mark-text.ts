import type { BodySearch } from './body-search.ts';
import { utf8Length } from './engine/search-text.ts';

export interface Mark {
  /** Places in the text's UTF-16 units. */
  start: number;
  end: number;
  match: number;
}

/** Most marks in one piece of text; a pattern that matches everything marks nothing useful. */
const maxMarks = 500;

/** Gives the parts of a text, which begins at byte `offset`, that matches cover; cut at its ends. */
export function markText(
  text: string,
  offset: number,
  search: Pick<BodySearch, 'firstAfter' | 'matchAt'>,
): Mark[] {
  const marks: Mark[] = [];
  let unit = 0;
  let byte = offset;
  // Places only rise, so that the text is gone through once.
  const unitAt = (wanted: number): number => {
    while (byte < wanted && unit < text.length) {
      const size = (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      byte += utf8Length(text, unit, unit + size);
      unit += size;
    }
    return unit;
  };
  for (let index = search.firstAfter(offset); marks.length < maxMarks; index += 1) {
    const match = search.matchAt(index);
    if (match === undefined) break;
    const start = unitAt(match.start);
    if (start >= text.length) break;
    marks.push({ start, end: unitAt(match.end), match: index });
  }
  return marks;
}
