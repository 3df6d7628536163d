import { AppError } from '../errors.ts';
import type { FieldResolver } from './field-resolver.ts';
import { assertNoControls } from './header-syntax.ts';
import { type ParsedAddress, parseAddress } from './parse-address.ts';
import { decodePercent, encodePath, encodePathSegment, encodeQuery } from './percent-encoding.ts';
import type { Row } from './row.ts';
import { pathStart, pathVariableOf, splitAddress, splitOutsideVariables } from './url.ts';

/** An address ready to be sent. */
export interface BuiltUrl {
  /** Absolute, all ASCII, without user name, password and hash; path and query as typed where that was legal. */
  url: string;
  address: ParsedAddress;
  /** From `user:password@host`; percent-decoding is done. */
  userInfo?: { username: string; password: string };
}

/**
 * Resolves a typed address: `:name` segments take the path variables' values as one segment each, variables are
 * replaced. A variable's value keeps what is legal in its place and cannot start another row of the query.
 *
 * @throws AppError ERR_REQUEST_INVALID_URL for a path variable that would change the path
 */
export function resolveUrl(url: string, pathVariables: Row[], fields: FieldResolver): string {
  const { base, query, hash } = splitAddress(url);
  const start = pathStart(base);
  const place = { where: 'url' } as const;
  const authority = fields.resolve(base.slice(0, start), place, { isAuthority: true });
  const path = splitOutsideVariables(base.slice(start), '/').map((segment) =>
    resolveSegment(segment, pathVariables, fields),
  );
  if (hash !== '') fields.resolve(hash, place);
  const beforeQuery = authority + path.join('/');
  if (query === undefined) return beforeQuery;
  // A variable such as {{url}} may bring the first part of a query along.
  return `${beforeQuery}${beforeQuery.includes('?') ? '&' : '?'}${resolveQuery(query, fields)}`;
}

/** A hash cannot be meant inside the path: what follows it would silently not be sent. */
function escapeHash(value: string): string {
  return value.replaceAll('#', '%23');
}

function resolveSegment(segment: string, pathVariables: Row[], fields: FieldResolver): string {
  const name = pathVariableOf(segment);
  if (name === undefined) return fields.resolve(segment, { where: 'url' }, { escape: escapeHash });
  const place = { where: 'pathVariable', key: name } as const;
  const row = pathVariables.findLast((variable) => variable.key === name && variable.disabled !== true);
  const value = row === undefined ? '' : fields.resolve(row.value, place);
  if (value === '') {
    fields.addUnresolved(name, place);
    return segment;
  }
  fields.checkLater(() => assertPathValue(name, value));
  return encodePathSegment(value);
}

function assertPathValue(name: string, value: string): void {
  const place = { where: 'pathVariable', key: name } as const;
  assertNoControls('ERR_REQUEST_INVALID_URL', `The path variable "${name}"`, value, place);
  if (!/^(\.|%2e){1,2}$/i.test(value)) return;
  throw new AppError(
    'ERR_REQUEST_INVALID_URL',
    `The path variable "${name}" is "${value}", which would lead to another path. Give it another value.`,
    { details: place },
  );
}

function resolveQuery(query: string, fields: FieldResolver): string {
  return splitOutsideVariables(query, '&')
    .map((piece) => {
      const [key = ''] = splitOutsideVariables(piece, '=', 1);
      const place = { where: 'query', key } as const;
      // A lone variable may hold a whole query; a value may not start another row.
      if (key.length === piece.length) return fields.resolve(piece, place, { escape: escapeHash });
      const name = fields.resolve(key, place, { escape: (text) => escapeHash(text).replace(/[&=]/g, toHex) });
      const value = fields.resolve(piece.slice(key.length + 1), place, {
        escape: (text) => escapeHash(text).replaceAll('&', '%26'),
      });
      return `${name}=${value}`;
    })
    .join('&');
}

function toHex(character: string): string {
  return character === '&' ? '%26' : '%3D';
}

/**
 * Makes a resolved address absolute and legal: a missing scheme becomes `http://` for loopback and `https://` for any
 * other host; illegal characters of path and query are percent-encoded, legal ones and dot segments stay as typed; the
 * hash is not sent.
 *
 * @param extraQuery Encoded pieces `name=value` put after the typed query.
 * @param emptyNames Variables of the address that are set to nothing; where there is no host, they are why.
 * @throws AppError ERR_REQUEST_INVALID_URL
 */
export function finishUrl(
  resolved: string,
  extraQuery: string[] = [],
  emptyNames: ReadonlySet<string> = new Set(),
): BuiltUrl {
  const text = resolved.replace(/^[ \t]+|[ \t]+$/g, '');
  assertNoControls('ERR_REQUEST_INVALID_URL', 'The address', text, { where: 'url' });
  const { scheme, authority, rest } = splitScheme(text);
  if (authority === '') throw invalid(`The address names no host${emptyHint(emptyNames)}.`);
  const address = parseAddress(`${scheme}//${authority}`);
  if (address === undefined) throw invalid('The address names a host that cannot be connected to.');

  const [beforeHash = ''] = rest.split('#', 1);
  const questionMark = beforeHash.indexOf('?');
  const path = encodePath(questionMark === -1 ? beforeHash : beforeHash.slice(0, questionMark));
  const query = questionMark === -1 ? '' : encodeQuery(beforeHash.slice(questionMark + 1));
  const pieces = query === '' ? extraQuery : [query, ...extraQuery];
  const hasQuery = questionMark !== -1 || extraQuery.length > 0;
  // A backslash may end the host too; encoded, it is an ordinary character of the path.
  const slash = path.startsWith('/') ? '' : '/';
  const url = `${address.protocol}//${address.host}${slash}${path}${hasQuery ? `?${pieces.join('&')}` : ''}`;

  if (address.username === '' && address.password === '') return { url, address };
  return {
    url,
    address,
    userInfo: { username: decodePercent(address.username), password: decodePercent(address.password) },
  };
}

interface SplitAddress {
  /** With its colon, lower case. */
  scheme: string;
  authority: string;
  rest: string;
}

/** Splits into scheme, authority and rest; an address without scheme is given one. */
function splitScheme(text: string): SplitAddress {
  const match = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#\\]*)([^]*)$/i.exec(text);
  if (match !== null) {
    const scheme = (match[1] ?? '').toLowerCase();
    if (scheme !== 'http:' && scheme !== 'https:') {
      throw invalid(`Postern sends to http and https addresses, not to "${scheme.slice(0, 40)}".`);
    }
    return { scheme, authority: match[2] ?? '', rest: match[3] ?? '' };
  }
  // `mailto:x` and `javascript:x` are schemes; `localhost:8080` and `user:pass@host` are not.
  const isOtherScheme =
    /^[a-z][a-z0-9+.-]*:(?!\d)[^@/]*(\/|$)|^(mailto|javascript|data|file|blob|about):/i.test(text);
  if (isOtherScheme) throw invalid('This is not an http or https address.');
  const [, authority = '', rest = ''] = /^([^/?#\\]*)([^]*)$/.exec(text) ?? [];
  return { scheme: isLoopbackAuthority(authority) ? 'http:' : 'https:', authority, rest };
}

function isLoopbackAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^(localhost|[^:]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i.test(host);
}

function emptyHint(names: ReadonlySet<string>): string {
  const quoted = [...names].slice(0, 3).map((name) => `"${name}"`);
  return quoted.length === 0
    ? ''
    : `: ${quoted.join(', ')} ${quoted.length === 1 ? 'is' : 'are'} set, to nothing`;
}

function invalid(message: string): AppError {
  return new AppError('ERR_REQUEST_INVALID_URL', `${message} Check the address and its variables.`, {
    details: { where: 'url' },
  });
}
