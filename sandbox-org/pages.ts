/** The few pages a person can meet: the front page, and where one-time links and tiles lead. */
import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Route } from './router.ts';

const STYLE =
  'body{font:15px/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem;' +
  'color-scheme:light dark}code{font-size:.95em}';

/** No script, no picture, no frame; the one style is named by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FRONT_PAGE = `
<p>This is a pretend Okta org. Postern runs it on this computer, for trying things out: it listens on
127.0.0.1 only, keeps its people, groups and apps in memory, and forgets every change when it stops.</p>
<p>It is not Okta, holds no real accounts and sends nothing anywhere.</p>
<p>API requests carry <code>Authorization: SSWS &lt;API token&gt;</code>; the token of this run stands on the
sandbox card in Postern. Start with <code>GET /api/v1/users</code>, <code>GET /api/v1/groups</code>,
<code>GET /api/v1/apps</code> or <code>GET /api/v1/logs</code>. Without a token there is
<a href="/.well-known/okta-organization">/.well-known/okta-organization</a>.</p>`;

export const pageRoutes: readonly Route[] = [
  pageRoute('/', 'Sandbox Org', FRONT_PAGE),
  pageRoute(
    '/welcome/:token',
    'Welcome',
    '<p>In a real org this one-time link lets a new person choose a password.</p>',
  ),
  pageRoute(
    '/reset_password/:token',
    'Reset password',
    '<p>In a real org this one-time link lets a person choose a new password.</p>',
  ),
  pageRoute('/home/:name/:appId', 'App', '<p>In a real org this tile signs a person in to the app.</p>'),
];

/** Pages are constants: nothing of the address is ever shown on one. */
function pageRoute(path: string, title: string, content: string): Route {
  const data = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><h1>${title}</h1>${content}</body></html>
`;
  const answer: Answer = {
    status: 200,
    content: { mediaType: 'text/html; charset=utf-8', data },
    headers: { 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer' },
  };
  return { method: 'GET', path, access: 'public', handle: () => answer };
}
