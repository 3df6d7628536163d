/**
 * What `JSON.parse` does not say about a text: which keys stand twice in one object, which could harm an object of
 * ours, and how deep it goes. `json-fault.ts` says where a text breaks the grammar, `json-lines.ts` shows one.
 */

/** Where a value stands: keys and indexes from the root. */
export type JsonPath = (string | number)[];

/** A place in a text; line and column count from 1, in UTF-16 units. */
export interface TextPosition {
  offset: number;
  line: number;
  column: number;
}

/** A key that an object names more than once; `JSON.parse` keeps the last one silently. */
export interface RepeatedKey {
  /** The object. */
  path: JsonPath;
  key: string;
  /** The earlier place, whose value `JSON.parse` drops. */
  dropped: TextPosition;
  /** The later place. */
  kept: TextPosition;
  /** Source text of the dropped value. */
  droppedText: string;
}

/** What a pass over the keys of a valid JSON text finds. */
export interface JsonKeyScan {
  repeated: RepeatedKey[];
  /** Places of keys named `__proto__`, which no object of ours may carry. */
  unsafe: JsonPath[];
  /** Greatest number of open containers. */
  depth: number;
}

/** Gives line and column of an offset; lines end with LF. */
export function textPosition(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < offset; feed = text.indexOf('\n', start)) {
    start = feed + 1;
    line += 1;
  }
  return { offset, line, column: offset - start + 1 };
}

/** Gives the index of the quote that ends the string starting at `start`, or the text's length where there is none. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** Looks at every key of a text that `JSON.parse` has accepted: repeated ones, unsafe ones, and the depth. */
export function scanJsonKeys(text: string): JsonKeyScan {
  return new KeyScanner(text).scan();
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Past this many keys an object is looked up in a map instead of compared key by key. */
const manyKeys = 24;

/** More repeated keys than this are not listed: the text is broken as a whole. */
const maxFindings = 500;

/**
 * One pass, without building values. The keys of all open objects lie in one stack; `bases` says where the keys of
 * each open object begin.
 */
class KeyScanner {
  private readonly text: string;
  private readonly result: JsonKeyScan = { repeated: [], unsafe: [], depth: 0 };
  /** Offset of each key's opening quote, and the hash of its name. */
  private readonly starts: number[] = [];
  private readonly hashes: number[] = [];
  /** For each open container: index of its first key in `starts`, or -1 for an array. */
  private readonly bases: number[] = [];
  /** For each open array: index of the current element. */
  private readonly indexes: number[] = [];
  /** For open objects with many keys: the latest offset of each name. */
  private readonly maps: (Map<string, number> | undefined)[] = [];

  constructor(text: string) {
    this.text = text;
  }

  scan(): JsonKeyScan {
    const { text, bases, indexes, starts, hashes, maps } = this;
    const length = text.length;
    let depth = 0;
    let keyNext = false;
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        const end = endOfString(text, at);
        if (keyNext) {
          this.key(at, end, depth);
          keyNext = false;
        }
        at = end;
      } else if (code === COMMA) {
        if (bases[depth] === -1) indexes[depth] = (indexes[depth] ?? 0) + 1;
        else keyNext = true;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        depth += 1;
        if (depth > this.result.depth) this.result.depth = depth;
        keyNext = code === OPEN_BRACE;
        bases[depth] = keyNext ? starts.length : -1;
        indexes[depth] = 0;
        maps[depth] = undefined;
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        const base = bases[depth] ?? -1;
        if (base !== -1) {
          starts.length = base;
          hashes.length = base;
        }
        keyNext = false;
        depth -= 1;
      }
    }
    return this.result;
  }

  private key(start: number, end: number, depth: number): void {
    const hash = this.hash(start, end);
    const base = this.bases[depth] ?? 0;
    const earlier =
      this.starts.length - base < manyKeys
        ? this.findPair(hash, start, base)
        : this.findInMap(start, base, depth);
    if (earlier !== undefined && this.result.repeated.length < maxFindings)
      this.report(earlier, start, depth);
    if (hash === protoHash && this.name(start) === '__proto__' && this.result.unsafe.length < maxFindings) {
      this.result.unsafe.push([...this.path(depth), '__proto__']);
    }
    this.starts.push(start);
    this.hashes.push(hash);
  }

  private findPair(hash: number, start: number, base: number): number | undefined {
    for (let index = this.starts.length - 1; index >= base; index -= 1) {
      if (this.hashes[index] !== hash) continue;
      const other = this.starts[index] ?? 0;
      if (this.name(other) === this.name(start)) return other;
    }
    return undefined;
  }

  private findInMap(start: number, base: number, depth: number): number | undefined {
    let names = this.maps[depth];
    if (names === undefined) {
      names = new Map();
      for (let index = base; index < this.starts.length; index += 1) {
        const other = this.starts[index] ?? 0;
        names.set(this.name(other), other);
      }
      this.maps[depth] = names;
    }
    const name = this.name(start);
    const earlier = names.get(name);
    names.set(name, start);
    return earlier;
  }

  /** Equal names have equal hashes, however they are escaped. */
  private hash(start: number, end: number): number {
    const { text } = this;
    let hash = 0;
    for (let at = start + 1; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) return hashOf(this.name(start));
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    return hash;
  }

  /** The name of the key whose opening quote stands at `start`. */
  private name(start: number): string {
    const end = endOfString(this.text, start);
    const raw = this.text.slice(start + 1, end);
    return raw.includes('\\') ? (JSON.parse(this.text.slice(start, end + 1)) as string) : raw;
  }

  /** The path of the container that is open at `depth`. */
  private path(depth: number): JsonPath {
    const path: JsonPath = [];
    for (let level = 1; level < depth; level += 1) {
      if (this.bases[level] === -1) {
        path.push(this.indexes[level] ?? 0);
        continue;
      }
      // The key whose value is open at the next level is the last one before the keys of the next open object.
      const next = this.bases.slice(level + 1, depth + 1).find((base) => base !== -1) ?? this.starts.length;
      path.push(this.name(this.starts[next - 1] ?? 0));
    }
    return path;
  }

  private report(earlier: number, start: number, depth: number): void {
    const { text } = this;
    let valueStart = text.indexOf(':', endOfString(text, earlier)) + 1;
    while (isBlank(text.charCodeAt(valueStart))) valueStart += 1;
    this.result.repeated.push({
      path: this.path(depth),
      key: this.name(start),
      dropped: textPosition(text, earlier),
      kept: textPosition(text, start),
      droppedText: text.slice(valueStart, endOfValue(text, valueStart)).trimEnd(),
    });
  }
}

function hashOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return hash;
}

const protoHash = hashOf('__proto__');

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Gives the offset just past the value that starts at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (code === COMMA && depth === 0) return at;
  }
  return text.length;
}
