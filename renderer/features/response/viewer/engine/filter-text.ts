import { AppError } from '../../../../../core/errors.ts';
import { filterJson } from '../../../../../core/links/filter-json.ts';
import { filterXml } from '../../../../../core/xml/filter-xml.ts';
import type { FilteredBody, FilterLanguage } from './engine-protocol.ts';
import { readWhole } from './read-whole.ts';
import type { TextSource } from './text-source.ts';

/** Largest text that is parsed for a filter: as a tree it takes some twenty times its size. */
const maxFilterBytes = 32 * 1024 * 1024;

/**
 * Gives what a JSONPath query, or an XPath, selects of a text.
 *
 * @throws AppError ERR_CALL_TOO_LARGE, ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_JSON, ERR_BODY_NOT_XML
 */
export async function filterText(
  source: TextSource,
  language: FilterLanguage,
  expression: string,
): Promise<FilteredBody> {
  const text = await readWhole(source, maxFilterBytes);
  if (text === undefined) {
    throw new AppError(
      'ERR_CALL_TOO_LARGE',
      'Bodies of more than 32 MB are not filtered. Search finds text in any.',
    );
  }
  if (language === 'xml') {
    const { text: parts, ...found } = filterXml(text, expression);
    return { ...found, bytes: new TextEncoder().encode(parts) };
  }
  const { text: list, ...found } = filterJson(text, expression);
  return { ...found, count: found.paths.length, bytes: new TextEncoder().encode(list) };
}
