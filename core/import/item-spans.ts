import { type ByteSource, ByteWindow } from './byte-source.ts';
import type { Steps } from './steps.ts';

/** Where an entry of a list of items stands in the bytes of a collection. */
export interface ItemSpan {
  start: number;
  end: number;
  /** Of a folder, and of the collection itself: the list between its brackets. */
  children?: { start: number; end: number; spans: ItemSpan[] };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const itemKey = Array.from('item', (letter) => letter.charCodeAt(0));

/**
 * Finds the items of a Postman collection in its bytes without reading them: every object in a list under `"item"`, as deep
 * as they go. Only the frame around them is checked, by the grammar of JSON; whoever reads the pieces finds what is wrong
 * inside. `undefined` where the bytes are no object, or an entry is none.
 */
export function* findItemSpans(source: ByteSource): Steps<ItemSpan | undefined> {
  const bytes = new ByteWindow(source);
  const scan = new SpanScanner(bytes);
  const start = scan.skipSpace(startsWithMark(bytes) ? 3 : 0);
  const root = yield* scan.object(start);
  return root !== undefined && scan.skipSpace(root.end) === bytes.sizeBytes ? root : undefined;
}

class SpanScanner {
  private readonly bytes: ByteWindow;

  constructor(bytes: ByteWindow) {
    this.bytes = bytes;
  }

  /** The object that starts at `start`, with the items it lists. */
  *object(start: number): Steps<ItemSpan | undefined> {
    const { bytes } = this;
    if (bytes.at(start) !== OPEN_BRACE) return undefined;
    const span: ItemSpan = { start, end: start };
    let at = this.skipSpace(start + 1);
    while (bytes.at(at) === QUOTE) {
      const keyEnd = this.endOfString(at);
      const colon = this.skipSpace(keyEnd);
      if (bytes.at(colon) !== COLON) return undefined;
      const value = this.skipSpace(colon + 1);
      if (bytes.at(value) === OPEN_BRACKET && this.isItemKey(at, keyEnd)) {
        // Twice the same key: which one counts is for the reader of whole texts.
        if (span.children !== undefined) return undefined;
        span.children = yield* this.list(value);
        if (span.children === undefined) return undefined;
        at = span.children.end;
      } else at = this.endOfValue(value);
      at = this.skipSpace(at);
      if (bytes.at(at) !== COMMA) break;
      at = this.skipSpace(at + 1);
      if (bytes.at(at) !== QUOTE) return undefined;
    }
    if (bytes.at(at) !== CLOSE_BRACE) return undefined;
    span.end = at + 1;
    yield;
    return span;
  }

  private *list(start: number): Steps<ItemSpan['children']> {
    const { bytes } = this;
    const spans: ItemSpan[] = [];
    let at = this.skipSpace(start + 1);
    while (bytes.at(at) !== CLOSE_BRACKET) {
      const span = yield* this.object(at);
      if (span === undefined) return undefined;
      spans.push(span);
      at = this.skipSpace(span.end);
      if (bytes.at(at) === CLOSE_BRACKET) break;
      if (bytes.at(at) !== COMMA) return undefined;
      at = this.skipSpace(at + 1);
      if (bytes.at(at) !== OPEN_BRACE) return undefined;
    }
    return { start, end: at + 1, spans };
  }

  skipSpace(from: number): number {
    for (let at = from; ; at += 1) {
      const code = this.bytes.at(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    }
  }

  /** Just past the string that starts at `start`. */
  private endOfString(start: number): number {
    const { bytes } = this;
    for (let end = bytes.indexOf(QUOTE, start + 1); end !== -1; end = bytes.indexOf(QUOTE, end + 1)) {
      let before = end - 1;
      while (bytes.at(before) === BACKSLASH) before -= 1;
      if ((end - before) % 2 === 1) return end + 1;
    }
    return bytes.sizeBytes;
  }

  /** Just past the value that starts at `start`; brackets inside are counted and not matched. */
  private endOfValue(start: number): number {
    const { bytes } = this;
    const { sizeBytes: length } = bytes;
    let depth = 0;
    for (let at = start; at < length; at += 1) {
      const code = bytes.at(at);
      if (code === QUOTE) {
        at = this.endOfString(at) - 1;
        if (depth === 0) return at + 1;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
      } else if (code === COMMA && depth === 0) return at;
    }
    return length;
  }

  private isItemKey(start: number, end: number): boolean {
    return (
      end - start === itemKey.length + 2 &&
      itemKey.every((code, at) => this.bytes.at(start + 1 + at) === code)
    );
  }
}

function startsWithMark(bytes: ByteWindow): boolean {
  return bytes.at(0) === 0xef && bytes.at(1) === 0xbb && bytes.at(2) === 0xbf;
}
