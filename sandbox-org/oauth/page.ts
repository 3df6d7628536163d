/** The pages of signing in: no script, no picture; the one style is named by its hash. */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const STYLE =
  'body{font:15px/1.6 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem;' +
  'color-scheme:light dark}label{display:block;margin:.75rem 0}input{display:block;width:100%;' +
  'box-sizing:border-box;font:inherit;padding:.4rem}button{font:inherit;padding:.4rem 1.2rem;margin:.75rem .5rem 0 0}' +
  '[role=alert]{border-left:3px solid #c33;padding-left:.75rem}code{font-size:.95em}';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in an attribute too. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** The headers of a page; `leadsTo` are further sources its forms may end at, such as `http://localhost:8080`. */
export const pageHeaders = (leadsTo: readonly string[] = []): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    // Browsers hold redirects after a form to this as well, so the callback has to be named.
    `form-action ${["'self'", ...leadsTo].join(' ')}`,
    "frame-ancestors 'none'",
  ].join('; '),
});

/** A whole page; `content` is HTML, `title` is text. */
export const pageHtml = (title: string, content: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} - Sandbox Org</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>${content}</body></html>
`;

/** Sends a page outside the provider. */
export function sendPage(
  response: ServerResponse,
  status: number,
  html: string,
  leadsTo: readonly string[] = [],
): void {
  response.writeHead(status, pageHeaders(leadsTo));
  response.end(html);
}
