/**
 * The grammar of Okta's `search` and `filter` expressions, a subset of SCIM's:
 *
 *     expression = conjunction *( "or" conjunction )
 *     conjunction = term *( "and" term )
 *     term = "(" expression ")" / attribute operator value / attribute "pr"
 *
 * @see RFC 7644 section 3.4.2.2
 */
import { invalidSearch } from './errors.ts';

const OPERATORS = ['eq', 'ne', 'sw', 'ew', 'co', 'gt', 'ge', 'lt', 'le', 'pr'] as const;
export type SearchOperator = (typeof OPERATORS)[number];
export type SearchValue = string | number | boolean;

export type SearchExpression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchExpression[] }
  | {
      readonly kind: 'compare';
      readonly attribute: string;
      readonly operator: SearchOperator;
      /** Absent with `pr` only. */
      readonly value: SearchValue | undefined;
    };

type Token =
  { readonly kind: 'open' | 'close' | 'word' } | { readonly kind: 'value'; readonly value: SearchValue };
type PlacedToken = Token & { readonly text: string };

/** Longer or deeper expressions are refused, as Okta refuses overly complex ones. */
const MAX_LENGTH = 4000;
const MAX_DEPTH = 20;

const TOKEN = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w.:-]*))/y;

/**
 * Reads an expression.
 * @throws OktaError E0000031 when it does not follow the grammar or is too long or too deep
 */
export function parseSearch(text: string): SearchExpression {
  if (text.length > MAX_LENGTH)
    throw invalidSearch(`The expression is longer than ${MAX_LENGTH} characters.`);
  const reader = new TokenReader(tokenize(text));
  const expression = parseAny(reader, 0);
  const left = reader.peek();
  if (left !== undefined) throw invalidSearch(`Nothing was expected at ${left.text}.`);
  return expression;
}

class TokenReader {
  readonly #tokens: readonly PlacedToken[];
  #next = 0;

  constructor(tokens: readonly PlacedToken[]) {
    this.#tokens = tokens;
  }

  peek(): PlacedToken | undefined {
    return this.#tokens[this.#next];
  }

  take(expected: string): PlacedToken {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw invalidSearch(`The expression ends where ${expected} was expected.`);
    this.#next += 1;
    return token;
  }

  takeWord(word: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }
}

function tokenize(text: string): PlacedToken[] {
  const tokens: PlacedToken[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw invalidSearch(`Not understood: ${text.slice(start, start + 40).trim()}`);
    tokens.push(readToken(match));
  }
  return tokens;
}

function readToken([, bracket, quoted, digits, word = '']: RegExpExecArray): PlacedToken {
  if (bracket !== undefined) return { kind: bracket === '(' ? 'open' : 'close', text: bracket };
  if (quoted !== undefined) {
    return { kind: 'value', value: quoted.slice(1, -1).replace(/\\(.)/gs, '$1'), text: quoted };
  }
  if (digits !== undefined) return { kind: 'value', value: Number(digits), text: digits };
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true', text: word };
  return { kind: 'word', text: word };
}

function parseAny(reader: TokenReader, depth: number): SearchExpression {
  const parts = [parseAll(reader, depth)];
  while (reader.takeWord('or')) parts.push(parseAll(reader, depth));
  return joined('or', parts);
}

function parseAll(reader: TokenReader, depth: number): SearchExpression {
  const parts = [parseTerm(reader, depth)];
  while (reader.takeWord('and')) parts.push(parseTerm(reader, depth));
  return joined('and', parts);
}

const joined = (kind: 'and' | 'or', parts: SearchExpression[]): SearchExpression => {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind, parts };
};

function parseTerm(reader: TokenReader, depth: number): SearchExpression {
  const token = reader.take('an attribute');
  if (token.kind === 'open') {
    if (depth >= MAX_DEPTH) throw invalidSearch(`Parentheses are deeper than ${MAX_DEPTH}.`);
    const inner = parseAny(reader, depth + 1);
    if (reader.take('a closing parenthesis').kind !== 'close') {
      throw invalidSearch('A closing parenthesis is missing.');
    }
    return inner;
  }
  if (token.kind !== 'word') throw invalidSearch(`An attribute was expected at ${token.text}.`);
  const operator = readOperator(reader.take('an operator').text);
  if (operator === 'pr') return { kind: 'compare', attribute: token.text, operator, value: undefined };
  const value = reader.take('a value');
  if (value.kind !== 'value') {
    throw invalidSearch(`A value was expected at ${value.text}; text stands in double quotes.`);
  }
  return { kind: 'compare', attribute: token.text, operator, value: value.value };
}

function readOperator(text: string): SearchOperator {
  const operator = OPERATORS.find((known) => known === text.toLowerCase());
  if (operator === undefined) throw invalidSearch(`${text} is not an operator.`);
  return operator;
}
