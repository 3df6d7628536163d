import { type Body, type RawLanguage, rawLanguages } from '../http/body.ts';
import type { Row } from '../http/row.ts';
import { parseQueryRows } from '../http/query.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import {
  applyResidue,
  asText,
  equalJson,
  field,
  isObject,
  type Residue,
  residueOf,
  textField,
} from './residue.ts';
import { readFormRows, readRows, writeFormRow, writeRow } from './row.ts';

/** What reading a body gives. */
export interface ReadBody {
  body: Body;
  residue?: Residue;
  /** The body was switched off: it is kept and not sent. */
  disabled: boolean;
  converted: number;
  unreadable: number;
}

/** Reads a body. `headers` tell the language of a raw body that names none. */
export function readBody(raw: JsonValue | undefined, headers: Row[]): ReadBody {
  const read = bodyFields(raw, headers);
  const residue = residueOf(raw, bodyObject(read.body, headers));
  return residue === undefined ? read : { ...read, residue };
}

/** Writes a body as Postman does; `undefined` for none. */
export function writeBody(body: Body, headers: Row[], residue: JsonValue | undefined): JsonValue | undefined {
  return applyResidue(bodyObject(body, headers), residue, (candidate) =>
    equalJson(toJson(bodyFields(candidate, headers).body), toJson(body)),
  );
}

function toJson(body: Body): JsonValue {
  return JSON.parse(JSON.stringify(body)) as JsonValue;
}

function bodyFields(raw: JsonValue | undefined, headers: Row[]): ReadBody {
  const facts = { disabled: false, converted: 0, unreadable: 0 };
  const none: ReadBody = { body: { type: 'none' }, ...facts };
  if (!isObject(raw)) return none;
  if (field(raw, 'disabled') === true) return { ...none, disabled: true };
  const mode = textField(raw, 'mode') ?? modes.find((name) => hasContent(field(raw, name)));
  if (mode === undefined) return none;
  const content = field(raw, mode);
  switch (mode) {
    case 'raw': {
      const language = readLanguage(field(raw, 'options')) ?? languageOf(headers);
      return { body: { type: 'raw', language, content: asText(content) }, ...facts };
    }
    case 'urlencoded': {
      const read = readRows(
        typeof content === 'string' ? parseQueryRows(`?${content}`) : content,
        'urlencoded',
      );
      const { converted, unreadable } = read;
      return { body: { type: 'urlencoded', rows: read.rows }, disabled: false, converted, unreadable };
    }
    case 'formdata': {
      const { rows, converted, unreadable } = readFormRows(content);
      return { body: { type: 'formdata', rows }, disabled: false, converted, unreadable };
    }
    case 'file': {
      const path = isObject(content) ? field(content, 'src') : content;
      return { body: { type: 'file', path: typeof path === 'string' ? path : '' }, ...facts };
    }
    case 'graphql':
      return { body: readGraphql(content), ...facts };
    default:
      return { body: { type: 'unsupported', name: mode, value: content ?? null }, ...facts };
  }
}

const modes = ['raw', 'urlencoded', 'formdata', 'file', 'graphql'];

function hasContent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readGraphql(raw: JsonValue | undefined): Body {
  if (!isObject(raw)) return { type: 'graphql', query: asText(raw), variables: '' };
  const body: Body = {
    type: 'graphql',
    query: asText(field(raw, 'query')),
    variables: asText(field(raw, 'variables')),
  };
  const operationName = textField(raw, 'operationName');
  return operationName === undefined ? body : { ...body, operationName };
}

function readLanguage(options: JsonValue | undefined): RawLanguage | undefined {
  const raw = isObject(options) ? field(options, 'raw') : undefined;
  const language = isObject(raw) ? textField(raw, 'language') : undefined;
  return rawLanguages.find((known) => known === language);
}

/** The language that a Content-Type header names; plain text where none does, as Postman sends it. */
function languageOf(headers: Row[]): RawLanguage {
  const type = headers
    .find((row) => row.disabled !== true && row.key.toLowerCase() === 'content-type')
    ?.value.toLowerCase();
  return rawLanguages.find((language) => language !== 'text' && type?.includes(language)) ?? 'text';
}

function bodyObject(body: Body, headers: Row[]): JsonObject | undefined {
  switch (body.type) {
    case 'none':
      return undefined;
    case 'raw': {
      const written: JsonObject = { mode: 'raw', raw: body.content };
      if (body.language !== languageOf(headers)) written['options'] = { raw: { language: body.language } };
      return written;
    }
    case 'urlencoded':
      return { mode: 'urlencoded', urlencoded: body.rows.map((row) => writeRow(row, 'urlencoded')) };
    case 'formdata':
      return { mode: 'formdata', formdata: body.rows.map(writeFormRow) };
    case 'file':
      return { mode: 'file', file: { src: body.path } };
    case 'graphql': {
      const graphql: JsonObject = { query: body.query, variables: body.variables };
      if (body.operationName !== undefined) graphql['operationName'] = body.operationName;
      return { mode: 'graphql', graphql };
    }
    case 'unsupported':
      return { mode: body.name, [body.name]: body.value };
  }
}
