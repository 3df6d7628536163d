import { AppError } from '../errors.ts';
import type {
  JsonPathOperand,
  JsonPathOperator,
  JsonPathQuery,
  JsonPathSegment,
  JsonPathSelector,
  JsonPathTest,
} from './json-path-syntax.ts';
import { JsonNumber } from './json-tree.ts';

const maxLength = 4_096;
const maxDepth = 32;

/**
 * Parses a JSONPath query. Of the functions, `length`, `count` and `value` are known; `match` and `search` would run
 * patterns out of a file and are refused.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH with the position in details
 * @see RFC 9535 section 2
 */
export function parseJsonPath(text: string): JsonPathQuery {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): JsonPathQuery {
    if (this.#text.length > maxLength) throw this.#fault('The path is too long.');
    if (!this.#take('$')) throw this.#fault('A path starts with $.');
    const query: JsonPathQuery = { from: 'root', segments: this.#segments() };
    if (this.#at < this.#text.length) throw this.#fault('There is something after the end of the path.');
    return query;
  }

  #segments(): JsonPathSegment[] {
    const segments: JsonPathSegment[] = [];
    for (;;) {
      const before = this.#at;
      this.#space();
      const isDescendant = this.#take('..');
      if (!isDescendant && this.#take('.')) segments.push({ isDescendant, selectors: [this.#shorthand()] });
      else if (this.#next() === '[') segments.push({ isDescendant, selectors: this.#bracketed() });
      else if (isDescendant) segments.push({ isDescendant, selectors: [this.#shorthand()] });
      else {
        this.#at = before;
        return segments;
      }
    }
  }

  #shorthand(): JsonPathSelector {
    if (this.#take('*')) return { kind: 'wildcard' };
    const name = this.#match(/[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*/uy);
    if (name === undefined) throw this.#fault('A name is missing here.');
    return { kind: 'name', name };
  }

  #bracketed(): JsonPathSelector[] {
    this.#at += 1;
    const selectors: JsonPathSelector[] = [];
    do {
      this.#space();
      selectors.push(this.#selector());
      this.#space();
    } while (this.#take(','));
    this.#expect(']');
    return selectors;
  }

  #selector(): JsonPathSelector {
    const next = this.#next();
    if (next === "'" || next === '"') return { kind: 'name', name: this.#string() };
    if (this.#take('*')) return { kind: 'wildcard' };
    if (this.#take('?')) {
      this.#space();
      return { kind: 'filter', test: this.#or() };
    }
    const start = this.#integer();
    const afterStart = this.#at;
    this.#space();
    if (!this.#take(':')) {
      this.#at = afterStart;
      if (start === undefined) throw this.#fault('A name, an index, * or a filter is missing here.');
      return { kind: 'index', index: start };
    }
    this.#space();
    const end = this.#integer();
    this.#space();
    let step: number | undefined;
    if (this.#take(':')) {
      this.#space();
      step = this.#integer();
    }
    return { kind: 'slice', start, end, step: step ?? 1 };
  }

  #or(): JsonPathTest {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#fault('The filter nests too deep.');
    const terms = this.#list('||', () => this.#list('&&', () => this.#basic(), 'and'), 'or');
    this.#depth -= 1;
    return terms;
  }

  #list(separator: string, read: () => JsonPathTest, kind: 'or' | 'and'): JsonPathTest {
    const first = read();
    const terms = [first];
    for (;;) {
      const before = this.#at;
      this.#space();
      if (!this.#take(separator)) {
        this.#at = before;
        return terms.length === 1 ? first : { kind, terms };
      }
      this.#space();
      terms.push(read());
    }
  }

  #basic(): JsonPathTest {
    if (this.#take('!')) {
      this.#space();
      const term = this.#basic();
      if (term.kind === 'compare') throw this.#fault('Put parentheses around what ! negates.');
      return { kind: 'not', term };
    }
    if (this.#take('(')) {
      this.#space();
      const inner = this.#or();
      this.#space();
      this.#expect(')');
      // A group in a `not` may hold a comparison; as a list of one it is told from a bare one.
      return inner.kind === 'compare' ? { kind: 'and', terms: [inner] } : inner;
    }
    const start = this.#at;
    const left = this.#operand();
    const before = this.#at;
    this.#space();
    const operator = this.#match(/==|!=|<=|>=|<|>/y) as JsonPathOperator | undefined;
    if (operator === undefined) {
      this.#at = before;
      if (left.kind === 'query') return { kind: 'exists', query: left.query };
      throw this.#fault('A comparison is missing here.');
    }
    this.#space();
    const right = this.#operand();
    for (const operand of [left, right]) {
      if (operand.kind === 'query' && !isSingular(operand.query)) {
        this.#at = start;
        throw this.#fault('Only a path to one value can be compared.');
      }
    }
    return { kind: 'compare', operator, left, right };
  }

  #operand(): JsonPathOperand {
    const next = this.#next();
    if (next === '@' || next === '$') return { kind: 'query', query: this.#query() };
    if (next === "'" || next === '"') return { kind: 'literal', value: this.#string() };
    const number = this.#match(/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y);
    if (number !== undefined) return { kind: 'literal', value: new JsonNumber(number) };
    const word = this.#match(/[a-z][a-z0-9_]*/y);
    if (word === undefined) throw this.#fault('A value is missing here.');
    if (this.#next() === '(') return this.#call(word);
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'null') return { kind: 'literal', value: null };
    throw this.#fault('Text needs quotes.');
  }

  #call(name: string): JsonPathOperand {
    this.#at += 1;
    this.#space();
    let operand: JsonPathOperand;
    if (name === 'length') operand = { kind: 'length', operand: this.#singularOperand() };
    else if (name === 'count') operand = { kind: 'count', query: this.#query() };
    else if (name === 'value') operand = { kind: 'value', query: this.#query() };
    else throw this.#fault(`Postern does not know the function ${name}().`);
    this.#space();
    this.#expect(')');
    return operand;
  }

  #singularOperand(): JsonPathOperand {
    const operand = this.#operand();
    if (operand.kind === 'query' && !isSingular(operand.query))
      throw this.#fault('length() takes one value.');
    return operand;
  }

  #query(): JsonPathQuery {
    if (this.#take('@')) return { from: 'current', segments: this.#segments() };
    this.#expect('$');
    return { from: 'root', segments: this.#segments() };
  }

  #string(): string {
    const quote = this.#next();
    this.#at += 1;
    let result = '';
    for (;;) {
      const character = this.#next();
      if (character === '' || character < ' ') throw this.#fault('The text has no end.');
      this.#at += 1;
      if (character === quote) return result;
      result += character === '\\' ? this.#escaped(quote) : character;
    }
  }

  #escaped(quote: string): string {
    const character = this.#next();
    this.#at += 1;
    if (character === quote || character === '\\' || character === '/') return character;
    const simple = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[character];
    if (simple !== undefined) return simple;
    const code = character === 'u' ? this.#match(/[0-9A-Fa-f]{4}/y) : undefined;
    if (code === undefined) throw this.#fault('This escape is not known.');
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #integer(): number | undefined {
    const text = this.#match(/0(?![0-9])|-?[1-9][0-9]*/y);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw this.#fault('This number is too large.');
    return value;
  }

  #next(): string {
    return this.#text.charAt(this.#at);
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#fault(`${token} is missing here.`);
  }

  #space(): void {
    while (this.#at < this.#text.length && ' \t\n\r'.includes(this.#next())) this.#at += 1;
  }

  /** Takes what a sticky pattern finds here. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #fault(message: string): AppError {
    return new AppError('ERR_EXTRACTION_INVALID_PATH', `${message} (position ${this.#at + 1})`, {
      details: { position: this.#at },
    });
  }
}

function isSingular(query: JsonPathQuery): boolean {
  return query.segments.every(
    ({ isDescendant, selectors: [only, ...more] }) =>
      !isDescendant && more.length === 0 && (only?.kind === 'name' || only?.kind === 'index'),
  );
}
