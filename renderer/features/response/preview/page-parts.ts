/** A page says at its beginning what it loads; of a large one not every part is looked at. */
const searchedUnits = 512 * 1024;
const loadingPattern =
  /<script\b|<link\b[^>]{0,500}\bstylesheet|@import\b|<(?:img|video|audio|source|iframe|embed|object)\b[^>]{0,500}\b(?:src|srcset|data)\s*=\s*(?!["']?data:)["']?\S|\burl\(\s*["']?(?:https?:)?\/\//i;

/** Tells whether a page asks for scripts, or for pictures and styles that do not stand in it, which a preview leaves out. */
export function leavesOut(html: string): boolean {
  return loadingPattern.test(html.slice(0, searchedUnits));
}

/** Tells whether bytes begin as a PDF document does; some programs put a few bytes before. */
export function looksLikePdf(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 1_024));
  return head.includes('%PDF-');
}

const pictureMarks: readonly [string, string][] = [
  ['\u0089PNG\r\n\u001a\n', 'image/png'],
  ['\u00ff\u00d8\u00ff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
];

/**
 * Gives what bytes are that an answer calls just bytes, or does not name: pictures and PDF documents say so themselves.
 * `undefined` where they do not.
 */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const mark = pictureMarks.find(([start]) => head.startsWith(start));
  if (mark !== undefined) return mark[1];
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  return head.startsWith('%PDF-') ? 'application/pdf' : undefined;
}
