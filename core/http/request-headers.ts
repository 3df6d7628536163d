import { AppError } from '../errors.ts';
import type { Exchange, HeaderPairs } from './exchange.ts';
import type { FieldResolver } from './field-resolver.ts';
import { assertHeaderName, assertHeaderValue } from './header-syntax.ts';
import type { Row } from './row.ts';

export type Warning = Exchange['warnings'][number];

/** Headers that say how bytes are framed on this connection; the client writes them from what it really does. */
const framingHeaders = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'upgrade',
  'expect',
]);

/** Resolves the enabled header rows, in order; a row without a name is left out and said so. */
export function resolveHeaderRows(rows: Row[], fields: FieldResolver, warnings: Warning[]): HeaderPairs {
  const headers: HeaderPairs = [];
  for (const row of rows) {
    if (row.disabled === true || (row.key.trim() === '' && row.value === '')) continue;
    const place = { where: 'header', key: row.key } as const;
    const name = fields.resolve(row.key, place).replace(/^[ \t]+|[ \t]+$/g, '');
    const value = fields.resolve(row.value, place).replace(/^[ \t]+|[ \t]+$/g, '');
    if (name === '') {
      warnings.push({ code: 'headerWithoutName', message: 'A header row without a name was not sent.' });
    } else if (framingHeaders.has(name.toLowerCase())) {
      warnings.push({
        code: 'framingHeaderIgnored',
        message: `The header "${name}" was not sent as typed: it follows from the body and the connection.`,
      });
    } else headers.push([name, value]);
  }
  return headers;
}

/** Checks every line; only now, so that a forgotten variable is reported before the shape of what is left of it. */
export function assertHeaders(headers: HeaderPairs): void {
  for (const [name, value] of headers) {
    assertHeaderName(name);
    assertHeaderValue(name, value);
  }
  if (headers.filter(([name]) => name.toLowerCase() === 'host').length > 1) {
    throw new AppError(
      'ERR_REQUEST_INVALID_HEADER',
      'The header "Host" is there twice. Remove one of them.',
      {
        details: { where: 'header', key: 'Host' },
      },
    );
  }
}

/** Remarks on lines that are sent as typed and may surprise. */
export function remarkOnHeaders(headers: HeaderPairs): Warning[] {
  const warnings: Warning[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower === 'origin' || lower === 'referer') {
      warnings.push({
        code: 'browserHeader',
        message: `The header "${name}" makes this look like a request of a browser; Okta's token endpoint refuses those.`,
      });
    }
    if (lower === 'authorization' && /^SSWS\S/.test(value)) {
      warnings.push({
        code: 'schemeWithoutSpace',
        message: 'There is no space between SSWS and the token in the header "Authorization".',
      });
    }
  }
  return warnings;
}

/** Tells whether a header of that name is there. */
export function hasHeader(headers: HeaderPairs, name: string): boolean {
  const lower = name.toLowerCase();
  return headers.some(([candidate]) => candidate.toLowerCase() === lower);
}
