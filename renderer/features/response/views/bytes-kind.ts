const beginnings: readonly [RegExp, string][] = [
  [/^\u001f[\uFFFD\u008b‹]/, 'something packed as gzip'],
  [/^\(.\/[\uFFFDý]/, 'something packed as zstd'],
  [/^.PNG\r\n\u001a\n/, 'a PNG picture'],
  [/^.{3,4}\u0000.JFIF\u0000/, 'a JPEG picture'],
  [/^PK(?:\u0003\u0004|\u0005\u0006)/, 'a ZIP archive'],
  [/^%PDF-/, 'a PDF document'],
];

/** Tells by its first characters what a body is that was read as text and is none; nothing where they do not say. */
export function kindOfBytes(head: string): string | undefined {
  return beginnings.find(([beginning]) => beginning.test(head))?.[1];
}
