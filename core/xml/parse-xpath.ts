import { isXPathFunction } from './xpath-functions.ts';
import {
  type XPathAxis,
  type XPathExpression,
  type XPathOperator,
  type XPathStep,
  type XPathTest,
  xpathAxes,
} from './xpath-syntax.ts';
import { tokenizeXPath, xpathFault, type XPathToken } from './xpath-tokens.ts';

const maxDepth = 32;

/** From the loosest to the tightest. @see XPath 1.0 section 3.5 */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];
const nodeKinds = ['node', 'text', 'comment', 'processing-instruction'] as const;
const anyNode: XPathStep = { axis: 'descendant-or-self', test: { kind: 'node' }, predicates: [] };

/**
 * Parses an XPath 1.0 expression. Variables and the namespace axis are refused.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH with the position in details
 * @see XPath 1.0
 */
export function parseXPath(text: string): XPathExpression {
  return new Parser(tokenizeXPath(text)).parse();
}

class Parser {
  readonly #tokens: readonly XPathToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly XPathToken[]) {
    this.#tokens = tokens;
  }

  parse(): XPathExpression {
    const expression = this.#expression();
    if (this.#next().kind !== 'end') throw this.#fault('There is something after the end of the path.');
    return expression;
  }

  #expression(): XPathExpression {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#fault('The path nests too deep.');
    const expression = this.#binary(0);
    this.#depth -= 1;
    return expression;
  }

  #binary(level: number): XPathExpression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    while (this.#next().kind === 'operator' && operators.includes(this.#next().text)) {
      const operator = this.#take().text as XPathOperator;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #unary(): XPathExpression {
    let isNegative = false;
    while (this.#isNext('-')) {
      this.#take();
      isNegative = !isNegative;
    }
    let operand = this.#path();
    while (this.#isNext('|')) {
      this.#take();
      operand = { kind: 'binary', operator: '|', left: operand, right: this.#path() };
    }
    return isNegative ? { kind: 'negate', operand } : operand;
  }

  #path(): XPathExpression {
    if (this.#isNext('/')) {
      this.#take();
      return { kind: 'path', from: 'root', predicates: [], steps: this.#beginsStep() ? this.#steps() : [] };
    }
    if (this.#isNext('//')) {
      this.#take();
      return { kind: 'path', from: 'root', predicates: [], steps: [anyNode, ...this.#steps()] };
    }
    const primary = this.#primary();
    if (primary === undefined) {
      return { kind: 'path', from: 'context', predicates: [], steps: this.#steps() };
    }
    const predicates = this.#predicates();
    const steps = this.#isNext('/') || this.#isNext('//') ? this.#moreSteps() : [];
    return predicates.length + steps.length === 0
      ? primary
      : { kind: 'path', from: primary, predicates, steps };
  }

  /** A value that is no path: a text, a number, a call, or something in parentheses. */
  #primary(): XPathExpression | undefined {
    const { kind, text } = this.#next();
    if (kind === 'literal' || kind === 'number') {
      this.#take();
      return { kind: 'literal', value: kind === 'number' ? Number(text) : text };
    }
    if (this.#isNext('$')) throw this.#fault('Variables are not known here.');
    if (this.#isNext('(')) {
      this.#take();
      const inside = this.#expression();
      this.#expect(')');
      return inside;
    }
    if (kind === 'name' && this.#next(1).text === '(' && !nodeKinds.some((each) => each === text)) {
      return this.#call();
    }
    return undefined;
  }

  #call(): XPathExpression {
    const { text: name } = this.#next();
    if (!isXPathFunction(name)) throw this.#fault(`There is no function ${name}().`);
    this.#take();
    this.#expect('(');
    const args: XPathExpression[] = [];
    while (!this.#isNext(')')) {
      if (args.length > 0) this.#expect(',');
      args.push(this.#expression());
    }
    this.#take();
    return { kind: 'call', name, args };
  }

  #steps(): XPathStep[] {
    return [this.#step(), ...this.#moreSteps()];
  }

  #moreSteps(): XPathStep[] {
    const steps: XPathStep[] = [];
    while (this.#isNext('/') || this.#isNext('//')) {
      if (this.#take().text === '//') steps.push(anyNode);
      steps.push(this.#step());
    }
    return steps;
  }

  #beginsStep(): boolean {
    return this.#next().kind === 'name' || ['.', '..', '@'].some((sign) => this.#isNext(sign));
  }

  #step(): XPathStep {
    if (this.#isNext('.') || this.#isNext('..')) {
      const axis = this.#take().text === '.' ? 'self' : 'parent';
      return { axis, test: { kind: 'node' }, predicates: [] };
    }
    const axis = this.#axis();
    return { axis, test: this.#test(), predicates: this.#predicates() };
  }

  #axis(): XPathAxis {
    if (this.#isNext('@')) {
      this.#take();
      return 'attribute';
    }
    if (this.#next(1).text !== '::' || this.#next(1).kind !== 'punctuation') return 'child';
    const axis = xpathAxes.find((each) => each === this.#next().text);
    if (axis === undefined) throw this.#fault(`There is no axis ${this.#next().text}.`);
    this.#take();
    this.#take();
    return axis;
  }

  #test(): XPathTest {
    const { kind, text } = this.#next();
    if (kind !== 'name') throw this.#fault('A name is missing.');
    this.#take();
    if (text === '*') return { kind: 'anyName', prefix: undefined };
    if (text.endsWith(':*')) return { kind: 'anyName', prefix: text.slice(0, -2) };
    const nodeKind = nodeKinds.find((each) => each === text);
    if (nodeKind === undefined || !this.#isNext('(')) return { kind: 'name', name: text };
    this.#take();
    this.#expect(')');
    return { kind: nodeKind };
  }

  #predicates(): XPathExpression[] {
    const predicates: XPathExpression[] = [];
    while (this.#isNext('[')) {
      this.#take();
      predicates.push(this.#expression());
      this.#expect(']');
    }
    return predicates;
  }

  #next(ahead = 0): XPathToken {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: '', at: 0 };
  }

  #isNext(sign: string): boolean {
    const { kind, text } = this.#next();
    return text === sign && (kind === 'punctuation' || kind === 'operator');
  }

  #take(): XPathToken {
    const token = this.#next();
    this.#at += 1;
    return token;
  }

  #expect(sign: string): void {
    if (!this.#isNext(sign)) throw this.#fault(`Here should be ${sign}`);
    this.#take();
  }

  #fault(message: string) {
    return xpathFault(message, this.#next().at);
  }
}
