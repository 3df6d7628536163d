import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  endsWord,
  isMark,
  maxLineTokens,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-bytes.ts';

/** One piece of a JSON text by its place in the bytes. */
export interface JsonTokenRange {
  kind: 'name' | 'string' | 'number' | 'literal' | 'punctuation';
  start: number;
  end: number;
}

/** One line of a laid out text, by places in the bytes. */
export interface JsonLineRange {
  line: number;
  /** Number of open containers around the line: the indentation, in steps. */
  depth: number;
  tokens: JsonTokenRange[];
  /** The mark that the line ends with, as a byte; 0 where it ends with something else. */
  endMark: number;
}

/** Lines between two checkpoints: what is read again to make any of them. */
export interface JsonBlock {
  firstLine: number;
  /** Up to and without this line. */
  endLine: number;
  start: number;
  end: number;
}

/** Bytes of a part of the text. */
export interface ByteSegment {
  start: number;
  bytes: Uint8Array;
}

/** Tells whether a container opens on a line, whose members stand on the lines after it. */
export function opensContainer({ endMark }: JsonLineRange): boolean {
  return endMark === OPEN_BRACE || endMark === OPEN_BRACKET;
}

export interface JsonBlockSource {
  /** The block's parts in order; the insides of long tokens may be missing. */
  segments: readonly ByteSegment[];
  block: JsonBlock;
  /** Number of containers that are open where the block begins. */
  depth: number;
  /** Where the long token that begins at a place ends; nothing for other tokens. */
  longTokenEnd(start: number): number | undefined;
}

/** Makes the lines of a block. They break where `JsonLineIndex` broke them. */
export function readJsonBlock(source: JsonBlockSource): JsonLineRange[] {
  const reader = new BlockReader(source);
  source.segments.forEach((segment, index) => reader.take(segment, source.segments[index + 1]?.start));
  return reader.lines;
}

class BlockReader {
  readonly lines: JsonLineRange[] = [];
  private readonly source: JsonBlockSource;
  private depth: number;
  private fresh = true;
  private opening = 0;
  /** Where reading goes on after a long token. */
  private resumeAt = 0;

  constructor(source: JsonBlockSource) {
    this.source = source;
    this.depth = source.depth;
  }

  take({ start, bytes }: ByteSegment, nextStart: number | undefined): void {
    const { length } = bytes;
    const end = nextStart === undefined ? this.source.block.end : start + length;
    let at = Math.max(this.resumeAt - start, 0);
    while (at < length) {
      const code = bytes[at] as number;
      const long = this.source.longTokenEnd(start + at);
      let stop = at + 1;
      if (long !== undefined) stop = long - start;
      else if (code <= 0x20) stop = at + 1;
      else if (code === QUOTE) stop = endOfString(bytes, at);
      else if (isMark[code] === 0) stop = endOfWord(bytes, at);
      if (code > 0x20) this.token(code, start + at, Math.min(start + stop, Math.max(end, long ?? 0)));
      at = stop;
    }
    this.resumeAt = start + at;
  }

  private token(code: number, start: number, end: number): void {
    if (this.opening !== 0) {
      const opened = this.opening;
      this.opening = 0;
      if (code === opened + 2) {
        this.add(code, start, end);
        if (this.depth === 0) this.fresh = true;
        return;
      }
      this.depth += 1;
      this.fresh = true;
    }
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.depth = Math.max(this.depth - 1, 0);
      this.fresh = true;
      this.begin();
      this.add(code, start, end);
      if (this.depth === 0) this.fresh = true;
      return;
    }
    this.begin();
    this.add(code, start, end);
    if (code === COMMA) this.fresh = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.opening = code;
  }

  private begin(): void {
    const current = this.lines.at(-1);
    if (current !== undefined && !this.fresh && current.tokens.length < maxLineTokens) return;
    this.fresh = false;
    const line = this.source.block.firstLine + this.lines.length;
    this.lines.push({ line, depth: this.depth, tokens: [], endMark: 0 });
  }

  private add(code: number, start: number, end: number): void {
    const line = this.lines.at(-1);
    if (line === undefined) return;
    const first = line.tokens[0];
    if (code === COLON && line.tokens.length === 1 && first?.kind === 'string') first.kind = 'name';
    line.tokens.push({ kind: kindOf(code), start, end });
    line.endMark = isMark[code] === 1 ? code : 0;
  }
}

function kindOf(code: number): JsonTokenRange['kind'] {
  if (code === QUOTE) return 'string';
  if (isMark[code] === 1) return 'punctuation';
  return code === 0x2d || (code >= 0x30 && code <= 0x39) ? 'number' : 'literal';
}

function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length) {
    const code = bytes[at];
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
}

function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && endsWord[bytes[at] as number] === 0) at += 1;
  return at;
}
