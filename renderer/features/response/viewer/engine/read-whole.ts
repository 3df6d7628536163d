import type { TextSource } from './text-source.ts';

/** Reads all of a text; `undefined` where it has more than so many bytes. */
export async function readWhole(source: TextSource, maxBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
    if (source.readBytes > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
