import { formatMarkup, type MarkupLanguage, maxMarkupChars } from '../../../../../core/format-markup.ts';
import type { TextSource } from './text-source.ts';

/** Gives a text with each element on a line of its own, as UTF-8; `undefined` where it stays as it came. */
export async function formatText(
  source: TextSource,
  language: MarkupLanguage,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxMarkupChars) return undefined;
  }
  const formatted = formatMarkup(text + decoder.decode(), language);
  return formatted === undefined ? undefined : new TextEncoder().encode(formatted);
}
