/** A number as it stands in the text; turning it into a JavaScript number could change it. */
export class JsonNumber {
  readonly token: string;

  constructor(token: string) {
    this.token = token;
  }
}

/** A JSON value that keeps number tokens and the order of members. Of repeated keys the last one counts. */
export type JsonTree = null | boolean | string | JsonNumber | JsonTree[] | Map<string, JsonTree>;

/** Where the values in a container begin in the text, by position or name. */
export type JsonPlaces = WeakMap<object, Map<string | number, number>>;

/** Deeper texts are not evaluated. */
const maxDepth = 1_000;

/**
 * Parses a JSON text without losing a digit; `undefined` where it is no JSON or nests more than 1,000 deep.
 *
 * @param places Takes where each value begins, for who wants to cut it out as it stands.
 */
export function parseJsonTree(text: string, places?: JsonPlaces): JsonTree | undefined {
  try {
    // The engine's parser decides what is JSON; the pass below may then take every token as given.
    JSON.parse(text);
    return new TreeReader(text, places).read();
  } catch {
    return undefined;
  }
}

/**
 * Parses only the one value that stands under some names and positions, counted from 0. `undefined` where there is none, or
 * the text is no JSON or nests more than 1,000 deep up to there.
 */
export function readJsonAt(text: string, path: readonly (string | number)[]): JsonTree | undefined {
  try {
    const found = valueAt(JSON.parse(text), path);
    // Only a number needs its digits, and a container everything that is in it, as they stand in the text.
    if (found === undefined || found === null) return found;
    if (typeof found === 'string' || typeof found === 'boolean') return found;
    const reader = new TreeReader(text, undefined);
    return path.every((step) => reader.enter(step)) ? reader.read() : undefined;
  } catch {
    return undefined;
  }
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = path.length > maxDepth ? undefined : root;
  for (const step of path) {
    const isThere =
      typeof step === 'number'
        ? Array.isArray(value)
        : typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step);
    if (!isThere) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

const code = (character: string) => character.charCodeAt(0);
const [quote, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  code('"'),
  code(','),
  code('{'),
  code('}'),
  code('['),
  code(']'),
];

class TreeReader {
  readonly #text: string;
  readonly #places: JsonPlaces | undefined;
  #at = 0;
  #depth = 0;
  /** The first backslash that was not passed; most texts have none, and looking for it once is enough. */
  #backslashAt: number;

  constructor(text: string, places: JsonPlaces | undefined) {
    this.#text = text;
    this.#places = places;
    this.#backslashAt = nextOf(text, '\\', 0);
  }

  /** Goes to a member or element of the container it stands before; false where that is not there. */
  enter(step: string | number): boolean {
    const opens = typeof step === 'string' ? '{' : '[';
    if (this.#peek() !== opens) return false;
    this.#enter();
    const found = typeof step === 'string' ? this.#findMember(step) : this.#findElement(step);
    if (found !== undefined) this.#moveTo(found);
    return found !== undefined;
  }

  read(): JsonTree {
    const first = this.#peek();
    switch (first) {
      case '{':
        return this.#readObject();
      case '[':
        return this.#readArray();
      case '"':
        return this.#readString();
      case 't':
        this.#at += 4;
        return true;
      case 'f':
        this.#at += 5;
        return false;
      case 'n':
        this.#at += 4;
        return null;
      default:
        return this.#readNumber();
    }
  }

  /** The next character that is not white space, without taking it. */
  #peek(): string {
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t')
        return character;
      this.#at += 1;
    }
  }

  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new RangeError('too deep');
  }

  /** Reads the name of a member, up to where its value begins. */
  #readName(): string {
    if (this.#peek() === ',') this.#at += 1;
    this.#peek();
    const name = this.#readString();
    this.#peek();
    this.#at += 1;
    this.#peek();
    return name;
  }

  /** Of repeated names the last one counts. */
  #findMember(name: string): number | undefined {
    let found: number | undefined;
    while (this.#peek() !== '}') {
      const key = this.#readName();
      if (key === name) found = this.#at;
      this.#skip();
    }
    return found;
  }

  #findElement(index: number): number | undefined {
    for (let count = 0; this.#peek() !== ']'; count += 1) {
      if (this.#peek() === ',') this.#at += 1;
      this.#peek();
      if (count === index) return this.#at;
      this.#skip();
    }
    return undefined;
  }

  /** Passes over one value. */
  #skip(): void {
    const text = this.#text;
    let depth = 0;
    for (;;) {
      const at = text.charCodeAt(this.#at);
      if (at === quote) this.#passString();
      else {
        if (at === openBrace || at === openBracket) depth += 1;
        else if (at === closeBrace || at === closeBracket) {
          // The end of what is around a number or word.
          if (depth === 0) return;
          depth -= 1;
        } else if (at === comma && depth === 0) return;
        this.#at += 1;
        if (depth > 0 || (at !== closeBrace && at !== closeBracket)) continue;
      }
      if (depth === 0) return;
    }
  }

  #moveTo(at: number): void {
    // Back: what was passed is looked at again.
    if (at < this.#at) this.#backslashAt = nextOf(this.#text, '\\', at);
    this.#at = at;
  }

  #readObject(): Map<string, JsonTree> {
    this.#enter();
    const members = new Map<string, JsonTree>();
    const places = this.#placesOf(members);
    while (this.#peek() !== '}') {
      const key = this.#readName();
      places?.set(key, this.#at);
      members.set(key, this.read());
    }
    this.#at += 1;
    this.#depth -= 1;
    return members;
  }

  #placesOf(container: object): Map<string | number, number> | undefined {
    if (this.#places === undefined) return undefined;
    const places = new Map<string | number, number>();
    this.#places.set(container, places);
    return places;
  }

  #readArray(): JsonTree[] {
    this.#enter();
    const items: JsonTree[] = [];
    const places = this.#placesOf(items);
    while (this.#peek() !== ']') {
      if (this.#peek() === ',') this.#at += 1;
      this.#peek();
      places?.set(items.length, this.#at);
      items.push(this.read());
    }
    this.#at += 1;
    this.#depth -= 1;
    return items;
  }

  #readString(): string {
    const start = this.#at;
    const isEscaped = this.#passString();
    return isEscaped
      ? (JSON.parse(this.#text.slice(start, this.#at)) as string)
      : this.#text.slice(start + 1, this.#at - 1);
  }

  /** Passes over a string; tells whether something in it is escaped. */
  #passString(): boolean {
    const text = this.#text;
    let end = text.indexOf('"', this.#at + 1);
    const isEscaped = this.#backslashAt < end;
    while (this.#backslashAt < end) {
      if (this.#backslashAt + 1 === end) end = text.indexOf('"', end + 1);
      this.#backslashAt = nextOf(text, '\\', this.#backslashAt + 2);
    }
    this.#at = end + 1;
    return isEscaped;
  }

  #readNumber(): JsonNumber {
    const start = this.#at;
    while (isNumberPart(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return new JsonNumber(this.#text.slice(start, this.#at));
  }
}

/** Where a character stands next, or where none can. */
function nextOf(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? Infinity : at;
}

/** Digits, signs, point, exponent. */
function isNumberPart(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x2e ||
    (code | 0x20) === 0x65
  );
}
