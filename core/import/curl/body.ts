import type { Body } from '../../http/body.ts';
import type { FormRow, Row } from '../../http/row.ts';
import type { NoteBook } from '../notes.ts';
import type { CurlOption } from './options.ts';
import type { Command } from './command.ts';

/** What the data options of one command add up to. */
export interface CurlData {
  parts: ({ kind: 'text'; text: string } | { kind: 'file'; path: string })[];
  /** `--json` was used: it brings its own headers. */
  json: boolean;
}

const dataOptions = new Set(['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json']);

/** Collects `-d`, `--data-*` and `--json`; later ones are joined with `&`, JSON ones without. */
export function collectData(options: CurlOption[], stdin: Command['stdin'], notes: NoteBook): CurlData {
  const data: CurlData = { parts: [], json: false };
  for (const { name, value = '' } of options) {
    if (!dataOptions.has(name)) continue;
    const joint = data.parts.length > 0 && name !== 'json' ? '&' : '';
    if (name === 'json') data.json = true;
    const part = name === 'data-urlencode' ? urlencoded(value, notes) : plainPart(name, value, stdin, notes);
    const last = data.parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') last.text += joint + part.text;
    else data.parts.push(part);
  }
  return data;
}

function plainPart(
  name: string,
  value: string,
  stdin: Command['stdin'],
  notes: NoteBook,
): CurlData['parts'][number] {
  if (name === 'data-raw' || !value.startsWith('@')) return { kind: 'text', text: value };
  const path = value.slice(1);
  if (path !== '-') return { kind: 'file', path };
  if (stdin?.kind === 'text') {
    const text =
      name === 'data-binary' || name === 'json' ? stdin.text : stdin.text.replaceAll(/[\r\n]/g, '');
    return { kind: 'text', text };
  }
  if (stdin?.kind === 'file') return { kind: 'file', path: stdin.path };
  notes.add(
    'curl.standardInput',
    'lost',
    [],
    'The body would come from standard input, which a pasted command does not have.',
  );
  return { kind: 'text', text: '' };
}

/** `content`, `=content`, `name=content`, `@file`, `name@file` of `--data-urlencode`. */
export function urlencoded(value: string, notes: NoteBook): { kind: 'text'; text: string } {
  const mark = /[=@]/.exec(value);
  if (mark === null) return { kind: 'text', text: encode(value) };
  const name = value.slice(0, mark.index);
  const content = value.slice(mark.index + 1);
  const prefix = name === '' ? '' : `${name}=`;
  if (mark[0] === '@') {
    notes.add(
      'curl.dataFile',
      'unsupported',
      [],
      'A field takes its content from a file (--data-urlencode name@file). Postern cannot read it while sending; the field holds the name of the file.',
    );
    return { kind: 'text', text: `${prefix}${encode(`@${content}`)}` };
  }
  return { kind: 'text', text: prefix + encode(content) };
}

/** Percent-encodes as curl does, leaving `{{variables}}` alone. */
function encode(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : encodeURIComponent(piece.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(/[!'()*]/g, percent),
    )
    .join('');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Makes the body of data options, and adds the headers curl would add. */
export function dataBody(data: CurlData, headers: Row[], notes: NoteBook): Body {
  if (data.json) {
    addHeader(headers, 'Content-Type', 'application/json');
    addHeader(headers, 'Accept', 'application/json');
  }
  const given = headers.find((row) => row.key.toLowerCase() === 'content-type')?.value.toLowerCase();
  const type = given ?? 'application/x-www-form-urlencoded';
  const [only] = data.parts;
  if (data.parts.length === 1 && only?.kind === 'file') {
    addHeader(headers, 'Content-Type', type);
    notes.add(
      'curl.dataFile',
      'info',
      [],
      'The body is a file of the machine the command was written on. Choose it again before sending.',
    );
    return { type: 'file', path: only.path };
  }
  if (data.parts.some((part) => part.kind === 'file')) {
    notes.add(
      'curl.dataFile',
      'unsupported',
      [],
      'The body mixes text and files. The names of the files stand in the text, each after an @.',
    );
  }
  const content = data.parts.map((part) => (part.kind === 'text' ? part.text : `@${part.path}`)).join('&');
  if (type.includes('x-www-form-urlencoded')) {
    const rows = formRows(content);
    if (rows !== undefined) return { type: 'urlencoded', rows };
    if (given === undefined) {
      addHeader(headers, 'Content-Type', type);
      notes.add(
        'curl.contentType',
        'info',
        [],
        'The command names no content type, so curl would send the body as application/x-www-form-urlencoded. Change the Content-Type header if it is something else.',
      );
    }
  }
  return { type: 'raw', language: languageOf(type, content), content };
}

function languageOf(type: string, content: string): 'json' | 'text' | 'xml' | 'html' | 'javascript' {
  for (const language of ['json', 'xml', 'html', 'javascript'] as const)
    if (type.includes(language)) return language;
  return /^\s*[[{]/.test(content) ? 'json' : 'text';
}

/** Adds a header unless the request has one of that name. */
export function addHeader(headers: Row[], key: string, value: string): void {
  if (!headers.some((row) => row.key.toLowerCase() === key.toLowerCase())) headers.push({ key, value });
}

/** Reads a form; `undefined` where the text is none, or would not come back the same. */
function formRows(content: string): Row[] | undefined {
  const rows: Row[] = [];
  for (const piece of content.split('&')) {
    const equals = piece.indexOf('=');
    if (equals < 1 || /^\s*[[{<]/.test(piece)) return undefined;
    const key = decode(piece.slice(0, equals));
    const value = decode(piece.slice(equals + 1));
    if (key === undefined || value === undefined) return undefined;
    rows.push({ key, value });
  }
  return rows;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Makes the rows of `-F` and `--form-string`. */
export function multipartRows(options: CurlOption[], notes: NoteBook): FormRow[] {
  return options
    .filter(({ name }) => name === 'form' || name === 'form-string')
    .map(({ name, value = '' }) => multipartRow(value, name === 'form-string', notes));
}

function multipartRow(text: string, literal: boolean, notes: NoteBook): FormRow {
  const equals = text.indexOf('=');
  const key = equals === -1 ? text : text.slice(0, equals);
  const content = equals === -1 ? '' : text.slice(equals + 1);
  if (literal) return { key, value: content, type: 'text' };
  const mark = content.charAt(0);
  const isFile = mark === '@' || mark === '<';
  const { words, type, others } = formWords(isFile ? content.slice(1) : content, isFile);
  const row: FormRow = isFile
    ? { key, value: '', type: 'file', src: words }
    : { key, value: words[0] ?? '', type: 'text' };
  if (type !== undefined) row.contentType = type;
  if (mark === '<') {
    notes.add(
      'curl.dataFile',
      'unsupported',
      [],
      `The form field "${key}" takes its text from a file (<). It is sent as a file instead.`,
    );
  }
  if (others.length > 0) {
    notes.add(
      'curl.formParameter',
      'unsupported',
      [],
      `The form field "${key}" sets ${others.join(', ')}, which Postern does not.`,
    );
  }
  return row;
}

/** Takes `"quoted" or plain;type=text/plain;filename=x` apart; files may be several, with commas. */
function formWords(
  text: string,
  isFile: boolean,
): { words: string[]; type?: string | undefined; others: string[] } {
  const words: string[] = [];
  let rest = text;
  do {
    const quoted = /^\s*"((?:[^"\\]|\\.)*)"/s.exec(rest);
    const plain = isFile ? /^[^;,]*/ : /^(?:(?!;\s*(?:type|filename|headers|encoder)=)[^])*/;
    const length = quoted?.[0].length ?? plain.exec(rest)?.[0].length ?? 0;
    words.push(quoted ? (quoted[1] ?? '').replaceAll(/\\([\\"])/g, '$1') : rest.slice(0, length));
    rest = rest.slice(length);
    if (!isFile || !rest.startsWith(',')) break;
    rest = rest.slice(1);
  } while (rest !== '');
  const type = /;\s*type=("?)([^;"]+(?:;\s*(?:charset|boundary)=[^;"]+)?)\1/.exec(rest)?.[2];
  const others = Array.from(rest.matchAll(/;\s*(filename|headers|encoder)=/g), (match) => match[1] ?? '');
  return { words, type, others };
}
