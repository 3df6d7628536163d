import { AppError } from '../errors.ts';
import { formatMarkup } from '../format-markup.ts';
import { evaluateXPath } from './evaluate-xpath.ts';
import { parseXPath } from './parse-xpath.ts';
import { xpathText, type XPathValue } from './xpath-functions.ts';
import { parseXmlTree, textOfXml, type XmlNode } from './xml-tree.ts';

/** What an XPath selects of an XML text. */
export interface FilteredXml {
  /** The nodes one after the other, elements laid out; of texts and attributes their value. */
  text: string;
  count: number;
  /** There may be more: two million nodes were looked at, or they would be larger than 8 MB. */
  isCut: boolean;
}

const maxUnits = 8 * 1024 * 1024;
const maxMatches = 100_000;

/**
 * Gives what an XPath selects of a text. Nothing inside an element is written anew.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_XML
 * @see XPath 1.0
 */
export function filterXml(text: string, expression: string): FilteredXml {
  const { value, isCut } = evaluateText(text, expression);
  if (typeof value !== 'object') return { text: xpathText(value), count: 1, isCut };
  const parts: string[] = [];
  let units = 0;
  for (const node of value.slice(0, maxMatches)) {
    const part = shown(text, node);
    units += part.length + 1;
    if (units > maxUnits) break;
    parts.push(part);
  }
  return { text: parts.join('\n'), count: parts.length, isCut: isCut || parts.length < value.length };
}

/**
 * Gives the text of what an XPath selects, of the first node where there are several; `undefined` for none.
 *
 * @throws AppError ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_XML
 */
export function readXmlText(text: string, expression: string): string | undefined {
  const { value } = evaluateText(text, expression);
  return typeof value === 'object' && value.length === 0 ? undefined : xpathText(value);
}

function evaluateText(text: string, expression: string): { value: XPathValue; isCut: boolean } {
  const path = parseXPath(expression);
  const root = parseXmlTree(text);
  if (root === undefined) {
    throw new AppError(
      'ERR_BODY_NOT_XML',
      'The body is no well-formed XML text, or nests more than 1,000 deep.',
    );
  }
  return evaluateXPath(path, root);
}

function shown(text: string, node: XmlNode): string {
  if (node.kind === 'attribute' || node.kind === 'text') return textOfXml(node);
  const part = text.slice(node.start, node.end);
  return node.kind === 'element' ? (formatMarkup(part, 'xml') ?? part) : part;
}
