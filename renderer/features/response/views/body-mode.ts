export type BodyMode = 'pretty' | 'raw' | 'preview';

export const bodyModes: { value: BodyMode; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'preview', label: 'Preview' },
];

/** Tells whether a body is to be shown as JSON: by its media type, or by its first character where it has none. */
export function looksLikeJson(mediaType: string, text: string): boolean {
  if (/[/+]json$/.test(mediaType) || /^application\/(x-)?ndjson$/.test(mediaType)) return true;
  return (mediaType === '' || mediaType === 'text/plain') && /^\s*[[{]/.test(text.slice(0, 200));
}
