import type { MarkupLanguage } from '../../../../core/format-markup.ts';
import type { LineLanguage } from '../../../../core/line-tokens.ts';

export type BodyMode = 'events' | 'pretty' | 'raw' | 'hex' | 'preview';

const bodyModes: { value: BodyMode; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
  { value: 'preview', label: 'Preview' },
];

const tableModes = bodyModes.map((mode) => (mode.value === 'preview' ? { ...mode, label: 'Table' } : mode));

/** Tells whether a body is text in cells: comma- or tab-separated. */
export function isTable(mediaType: string): boolean {
  return /^(text|application)\/(csv|tab-separated-values)$/.test(mediaType);
}

/** What an event stream can be shown as. */
export const streamModes: typeof bodyModes = [
  { value: 'events', label: 'Events' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
];

/** Whether a media type says that a body is one JSON text. @see RFC 6839 section 3.1 */
export const isJsonType = (mediaType: string): boolean => /[/+]json$/.test(mediaType);
/** One, or one a line. */
const saysJson = (mediaType: string) =>
  isJsonType(mediaType) || /^(application|text)\/(x-)?(ndjson|json-?lines?|jsonl)$/.test(mediaType);
/** Texts that may begin like JSON and be none. */
const beginsLikeJson = (mediaType: string) => isTable(mediaType) || /[/+](x-)?yaml$/.test(mediaType);
/** Programs, where only an object in quotes can be no program. */
const isProgram = (mediaType: string) => /^(text|application)\/(x-)?(java|ecma)script$/.test(mediaType);
/** How JSON can begin, a comment included; laid out as JSON, any other text would lose its spaces. */
const jsonStart = /^\s*(?:[[{"\-\d/]|(?:true|false|null)\b|$)/;
/** How JSON begins and no page does. */
const surelyJson = /^\s*(?:\{\s*["}]|\[\s*(?:[[{"\]\-\d]|(?:true|false|null)\b))/;

/** Tells whether a body is to be shown as JSON: by its media type where it begins like that, else by how it begins. */
export function looksLikeJson(mediaType: string, text: string): boolean {
  const head = text.slice(0, 200);
  if (saysJson(mediaType)) return jsonStart.test(head);
  if (mediaType === '' || mediaType === 'text/plain') return /^\s*[[{]/.test(head);
  if (isProgram(mediaType)) return /^\s*\{\s*"/.test(head);
  if (mediaType === 'text/html') return surelyJson.test(head);
  // Servers call JSON many things; what nothing else begins like is JSON all the same.
  return !beginsLikeJson(mediaType) && /^\s*(?:\{\s*"|\[\s*[{"])/.test(head);
}

/** Tells whether a body is XML or HTML: by its media type, or by how it begins where that says nothing. */
export function markupLanguageOf(mediaType: string, text: string): MarkupLanguage | undefined {
  if (looksLikeJson(mediaType, text)) return undefined;
  if (/^text\/html$|[/+]xhtml(\+xml)?$/.test(mediaType)) return 'html';
  if (/[/+]xml$/.test(mediaType)) return 'xml';
  if (mediaType !== '' && mediaType !== 'text/plain' && !saysJson(mediaType)) return undefined;
  if (/^\s*<!doctype html|^\s*<html[\s>]/i.test(text)) return 'html';
  return /^\s*<\?xml\s/.test(text) ? 'xml' : undefined;
}

/** The language that a text is shown in the colours of; none where it is just text, or laid out as JSON. */
export function lineLanguageOf(mediaType: string, text: string): LineLanguage | undefined {
  if (isTable(mediaType)) return 'csv';
  if (/[/+](x-)?yaml$/.test(mediaType)) return 'yaml';
  if (isProgram(mediaType)) return 'javascript';
  return markupLanguageOf(mediaType, text) === undefined ? undefined : 'markup';
}

const previewed = /^((image|audio|video)\/|application\/pdf$)/;
const binary =
  /^font\/|^application\/(octet-stream|zip|gzip|x-gzip|x-tar|x-7z-compressed|wasm|x-protobuf|protobuf|grpc|cbor|msgpack|vnd\.ms-|vnd\.openxml)/;

/** Tells whether a view shows text, for which the character set counts. */
export function showsCharacters(mode: BodyMode, mediaType: string): boolean {
  if (mode === 'preview')
    return isTable(mediaType) || mediaType.endsWith('html') || mediaType.endsWith('xhtml+xml');
  return mode === 'pretty' || mode === 'raw';
}

/** Gives the ways a body can be shown. */
export function modesOf(mediaType: string): typeof bodyModes {
  if (mediaType === 'text/event-stream') return streamModes;
  return isTable(mediaType) ? tableModes : bodyModes;
}

/** How a body is shown at first: text as text, pictures as pictures, and what is neither byte by byte. */
export function firstMode(mediaType: string): BodyMode {
  if (mediaType === 'text/event-stream') return 'events';
  if (previewed.test(mediaType)) return 'preview';
  return binary.test(mediaType) ? 'hex' : 'pretty';
}

/** Tells whether a body can be read as text while it comes. */
export function isText(mediaType: string): boolean {
  return ['events', 'pretty'].includes(firstMode(mediaType));
}
