import { textOfXml, type XmlNode } from './xml-tree.ts';
import { walkAxis } from './xpath-axes.ts';
import {
  callXPathFunction,
  type XPathContext,
  type XPathValue,
  xpathBoolean,
  xpathNumber,
  xpathText,
} from './xpath-functions.ts';
import type { XPathExpression, XPathOperator, XPathStep, XPathTest } from './xpath-syntax.ts';

/** A path over a large text could visit every node many times over. */
const maxVisits = 2_000_000;

/**
 * Gives what an XPath gives from the root. Names are compared as they are written, with their prefix: one in a default
 * namespace is found by its bare name. Stops after two million nodes looked at and says so.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH for a function that is given what it does not take
 * @see XPath 1.0 section 3
 */
export function evaluateXPath(
  expression: XPathExpression,
  root: XmlNode,
): { value: XPathValue; isCut: boolean } {
  const evaluator = new Evaluator(root);
  const value = evaluator.run(expression, { node: root, position: 1, size: 1 });
  return { value, isCut: evaluator.hasStopped };
}

class Evaluator {
  readonly #root: XmlNode;
  #visits = 0;

  constructor(root: XmlNode) {
    this.#root = root;
  }

  get hasStopped(): boolean {
    return this.#visits > maxVisits;
  }

  run(expression: XPathExpression, context: XPathContext): XPathValue {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'negate':
        return -xpathNumber(this.run(expression.operand, context));
      case 'call':
        return callXPathFunction(
          expression.name,
          context,
          expression.args.map((each) => this.run(each, context)),
        );
      case 'binary':
        return this.#binary(expression, context);
      case 'path':
        return this.#path(expression, context);
    }
  }

  #binary(
    { operator, left, right }: Extract<XPathExpression, { kind: 'binary' }>,
    context: XPathContext,
  ): XPathValue {
    const value = this.run(left, context);
    if (operator === 'or') return xpathBoolean(value) || xpathBoolean(this.run(right, context));
    if (operator === 'and') return xpathBoolean(value) && xpathBoolean(this.run(right, context));
    const other = this.run(right, context);
    switch (operator) {
      case '|':
        return inOrder([...asNodes(value), ...asNodes(other)]);
      case '+':
        return xpathNumber(value) + xpathNumber(other);
      case '-':
        return xpathNumber(value) - xpathNumber(other);
      case '*':
        return xpathNumber(value) * xpathNumber(other);
      case 'div':
        return xpathNumber(value) / xpathNumber(other);
      case 'mod':
        return xpathNumber(value) % xpathNumber(other);
      default:
        return this.#compare(operator, value, other);
    }
  }

  #path(
    { from, predicates, steps }: Extract<XPathExpression, { kind: 'path' }>,
    context: XPathContext,
  ): XPathValue {
    const start =
      from === 'root' ? [this.#root] : from === 'context' ? [context.node] : this.run(from, context);
    let nodes = this.#filter(asNodes(start), predicates);
    for (const step of steps) nodes = this.#step(step, nodes);
    return nodes;
  }

  #step({ axis, test, predicates }: XPathStep, from: readonly XmlNode[]): XmlNode[] {
    const found: XmlNode[] = [];
    for (const node of from) {
      const candidates: XmlNode[] = [];
      for (const candidate of walkAxis(node, axis)) {
        this.#visits += 1;
        if (this.hasStopped) break;
        if (isMatch(candidate, test, axis === 'attribute')) candidates.push(candidate);
      }
      for (const match of this.#filter(candidates, predicates)) found.push(match);
      if (this.hasStopped) break;
    }
    return inOrder(found);
  }

  /** A number as a predicate is a position. @see XPath 1.0 section 2.4 */
  #filter(nodes: XmlNode[], predicates: readonly XPathExpression[]): XmlNode[] {
    let left = nodes;
    for (const predicate of predicates) {
      const size = left.length;
      left = left.filter((node, index) => {
        const value = this.run(predicate, { node, position: index + 1, size });
        return typeof value === 'number' ? value === index + 1 : xpathBoolean(value);
      });
    }
    return left;
  }

  /** Nodes compare as any of them does. @see XPath 1.0 section 3.4 */
  #compare(operator: XPathOperator, left: XPathValue, right: XPathValue): boolean {
    if (typeof left === 'boolean' || typeof right === 'boolean') {
      return compareValues(operator, xpathBoolean(left), xpathBoolean(right));
    }
    const texts = (value: XPathValue) => (typeof value === 'object' ? value.map(textOfXml) : [value]);
    const others = texts(right);
    return texts(left).some((one) =>
      others.some((other) => {
        this.#visits += 1;
        return !this.hasStopped && compareValues(operator, one, other);
      }),
    );
  }
}

function compareValues(
  operator: XPathOperator,
  left: Exclude<XPathValue, XmlNode[]>,
  right: Exclude<XPathValue, XmlNode[]>,
): boolean {
  if (operator === '=' || operator === '!=') {
    const asNumbers = typeof left === 'number' || typeof right === 'number';
    const same = asNumbers
      ? xpathNumber(left) === xpathNumber(right)
      : typeof left === 'boolean'
        ? left === right
        : xpathText(left) === xpathText(right);
    return same === (operator === '=');
  }
  const [a, b] = [xpathNumber(left), xpathNumber(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function asNodes(value: XPathValue): XmlNode[] {
  return typeof value === 'object' ? value : [];
}

function isMatch({ kind, name }: XmlNode, test: XPathTest, isAttribute: boolean): boolean {
  switch (test.kind) {
    case 'node':
      return true;
    case 'text':
    case 'comment':
      return kind === test.kind;
    case 'processing-instruction':
      return kind === 'instruction';
    case 'name':
      return name === test.name && kind === (isAttribute ? 'attribute' : 'element');
    case 'anyName':
      return (
        kind === (isAttribute ? 'attribute' : 'element') &&
        (test.prefix === undefined || name.startsWith(`${test.prefix}:`))
      );
  }
}

/** In the order of the document, each once. */
function inOrder(nodes: XmlNode[]): XmlNode[] {
  let last = -1;
  const isSorted = nodes.every(({ order }) => {
    const isAfter = order > last;
    last = order;
    return isAfter;
  });
  return isSorted ? nodes : [...new Set(nodes)].toSorted((a, b) => a.order - b.order);
}
