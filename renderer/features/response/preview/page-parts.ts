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
