import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type ParsedNode,
  type Scalar,
} from 'yaml';
import { AppError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { nestsTooDeep } from './yaml-depth.ts';

/** The most characters one file may have; a larger one is shown as damaged and left alone. */
export const maxYamlCharacters = 64 * 1024 * 1024;
/** The most nodes aliases may unfold to on top of the nodes of the file itself. */
const maxAliasNodes = 10_000;

/** A parsed file: the text, its syntax tree, and the plain data it holds. */
export interface YamlSource {
  text: string;
  document: Document.Parsed<ParsedNode>;
  value: JsonObject;
}

/**
 * Reads one YAML document whose top is a map. Numbers written in a form that a number cannot hold (`007`, `1.10`, 20
 * digits) come as the text they are. Aliases unfold up to a bound; merge keys and tags are not followed.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE with `details.reason`, and where known `details.line` and the parser's name for
 *   the `details.fault`, such as `BAD_INDENT`
 */
export function readYaml(text: string): YamlSource {
  if (text.length > maxYamlCharacters) throw unreadable('too large');
  if (nestsTooDeep(text)) throw unreadable('nested too deep');
  let document: Document.Parsed<ParsedNode> | undefined;
  let value: JsonValue;
  try {
    document = parseDocument(text, { keepSourceTokens: false, logLevel: 'error', prettyErrors: true });
    const [fault] = document.errors;
    if (fault !== undefined) throw unreadable(reasonOf(fault), fault.linePos?.[0].line, fault.code);
    value = document.contents === null ? null : toPlain(document.contents, document, { left: maxAliasNodes });
  } catch (fault) {
    if (fault instanceof AppError) throw fault;
    // An alias inside its own anchor overflows the stack.
    throw unreadable(fault instanceof RangeError ? 'circular alias' : 'not YAML');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable(text.trim() === '' ? 'empty' : 'not a map');
  }
  return { text, document, value };
}

/** The parser's sentence without the place and the source text that it adds. */
function reasonOf({ message }: Error): string {
  return message.split(/ at line \d+|:?\n/, 1)[0] ?? 'not YAML';
}

function unreadable(reason: string, line?: number, fault?: string): AppError {
  const place = line === undefined ? '' : `, line ${line}`;
  return new AppError(
    'ERR_WORKSPACE_UNREADABLE',
    `The file cannot be read as YAML (${reason}${place}). It was left as it is: mend it in a text editor.`,
    {
      details: { reason, ...(line === undefined ? {} : { line }), ...(fault === undefined ? {} : { fault }) },
    },
  );
}

function toPlain(node: Node, document: Document, aliases: { left: number }): JsonValue {
  if (isScalar(node)) return scalarValue(node);
  if (isAlias(node)) {
    const target = node.resolve(document);
    if (target === undefined) throw unreadable('alias without anchor');
    return chargeAlias(toPlain(target, document, aliases), aliases);
  }
  if (isSeq<Node>(node)) return node.items.map((item) => toPlain(item, document, aliases));
  if (isMap<Node, Node | null>(node)) {
    const map: JsonObject = {};
    for (const pair of node.items) {
      const value = pair.value === null ? null : toPlain(pair.value, document, aliases);
      setOwn(map, keyText(pair.key), value);
    }
    return map;
  }
  return null;
}

/** Counts what an alias brought in, so that a few lines cannot unfold to gigabytes. */
function chargeAlias(value: JsonValue, aliases: { left: number }): JsonValue {
  aliases.left -= countNodes(value);
  if (aliases.left < 0) throw unreadable('too many aliases');
  return value;
}

function countNodes(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countNodes(item), 1);
}

function scalarValue(node: Scalar): JsonValue {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && (node.source === undefined || String(value) === node.source)) {
    return Number.isFinite(value) ? value : String(value);
  }
  return node.source ?? '';
}

/** The text of a map's key as the file has it. */
export function keyText(key: Node): string {
  if (!isScalar(key)) return String(key);
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

/** Sets a field whatever its name: a plain assignment to `__proto__` would change the prototype. */
export function setOwn(map: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    map[key] = value;
  }
}
