import type { TextSource } from './text-source.ts';

export interface SearchQuery {
  text: string;
  matchCase: boolean;
  isRegExp: boolean;
}

/** Matches found since the last report; places are bytes of the text. */
export interface SearchBatch {
  starts: Float64Array<ArrayBuffer>;
  lengths: Uint32Array<ArrayBuffer>;
  /** Bytes of the body that were looked through. */
  readBytes: number;
  status: 'searching' | 'done' | 'full';
}

/** Most matches that are kept; the count then says "more than". */
export const maxMatches = 1_000_000;

/** What a regular expression may look back at, and the longest match that is sure to be found across two chunks. */
const contextUnits = 16;
const overlapUnits = 4_096;

/** Makes the pattern of a search. @throws SyntaxError where a regular expression is not one */
export function patternOf({ text, matchCase, isRegExp }: SearchQuery): RegExp {
  const source = isRegExp ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(source, matchCase ? 'gmu' : 'gimu');
}

/** Looks through a whole text, chunk by chunk, and reports what it finds as it goes. */
export async function searchText(
  source: TextSource,
  query: SearchQuery,
  report: (batch: SearchBatch) => void,
): Promise<void> {
  const pattern = patternOf(query);
  const overlap = query.isRegExp ? overlapUnits : query.text.length * 2;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const window = new SearchWindow(overlap);
  let found = 0;
  for (let chunk = await source.next(); ; chunk = await source.next()) {
    if (chunk !== undefined) window.append(decoder.decode(chunk));
    const matches = window.matches(pattern, chunk === undefined, maxMatches - found);
    found += matches.starts.length;
    const status = chunk === undefined ? 'done' : found >= maxMatches ? 'full' : 'searching';
    report({ ...matches, readBytes: source.readBytes, status });
    if (status !== 'searching') return;
  }
}

/** The part of a text that a search looks at: the new chunk, and of the last one what a match could begin in. */
class SearchWindow {
  private readonly overlap: number;
  private text = '';
  /** Where the window begins, and where the search goes on, in it. */
  private startByte = 0;
  private from = 0;

  constructor(overlap: number) {
    this.overlap = overlap;
  }

  append(text: string): void {
    this.text += text;
  }

  matches(
    pattern: RegExp,
    isLast: boolean,
    room: number,
  ): { starts: Float64Array<ArrayBuffer>; lengths: Uint32Array<ArrayBuffer> } {
    const { text } = this;
    let limit = isLast ? text.length + 1 : Math.max(text.length - this.overlap, this.from);
    if (limit > this.from && isLowSurrogate(text.charCodeAt(limit))) limit -= 1;
    const starts: number[] = [];
    const lengths: number[] = [];
    const bytes = new ByteCounter(text, this.startByte);
    let done = this.from;
    pattern.lastIndex = this.from;
    for (let match = pattern.exec(text); match !== null && starts.length < room; match = pattern.exec(text)) {
      if (match.index >= limit) break;
      const end = match.index + match[0].length;
      if (match[0] === '') {
        pattern.lastIndex = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
        continue;
      }
      const start = bytes.at(match.index);
      starts.push(start);
      lengths.push(bytes.at(end) - start);
      done = end;
    }
    this.cut(Math.max(done, Math.min(limit, text.length)), bytes);
    return { starts: Float64Array.from(starts), lengths: Uint32Array.from(lengths) };
  }

  /** Lets go of what is before `from`, but for what a pattern may look back at. */
  private cut(from: number, bytes: ByteCounter): void {
    let first = Math.max(from - contextUnits, 0);
    if (isLowSurrogate(this.text.charCodeAt(first))) first += 1;
    // Counted from the beginning: the counter only goes forwards.
    this.startByte = bytes.byteBefore(first, from);
    this.text = this.text.slice(first);
    this.from = Math.max(from - first, 0);
  }
}

/** Tells which byte a character stands on, for places that rise. */
class ByteCounter {
  private readonly text: string;
  private unit = 0;
  private byte: number;

  constructor(text: string, startByte: number) {
    this.text = text;
    this.byte = startByte;
  }

  at(unit: number): number {
    this.byte += utf8Length(this.text, this.unit, unit);
    this.unit = unit;
    return this.byte;
  }

  /** The byte of a place that is a little before the next one asked for. */
  byteBefore(unit: number, next: number): number {
    return this.at(next) - utf8Length(this.text, unit, next);
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Number of bytes that a part of a text has in UTF-8. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = end - start;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair stands for two of the four bytes.
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
