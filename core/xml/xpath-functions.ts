import { AppError } from '../errors.ts';
import { textOfXml, type XmlNode } from './xml-tree.ts';

/** What an XPath gives. Nodes are in the order of the document, each once. */
export type XPathValue = XmlNode[] | string | number | boolean;

export interface XPathContext {
  node: XmlNode;
  /** Counted from 1. */
  position: number;
  size: number;
}

/** @see XPath 1.0 section 4.2 */
export function xpathText(value: XPathValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value[0] === undefined ? '' : textOfXml(value[0]);
  return String(value);
}

/** @see XPath 1.0 section 4.4 */
export function xpathNumber(value: XPathValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = xpathText(value).trim();
  return /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** @see XPath 1.0 section 4.3 */
export function xpathBoolean(value: XPathValue): boolean {
  if (typeof value === 'object' || typeof value === 'string') return value.length > 0;
  return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value;
}

interface XPathFunction {
  /** Least and most arguments. */
  takes: readonly [number, number];
  run(context: XPathContext, ...args: XPathValue[]): XPathValue;
}

const any = Number.POSITIVE_INFINITY;
const firstOf = ({ node }: XPathContext, value: XPathValue | undefined) =>
  value === undefined ? node : nodesOf(value)[0];
const textOr = ({ node }: XPathContext, value: XPathValue | undefined) =>
  value === undefined ? textOfXml(node) : xpathText(value);

function nodesOf(value: XPathValue): XmlNode[] {
  if (typeof value === 'object') return value;
  throw new AppError('ERR_EXTRACTION_INVALID_PATH', 'A function that wants nodes was given something else.');
}

function translate(text: string, from: string, to: string): string {
  const targets = Array.from(to);
  const map = new Map<string, string>();
  for (const [index, character] of Array.from(from).entries()) {
    if (!map.has(character)) map.set(character, targets[index] ?? '');
  }
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}

/** @see XPath 1.0 section 4.2: positions are counted from 1 and rounded */
function substring(text: string, start: number, length: number): string {
  const from = roundHalfUp(start);
  const end = from + roundHalfUp(length);
  return Array.from(text)
    .filter((_, index) => index + 1 >= from && index + 1 < end)
    .join('');
}

function roundHalfUp(value: number): number {
  return Number.isFinite(value) ? Math.floor(value + 0.5) : value;
}

/** The namespace a name stands in, by the declarations around it. */
function namespaceOf(node: XmlNode | undefined): string {
  if (node === undefined || (node.kind !== 'element' && node.kind !== 'attribute')) return '';
  const [prefix, local] = node.name.split(':');
  if (local === undefined && node.kind === 'attribute') return '';
  const wanted = local === undefined ? 'xmlns' : `xmlns:${prefix}`;
  const place = node.kind === 'attribute' ? node.parent : node;
  for (let at = place; at !== undefined; at = at.parent) {
    const declared = at.attributes.find(({ name }) => name === wanted);
    if (declared !== undefined) return declared.value;
  }
  return '';
}

function speaks({ node }: XPathContext, language: string): boolean {
  for (let at: XmlNode | undefined = node; at !== undefined; at = at.parent) {
    const own = at.attributes.find(({ name }) => name === 'xml:lang')?.value.toLowerCase();
    if (own !== undefined) return own === language || own.startsWith(`${language}-`);
  }
  return false;
}

/** @see XPath 1.0 section 4 */
const functions: Readonly<Record<string, XPathFunction>> = {
  last: { takes: [0, 0], run: ({ size }) => size },
  position: { takes: [0, 0], run: ({ position }) => position },
  count: { takes: [1, 1], run: (_, nodes = []) => nodesOf(nodes).length },
  name: { takes: [0, 1], run: (context, nodes) => firstOf(context, nodes)?.name ?? '' },
  'local-name': {
    takes: [0, 1],
    run: (context, nodes) => firstOf(context, nodes)?.name.replace(/^[^:]*:/, '') ?? '',
  },
  'namespace-uri': { takes: [0, 1], run: (context, nodes) => namespaceOf(firstOf(context, nodes)) },
  string: { takes: [0, 1], run: textOr },
  concat: { takes: [2, any], run: (_, ...args) => args.map(xpathText).join('') },
  'starts-with': { takes: [2, 2], run: (_, a = '', b = '') => xpathText(a).startsWith(xpathText(b)) },
  contains: { takes: [2, 2], run: (_, a = '', b = '') => xpathText(a).includes(xpathText(b)) },
  'substring-before': {
    takes: [2, 2],
    run: (_, a = '', b = '') => xpathText(a).slice(0, Math.max(0, xpathText(a).indexOf(xpathText(b)))),
  },
  'substring-after': {
    takes: [2, 2],
    run: (_, a = '', b = '') => {
      const at = xpathText(a).indexOf(xpathText(b));
      return at === -1 ? '' : xpathText(a).slice(at + xpathText(b).length);
    },
  },
  substring: {
    takes: [2, 3],
    run: (_, text = '', start = 1, length = any) =>
      substring(xpathText(text), xpathNumber(start), xpathNumber(length)),
  },
  'string-length': { takes: [0, 1], run: (context, value) => Array.from(textOr(context, value)).length },
  'normalize-space': {
    takes: [0, 1],
    run: (context, value) =>
      textOr(context, value)
        .replace(/[ \t\r\n]+/g, ' ')
        .replace(/^ | $/g, ''),
  },
  translate: {
    takes: [3, 3],
    run: (_, a = '', b = '', c = '') => translate(xpathText(a), xpathText(b), xpathText(c)),
  },
  boolean: { takes: [1, 1], run: (_, value = '') => xpathBoolean(value) },
  not: { takes: [1, 1], run: (_, value = '') => !xpathBoolean(value) },
  true: { takes: [0, 0], run: () => true },
  false: { takes: [0, 0], run: () => false },
  lang: { takes: [1, 1], run: (context, value = '') => speaks(context, xpathText(value).toLowerCase()) },
  number: {
    takes: [0, 1],
    run: (context, value) => xpathNumber(value ?? textOfXml(context.node)),
  },
  sum: {
    takes: [1, 1],
    run: (_, nodes = []) => nodesOf(nodes).reduce((sum, node) => sum + xpathNumber(textOfXml(node)), 0),
  },
  floor: { takes: [1, 1], run: (_, value = 0) => Math.floor(xpathNumber(value)) },
  ceiling: { takes: [1, 1], run: (_, value = 0) => Math.ceil(xpathNumber(value)) },
  round: { takes: [1, 1], run: (_, value = 0) => roundHalfUp(xpathNumber(value)) },
};

export function isXPathFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

/** @throws AppError ERR_EXTRACTION_INVALID_PATH for too few or too many arguments */
export function callXPathFunction(
  name: string,
  context: XPathContext,
  args: readonly XPathValue[],
): XPathValue {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined || args.length < known.takes[0] || args.length > known.takes[1]) {
    throw new AppError('ERR_EXTRACTION_INVALID_PATH', `${name}() does not take ${args.length} arguments.`);
  }
  return known.run(context, ...args);
}
