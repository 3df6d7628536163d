import { endOfString, type JsonPath } from './json.ts';

/** One piece of a JSON text, exactly as it stands there. */
export interface JsonToken {
  kind: 'name' | 'string' | 'number' | 'literal' | 'punctuation';
  text: string;
  /** Where it begins in the source text. */
  offset: number;
}

/** One line of a pretty-printed text. */
export interface JsonLine {
  /** Number of open containers around the line: the indentation, in steps. */
  depth: number;
  tokens: JsonToken[];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Typed lists grow by doubling from here. */
const firstCapacity = 1024;

/**
 * Lays a JSON text out in lines without copying it: an index of where each line begins, from which single lines are
 * made on demand. No token is ever changed, so numbers keep every digit and texts every escape.
 *
 * The index is built in steps of any size (`advance`), so that a long text blocks nobody; lines found so far can be
 * read in between. It trusts the text: check it with `findJsonFault` where a fault should be named. A text that is
 * not JSON still gives lines that hold all of it.
 */
export class JsonLines {
  readonly text: string;
  private starts = new Uint32Array(firstCapacity);
  private depths = new Uint16Array(firstCapacity);
  /** The line that closes the container opened on a line, or opens the one closed on it; the line itself otherwise. */
  private partners = new Uint32Array(firstCapacity);
  private count = 0;
  private at = 0;
  private depth = 0;
  private openLines: number[] = [];
  /** Whether the next token begins a line. */
  private fresh = true;

  constructor(text: string) {
    this.text = text;
  }

  /** Number of lines found so far; all of them once `done` is true. */
  get lineCount(): number {
    return this.count;
  }

  /** How far into the text the index reaches. */
  get indexedTo(): number {
    return this.at;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads on for about `units` characters and tells whether the index is complete. */
  advance(units = Number.POSITIVE_INFINITY): boolean {
    const { text } = this;
    const limit = Math.min(text.length, this.at + units);
    let at = this.at;
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (code <= 0x20) at += 1;
      else if (code === QUOTE) {
        this.begin(at);
        at = endOfString(text, at) + 1;
      } else if (code === COMMA) {
        this.begin(at);
        this.fresh = true;
        at += 1;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) at = this.open(at, code);
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) at = this.close(at);
      else {
        this.begin(at);
        at = code === COLON ? at + 1 : endOfWord(text, at);
      }
    }
    this.at = at;
    return this.done;
  }

  /** Makes one line, counted from 0. */
  lineAt(index: number): JsonLine {
    const { text } = this;
    const end = this.endOf(index);
    const tokens: JsonToken[] = [];
    let at = this.starts[index] ?? 0;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code <= 0x20) {
        at += 1;
        continue;
      }
      const stop =
        code === QUOTE
          ? Math.min(endOfString(text, at) + 1, end)
          : isMark(code)
            ? at + 1
            : endOfWord(text, at);
      tokens.push({ kind: kindOf(code), text: text.slice(at, stop), offset: at });
      at = stop;
    }
    const [first, second] = tokens;
    if (first?.kind === 'string' && second?.text === ':') first.kind = 'name';
    return { depth: this.depths[index] ?? 0, tokens };
  }

  /** The last line of the container that opens on this line; the line itself where none does. */
  foldEnd(index: number): number {
    const partner = this.partners[index] ?? index;
    return partner > index ? partner : index;
  }

  /** The line that an offset of the text stands on. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the value on a line stands, from the root. A closing bracket stands for its container. */
  pathOf(index: number): JsonPath {
    const path: JsonPath = [];
    let line = Math.min(index, this.partners[index] ?? index);
    while ((this.depths[line] ?? 0) > 0) {
      const parent = this.parentOf(line);
      if (this.text.charCodeAt(this.endOfOpening(parent)) === OPEN_BRACKET)
        path.push(this.positionOf(line, parent));
      else path.push(nameText(this.lineAt(line).tokens[0]?.text ?? '""'));
      line = parent;
    }
    return path.toReversed();
  }

  /** The line that opens the container around a line. */
  private parentOf(line: number): number {
    const depth = this.depths[line] ?? 0;
    let other = line - 1;
    while (other > 0 && (this.depths[other] ?? 0) >= depth) other = this.before(other);
    return Math.max(other, 0);
  }

  /** Number of siblings before a line in its array. */
  private positionOf(line: number, parent: number): number {
    let position = 0;
    for (let other = line; other > parent + 1; other = this.before(other - 1) + 1) position += 1;
    return position;
  }

  /** The line before a line and before the whole container that closes on it. */
  private before(line: number): number {
    return Math.min(this.partners[line] ?? line, line) - 1;
  }

  /** Offset of the bracket that a line ends with. */
  private endOfOpening(line: number): number {
    return this.lineAt(line).tokens.at(-1)?.offset ?? 0;
  }

  private endOf(index: number): number {
    return index + 1 < this.count ? (this.starts[index + 1] ?? 0) : this.at;
  }

  private open(at: number, code: number): number {
    this.begin(at);
    let next = at + 1;
    while (this.text.charCodeAt(next) <= 0x20) next += 1;
    // An empty container stays on one line.
    if (this.text.charCodeAt(next) === (code === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) return next + 1;
    this.openLines.push(this.count - 1);
    this.depth += 1;
    this.fresh = true;
    return at + 1;
  }

  private close(at: number): number {
    this.depth = Math.max(0, this.depth - 1);
    this.fresh = true;
    this.begin(at);
    const opening = this.openLines.pop();
    if (opening !== undefined) {
      this.partners[opening] = this.count - 1;
      this.partners[this.count - 1] = opening;
    }
    return at + 1;
  }

  /** Begins a line where the last one has ended. */
  private begin(at: number): void {
    if (!this.fresh) return;
    this.fresh = false;
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = at;
    this.depths[this.count] = Math.min(this.depth, 0xffff);
    this.partners[this.count] = this.count;
    this.count += 1;
  }

  private grow(): void {
    const capacity = this.starts.length * 2;
    const starts = new Uint32Array(capacity);
    const depths = new Uint16Array(capacity);
    const partners = new Uint32Array(capacity);
    starts.set(this.starts);
    depths.set(this.depths);
    partners.set(this.partners);
    this.starts = starts;
    this.depths = depths;
    this.partners = partners;
  }
}

/** Steps that lines are indented at most: ten thousand containers inside each other would make megabytes of spaces a kilobyte. */
export const mostIndentSteps = 200;

/** The spaces that a line begins with. */
export function indentation(depth: number, indent: number): string {
  return ' '.repeat(Math.min(depth, mostIndentSteps) * indent);
}

/**
 * Gives a JSON text laid out with an indentation of so many spaces; tokens stay as they are. One that would be longer than
 * `most` characters stays as it is.
 */
export function formatJson(text: string, indent = 2, most = Number.POSITIVE_INFINITY): string {
  const lines = new JsonLines(text);
  lines.advance();
  const parts: string[] = [];
  let length = -1;
  for (let index = 0; index < lines.lineCount; index += 1) {
    const { depth, tokens } = lines.lineAt(index);
    const line = tokens.map((token) => (token.text === ':' ? ': ' : token.text)).join('');
    parts.push(indentation(depth, indent) + line);
    length += (parts.at(-1)?.length ?? 0) + 1;
    if (length > most) return text;
  }
  return parts.join('\n');
}

/** Gives the name a token in double quotes spells. */
function nameText(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}

function isMark(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET
  );
}

function kindOf(code: number): JsonToken['kind'] {
  if (code === QUOTE) return 'string';
  if (isMark(code)) return 'punctuation';
  return code === 0x2d || (code >= 0x30 && code <= 0x39) ? 'number' : 'literal';
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === QUOTE || isMark(code)) break;
    at += 1;
  }
  return at;
}
