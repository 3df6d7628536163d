import { AppError } from '../errors.ts';
import type { HeaderPairs } from '../http/exchange.ts';
import { readXmlText } from '../xml/filter-xml.ts';
import type { ExtractionRule } from './extraction-rule.ts';
import { filterJson } from './filter-json.ts';
import { evaluateJsonPath, scalarText, straightPath } from './json-path.ts';
import { type JsonTree, parseJsonTree, readJsonAt } from './json-tree.ts';
import { parseJsonPath } from './parse-json-path.ts';

/** Longer texts are not read as XML: a path over them could take long. */
const maxXmlChars = 8 * 1024 * 1024;

/** Looks values up in one answer, for rules that name them; the body is taken apart once at most. */
export class AnswerReader {
  readonly #headers: HeaderPairs;
  readonly #text: string | undefined;
  /** Once a path needed all of it. */
  #tree: { root: JsonTree | undefined } | undefined;

  /** @param text The body; `undefined` where there is none, or it is too large to be looked into. */
  constructor(headers: HeaderPairs, text: string | undefined) {
    this.#headers = headers;
    this.#text = text;
  }

  /** The body; `undefined` where there is none, or it is too large to be looked into. */
  get text(): string | undefined {
    return this.#text;
  }

  /**
   * Gives the one value that an expression names; `undefined` where the answer has none, or it is no text, number or truth
   * value.
   *
   * @throws AppError ERR_EXTRACTION_INVALID_PATH
   */
  read(source: ExtractionRule['source'], expression: string): string | undefined {
    if (source === 'header') return this.header(expression);
    return source === 'xml' ? this.xml(expression) : scalarText(this.json(expression));
  }

  /** Gives the first header of a name. */
  header(expression: string): string | undefined {
    const name = expression.trim().toLowerCase();
    return this.#headers.find(([key]) => key.toLowerCase() === name)?.[1];
  }

  /** Gives the first value a JSONPath finds in a JSON body. @throws AppError ERR_EXTRACTION_INVALID_PATH */
  json(expression: string): JsonTree | undefined {
    const query = parseJsonPath(expression);
    const text = this.#text;
    if (text === undefined) return undefined;
    const path = straightPath(query);
    // Most rules name one value; the rest of a large answer need not be taken apart for it.
    if (path !== undefined && this.#tree === undefined) return readJsonAt(text, path);
    this.#tree ??= { root: parseJsonTree(text) };
    const { root } = this.#tree;
    return root === undefined ? undefined : evaluateJsonPath(query, root)[0]?.value;
  }

  /**
   * Gives the first value a JSONPath finds in a JSON body as a text, null as `null`, a list or an object as it stands there.
   *
   * @throws AppError ERR_EXTRACTION_INVALID_PATH
   */
  jsonText(expression: string): string | undefined {
    const value = this.json(expression);
    if (value === undefined || value === null) return value === null ? 'null' : undefined;
    return scalarText(value) ?? filterJson(this.#text ?? '', expression, 1).text.slice(1, -1);
  }

  /** Gives the text an XPath finds in an XML body. @throws AppError ERR_EXTRACTION_INVALID_PATH */
  xml(expression: string): string | undefined {
    const text = this.#text;
    try {
      return readXmlText(text === undefined || text.length > maxXmlChars ? '' : text, expression);
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'ERR_BODY_NOT_XML') return undefined;
      throw fault;
    }
  }
}
