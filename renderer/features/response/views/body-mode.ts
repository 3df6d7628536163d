export type BodyMode = 'pretty' | 'raw' | 'hex' | 'preview';

export const bodyModes: { value: BodyMode; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
  { value: 'preview', label: 'Preview' },
];

/** Tells whether a body is to be shown as JSON: by its media type, or by its first character where it has none. */
export function looksLikeJson(mediaType: string, text: string): boolean {
  if (/[/+]json$/.test(mediaType) || /^application\/(x-)?ndjson$/.test(mediaType)) return true;
  return (mediaType === '' || mediaType === 'text/plain') && /^\s*[[{]/.test(text.slice(0, 200));
}

const previewed = /^(image\/|application\/pdf$)/;
const binary =
  /^(audio|video|font)\/|^application\/(octet-stream|zip|gzip|x-gzip|x-tar|x-7z-compressed|wasm|x-protobuf|protobuf|grpc|cbor|msgpack|vnd\.ms-|vnd\.openxml)/;

/** Tells whether a view shows text, for which the character set counts. */
export function showsCharacters(mode: BodyMode, mediaType: string): boolean {
  return mode === 'preview' ? mediaType.endsWith('html') || mediaType.endsWith('xhtml+xml') : mode !== 'hex';
}

/** How a body is shown at first: text as text, pictures as pictures, and what is neither byte by byte. */
export function firstMode(mediaType: string): BodyMode {
  if (previewed.test(mediaType)) return 'preview';
  return binary.test(mediaType) ? 'hex' : 'pretty';
}
