import type { HeaderPairs } from './exchange.ts';

const byExtension = new Map([
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['txt', 'text/plain'],
  ['log', 'text/plain'],
  ['md', 'text/markdown'],
  ['csv', 'text/csv'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
  ['yaml', 'application/yaml'],
  ['yml', 'application/yaml'],
  ['pdf', 'application/pdf'],
  ['zip', 'application/zip'],
  ['gz', 'application/gzip'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['svg', 'image/svg+xml'],
  ['ico', 'image/x-icon'],
  ['mp3', 'audio/mpeg'],
  ['mp4', 'video/mp4'],
  ['woff2', 'font/woff2'],
]);

/** The last part of a path, with either kind of slash. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Guesses a file's media type by its extension; `application/octet-stream` where it says nothing. */
export function mediaTypeOf(path: string): string {
  const name = fileNameOf(path);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return byExtension.get(extension) ?? 'application/octet-stream';
}

const streamType =
  /^(text\/event-stream|multipart\/x-mixed-replace|application\/(x-)?(ndjson|jsonl|jsonlines|json-seq|stream\+json))$/;

/** Tells whether a body of that media type is made to be read while it comes, perhaps without an end. */
export function isStreamType(mediaType: string): boolean {
  return streamType.test(mediaType);
}

/** Gives the media type that header lines say; empty where they say none. */
export function declaredMediaType(headers: HeaderPairs): string {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return parseContentType(value).mediaType;
}

/** Splits a Content-Type into media type (lower case) and charset. @see RFC 9110 section 8.3 */
export function parseContentType(value: string): { mediaType: string; charset?: string } {
  if (!value.includes(';')) return { mediaType: value.trim().toLowerCase() };
  const [type = '', ...parameters] = value.split(';');
  const mediaType = type.trim().toLowerCase();
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    if (equals === -1 || parameter.slice(0, equals).trim().toLowerCase() !== 'charset') continue;
    const charset = parameter
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase();
    return charset === '' ? { mediaType } : { mediaType, charset };
  }
  return { mediaType };
}
