import type { JsonPathOperand, JsonPathQuery, JsonPathSelector, JsonPathTest } from './json-path-syntax.ts';
import { JsonNumber, type JsonTree } from './json-tree.ts';
import type { JsonPathSegments } from './normal-path.ts';

/** A value that a query found, and where. */
export interface JsonPathMatch {
  value: JsonTree;
  path: JsonPathSegments;
}

/** A query over a large text could visit every value many times over. */
const maxVisits = 1_000_000;

/**
 * Gives the values a query selects, in order; repeated ones stay repeated. Stops after a million values looked at.
 *
 * @see RFC 9535 section 2.1
 */
export function evaluateJsonPath(query: JsonPathQuery, root: JsonTree): JsonPathMatch[] {
  return queryJson(query, root).matches;
}

/** Like `evaluateJsonPath`, and tells whether it stopped before the end. */
export function queryJson(
  query: JsonPathQuery,
  root: JsonTree,
): { matches: JsonPathMatch[]; isCut: boolean } {
  const evaluator = new Evaluator(root);
  const matches = evaluator.run(query, { value: root, path: [] });
  return { matches, isCut: evaluator.hasStopped };
}

/**
 * Gives the names and positions of a query that goes straight down from the root to at most one value; `undefined` for any
 * other query.
 *
 * @see RFC 9535 section 2.3.5.1
 */
export function straightPath(query: JsonPathQuery): (string | number)[] | undefined {
  if (query.from !== 'root') return undefined;
  const path: (string | number)[] = [];
  for (const { isDescendant, selectors } of query.segments) {
    const [selector] = selectors;
    if (isDescendant || selectors.length !== 1 || selector === undefined) return undefined;
    if (selector.kind === 'name') path.push(selector.name);
    else if (selector.kind === 'index' && selector.index >= 0) path.push(selector.index);
    else return undefined;
  }
  return path;
}

/** Writes a scalar as a variable holds it: text as it is, numbers token by token. `undefined` for null, arrays and objects. */
export function scalarText(value: JsonTree | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return value instanceof JsonNumber ? value.token : undefined;
}

class Evaluator {
  readonly #root: JsonTree;
  #visits = 0;

  constructor(root: JsonTree) {
    this.#root = root;
  }

  get hasStopped(): boolean {
    return this.#visits > maxVisits;
  }

  run(query: JsonPathQuery, current: JsonPathMatch): JsonPathMatch[] {
    let matches: JsonPathMatch[] = [query.from === 'root' ? { value: this.#root, path: [] } : current];
    for (const { isDescendant, selectors } of query.segments) {
      const next: JsonPathMatch[] = [];
      for (const match of matches) {
        if (isDescendant) this.#descend(match, selectors, next);
        else this.#select(match, selectors, next);
      }
      matches = next;
    }
    return matches;
  }

  /** The value itself first, then what it holds, depth first. Depth is bounded by the parser of the tree. */
  #descend(match: JsonPathMatch, selectors: JsonPathSelector[], found: JsonPathMatch[]): void {
    this.#select(match, selectors, found);
    for (const child of childrenOf(match)) {
      if (this.#isSpent()) return;
      if (child.value instanceof Map || Array.isArray(child.value)) this.#descend(child, selectors, found);
    }
  }

  #select(match: JsonPathMatch, selectors: JsonPathSelector[], found: JsonPathMatch[]): void {
    for (const selector of selectors) {
      for (const child of this.#candidates(match, selector)) {
        if (this.#isSpent()) return;
        if (selector.kind !== 'filter' || this.#holds(selector.test, child)) found.push(child);
      }
    }
  }

  #isSpent(): boolean {
    this.#visits += 1;
    return this.#visits > maxVisits;
  }

  #candidates({ value, path }: JsonPathMatch, selector: JsonPathSelector): Iterable<JsonPathMatch> {
    switch (selector.kind) {
      case 'name': {
        const member = value instanceof Map ? value.get(selector.name) : undefined;
        return member === undefined ? [] : [{ value: member, path: [...path, selector.name] }];
      }
      case 'index': {
        if (!Array.isArray(value)) return [];
        const index = selector.index < 0 ? value.length + selector.index : selector.index;
        const item = value[index];
        return item === undefined ? [] : [{ value: item, path: [...path, index] }];
      }
      case 'slice':
        return Array.isArray(value) ? sliceOf(value, path, selector) : [];
      case 'wildcard':
      case 'filter':
        return childrenOf({ value, path });
    }
  }

  #holds(test: JsonPathTest, current: JsonPathMatch): boolean {
    switch (test.kind) {
      case 'or':
        return test.terms.some((term) => this.#holds(term, current));
      case 'and':
        return test.terms.every((term) => this.#holds(term, current));
      case 'not':
        return !this.#holds(test.term, current);
      case 'exists':
        return this.run(test.query, current).length > 0;
      case 'compare':
        return compare(this.#valueOf(test.left, current), test.operator, this.#valueOf(test.right, current));
    }
  }

  /** `undefined` is the draft's "Nothing". */
  #valueOf(operand: JsonPathOperand, current: JsonPathMatch): JsonTree | undefined {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'query':
      case 'value': {
        const matches = this.run(operand.query, current);
        return matches.length === 1 ? matches[0]?.value : undefined;
      }
      case 'count':
        return new JsonNumber(String(this.run(operand.query, current).length));
      case 'length': {
        const value = this.#valueOf(operand.operand, current);
        if (typeof value === 'string') return new JsonNumber(String(Array.from(value).length));
        if (Array.isArray(value)) return new JsonNumber(String(value.length));
        return value instanceof Map ? new JsonNumber(String(value.size)) : undefined;
      }
    }
  }
}

function* childrenOf({ value, path }: JsonPathMatch): Iterable<JsonPathMatch> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield { value: item, path: [...path, index] };
  } else if (value instanceof Map) {
    for (const [name, member] of value) yield { value: member, path: [...path, name] };
  }
}

/** @see RFC 9535 section 2.3.4.2.2 */
function* sliceOf(
  items: JsonTree[],
  path: JsonPathSegments,
  { start, end, step }: { start: number | undefined; end: number | undefined; step: number },
): Iterable<JsonPathMatch> {
  if (step === 0) return;
  const { length } = items;
  const normal = (index: number) => (index < 0 ? length + index : index);
  const within = (index: number, low: number, high: number) => Math.min(Math.max(index, low), high);
  const isForward = step > 0;
  const from = within(
    normal(start ?? (isForward ? 0 : length - 1)),
    isForward ? 0 : -1,
    isForward ? length : length - 1,
  );
  const to =
    end === undefined
      ? isForward
        ? length
        : -1
      : within(normal(end), isForward ? 0 : -1, isForward ? length : length - 1);
  for (let index = from; isForward ? index < to : index > to; index += step) {
    const item = items[index];
    if (item !== undefined) yield { value: item, path: [...path, index] };
  }
}

/** @see RFC 9535 section 2.3.5.2.2 */
function compare(left: JsonTree | undefined, operator: string, right: JsonTree | undefined): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>':
      return isLess(right, left);
    default:
      return isLess(right, left) || isEqual(left, right);
  }
}

function isEqual(left: JsonTree | undefined, right: JsonTree | undefined): boolean {
  if (left instanceof JsonNumber && right instanceof JsonNumber) return orderOfNumbers(left, right) === 0;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (left instanceof Map && right instanceof Map) {
    return (
      left.size === right.size &&
      [...left].every(([name, value]) => right.has(name) && isEqual(value, right.get(name)))
    );
  }
  return left === right;
}

function isLess(left: JsonTree | undefined, right: JsonTree | undefined): boolean {
  if (left instanceof JsonNumber && right instanceof JsonNumber) return orderOfNumbers(left, right) < 0;
  return typeof left === 'string' && typeof right === 'string' && isTextLess(left, right);
}

/** Whole numbers exactly, however long; others as doubles. */
function orderOfNumbers(left: JsonNumber, right: JsonNumber): number {
  const isWhole = (token: string) => /^-?\d{1,1000}$/.test(token);
  if (isWhole(left.token) && isWhole(right.token)) {
    const [a, b] = [BigInt(left.token), BigInt(right.token)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(left.token) - Number(right.token);
}

/** By Unicode code points, where the language compares UTF-16 units. */
function isTextLess(left: string, right: string): boolean {
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  if (at === length) return left.length < right.length;
  return (left.codePointAt(at) ?? 0) < (right.codePointAt(at) ?? 0);
}
