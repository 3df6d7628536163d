import { AppError } from '../../../../../core/errors.ts';
import { filterJson } from '../../../../../core/links/filter-json.ts';
import type { FilteredBody } from './engine-protocol.ts';
import type { TextSource } from './text-source.ts';

/** Largest text that is parsed for a filter: as a tree it takes some twenty times its size. */
export const maxFilterBytes = 32 * 1024 * 1024;

/**
 * Gives what a JSONPath query selects of a text.
 *
 * @throws AppError ERR_CALL_TOO_LARGE, ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_JSON
 */
export async function filterText(source: TextSource, expression: string): Promise<FilteredBody> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
    if (source.readBytes > maxFilterBytes) {
      throw new AppError(
        'ERR_CALL_TOO_LARGE',
        'Bodies of more than 32 MB are not filtered. Search finds text in any.',
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  const { text: list, ...found } = filterJson(text + decoder.decode(), expression);
  return { ...found, bytes: new TextEncoder().encode(list) };
}
