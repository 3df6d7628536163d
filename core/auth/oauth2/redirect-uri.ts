import { type ParsedAddress, parseAddress } from '../../http/parse-address.ts';

/** The app's own scheme; it names the one redirect that ends in the desktop app. */
export const appScheme = 'app.postern';

/** What a redirect URI is to Postern. */
export type RedirectUri =
  /** Postern listens there itself. */
  | {
      kind: 'loopback';
      uri: string;
      hostname: 'localhost' | '127.0.0.1' | '[::1]';
      port: number;
      path: string;
      query: string;
    }
  /** A private scheme; `isOurs` where the system hands it to Postern. */
  | { kind: 'customScheme'; uri: string; scheme: string; isOurs: boolean }
  /** Somebody else's address: the user copies the redirected address and pastes it. */
  | { kind: 'foreign'; uri: string; host: string }
  | { kind: 'invalid'; uri: string; reason: RedirectFault };

/** Why an address cannot be a redirect URI. */
export type RedirectFault = 'empty' | 'notAbsolute' | 'fragment' | 'credentials' | 'characters' | 'scheme';

/** Schemes that run code, open files or mean something else in a browser. */
const refusedSchemes = new Set([
  'javascript',
  'data',
  'file',
  'blob',
  'vbscript',
  'about',
  'view-source',
  'ftp',
  'ws',
  'wss',
]);

/**
 * Tells what a redirect URI is. Loopback is exactly `http` with the host `localhost`, `127.0.0.1` or `[::1]`, as
 * written: `127.0.0.1.evil.test`, `0x7f.1` and `localhost.` are not.
 *
 * @see RFC 8252 section 7
 * @see RFC 6749 section 3.1.2: absolute, no fragment
 */
export function classifyRedirectUri(uri: string): RedirectUri {
  const text = uri.trim();
  const invalid = (reason: RedirectFault): RedirectUri => ({ kind: 'invalid', uri: text, reason });
  if (text === '') return invalid('empty');
  // eslint-disable-next-line no-control-regex -- these are the characters that are refused
  if (/[\u0000-\u0020\u007f\\"<>^`{|}]|[^\u0000-\u007e]/.test(text)) return invalid('characters');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();
  const parsed = parseAddress(text);
  // `localhost:8080` parses as a scheme and a path, which nobody means.
  if (scheme === undefined || parsed === undefined || /^[^:]+:\d/.test(text)) return invalid('notAbsolute');
  if (refusedSchemes.has(scheme)) return invalid('scheme');
  if (text.includes('#')) return invalid('fragment');
  if (scheme !== 'http' && scheme !== 'https') {
    return { kind: 'customScheme', uri: text, scheme, isOurs: scheme === appScheme };
  }
  if (!/^https?:\/\/[^/?]/i.test(text)) return invalid('notAbsolute');
  if (parsed.username !== '' || parsed.password !== '') return invalid('credentials');
  return loopbackOf(text, scheme, parsed) ?? { kind: 'foreign', uri: text, host: parsed.host };
}

function loopbackOf(uri: string, scheme: string, parsed: ParsedAddress): RedirectUri | undefined {
  // The parser turns `0x7f.1` and `2130706433` into 127.0.0.1; the server compares texts, so the text decides.
  const written = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(?:[/?]|$)/i.exec(uri);
  const hostname = written?.[1]?.toLowerCase();
  if (scheme !== 'http' || hostname === undefined || hostname !== parsed.hostname) return undefined;
  if (hostname !== 'localhost' && hostname !== '127.0.0.1' && hostname !== '[::1]') return undefined;
  const port = written?.[2] === undefined ? 80 : Number(written[2]);
  return { kind: 'loopback', uri, hostname, port, path: parsed.pathname, query: parsed.search };
}

/**
 * Tells whether an address that arrived is this redirect URI with parameters added: same scheme, host as written, port
 * and path. A query that the redirect URI has itself must be there too.
 *
 * @see RFC 6749 section 3.1.2.3
 */
export function isRedirectTo(redirectUri: string, address: string): boolean {
  const expected = parseAddress(redirectUri.trim());
  const received = parseAddress(address.trim());
  if (expected === undefined || received === undefined) return false;
  const samePlace =
    expected.protocol === received.protocol &&
    expected.host === received.host &&
    expected.pathname === received.pathname &&
    received.username === expected.username &&
    received.password === expected.password;
  if (!samePlace) return false;
  const own = expected.search.replace(/^\?/, '');
  return own === '' || `${received.search.replace(/^\?/, '')}&`.startsWith(`${own}&`);
}
