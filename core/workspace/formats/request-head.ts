import { isAppError } from '../../errors.ts';
import { readNumber, readOptionalText, readText } from './plain-fields.ts';
import { readYaml } from './read-yaml.ts';
import { requestFileKind } from './request-file.ts';

/** The few fields of a request or definition file that the tree shows. */
export interface FileHead {
  /** As the file says it, empty where it says none and looks like nothing known. */
  kind: string;
  name?: string | undefined;
  method?: string | undefined;
  order?: number | undefined;
  /** Why the file cannot be read. */
  damage?: string | undefined;
}

type HeadKey = '$kind' | 'name' | 'method' | 'order';

/** A one-line scalar whose end is certain: plain without `: ` and ` #`, or quoted without escapes. */
const plainScalar = /^[A-Za-z0-9/(.][^\u0000-\u001f]*$/;
const ambiguous = /: |:$| #|^(?:true|false|null|yes|no|on|off|~)$/i;

/**
 * Reads the head of a request or definition file without parsing it as YAML, and falls back to parsing where a line
 * leaves any doubt. In block style nothing that belongs to a value can start in column 0, apart from list dashes, so the
 * keys of the top are found by their line starts.
 */
export function readHead(text: string): FileHead {
  if (/^\s*$/.test(text)) return { kind: '', damage: 'empty' };
  return scanHead(text) ?? parseHead(text);
}

function scanHead(text: string): FileHead | undefined {
  // A document marker, directive, flow map, byte order mark or key in quotes at the top is left to the parser.
  if (!/^[$A-Za-z#]/.test(text) || /^(?:---|\.\.\.|%|[{["'?&!*])/m.test(text)) return undefined;
  const kind = scanKey(text, '$kind');
  const name = scanKey(text, 'name');
  const method = scanKey(text, 'method');
  const order = scanKey(text, 'order');
  if (kind === undefined || kind === null || name === null || method === null || order === null)
    return undefined;
  return { kind, name, method, order: readNumber(order) };
}

/** The value of a key of the top; `undefined` where it is absent, `null` where only a parser can tell. */
function scanKey(text: string, key: HeadKey): string | undefined | null {
  const mark = `${key}:`;
  let at = text.startsWith(mark) ? 0 : text.indexOf(`\n${mark}`) + 1;
  if (at === 0 && !text.startsWith(mark)) return undefined;
  at += mark.length;
  if (text.includes(`\n${mark}`, at)) return null;
  const lineEnd = text.indexOf('\n', at);
  const end = lineEnd === -1 ? text.length : lineEnd;
  // A following line that is indented may continue the value.
  let next = end;
  while (text[next] === '\n') next += 1;
  if (/[ \t\r]/.test(text[next] ?? 'x')) return null;
  const line = text.slice(at, text[end - 1] === '\r' ? end - 1 : end);
  if (!line.startsWith(' ')) return null;
  return scanScalar(line.trim());
}

function scanScalar(source: string): string | null {
  const quote = source[0];
  if (quote === "'") return /^'[^'\\]*'$/.test(source) ? source.slice(1, -1) : null;
  if (quote === '"') return /^"[^"\\]*"$/.test(source) ? source.slice(1, -1) : null;
  return plainScalar.test(source) && !ambiguous.test(source) ? source : null;
}

function parseHead(text: string): FileHead {
  try {
    const { value } = readYaml(text);
    return {
      kind: readText(value['$kind']) || requestFileKind(value),
      name: readOptionalText(value['name']),
      method: readOptionalText(value['method']),
      order: readNumber(value['order']),
    };
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    const reason = fault.details?.['reason'];
    return { kind: '', damage: typeof reason === 'string' ? reason : 'unreadable' };
  }
}
