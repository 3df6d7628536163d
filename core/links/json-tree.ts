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

class TreeReader {
  readonly #text: string;
  readonly #places: JsonPlaces | undefined;
  #at = 0;
  #depth = 0;

  constructor(text: string, places: JsonPlaces | undefined) {
    this.#text = text;
    this.#places = places;
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

  #readObject(): Map<string, JsonTree> {
    this.#enter();
    const members = new Map<string, JsonTree>();
    const places = this.#placesOf(members);
    while (this.#peek() !== '}') {
      if (this.#peek() === ',') this.#at += 1;
      this.#peek();
      const key = this.#readString();
      this.#peek();
      this.#at += 1;
      this.#peek();
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
    let end = this.#text.indexOf('"', start + 1);
    let isEscaped = false;
    for (
      let at = this.#text.indexOf('\\', start + 1);
      at !== -1 && at < end;
      at = this.#text.indexOf('\\', at + 2)
    ) {
      isEscaped = true;
      if (at + 1 === end) end = this.#text.indexOf('"', end + 1);
    }
    this.#at = end + 1;
    return isEscaped
      ? (JSON.parse(this.#text.slice(start, end + 1)) as string)
      : this.#text.slice(start + 1, end);
  }

  #readNumber(): JsonNumber {
    const start = this.#at;
    while (/[-+.0-9eE]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    return new JsonNumber(this.#text.slice(start, this.#at));
  }
}
