/** Nothing may be loaded or run, whatever the page asks for; styles written in the page itself are harmless. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * Gives a page for a frame that may do nothing, with the policy before anything of the page. Its document type stays in
 * front, since a page is laid out in another way without it; every `>` ends one. Links would open in another window, which
 * the frame may not: in its own, what is shown would be gone.
 */
export function framedPage(page: string): string {
  const [doctype = ''] = /^\s*<!doctype[^>]*>/i.exec(page) ?? [];
  const policy = `<meta http-equiv="Content-Security-Policy" content="${framePolicy}">`;
  return `${doctype}${policy}<base target="_blank">${page.slice(doctype.length)}`;
}
