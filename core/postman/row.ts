import type { FormRow, Row } from '../http/row.ts';
import { splitOutsideVariables } from '../http/url.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { readDescription } from './description.ts';
import { applyResidue, asText, field, isObject, postmanExtension, residueOf, textField } from './residue.ts';

/** The lists of rows Postman has, each with its own habits. */
export type RowKind = 'header' | 'query' | 'pathVariable' | 'urlencoded' | 'formdata';

/** What reading a list of rows gives. */
export interface ReadRows<R> {
  rows: R[];
  /** Rows whose key or value was no text (a number, null, an object). */
  converted: number;
  /** Entries that are no rows at all. */
  unreadable: number;
}

/** Reads a list of rows; anything but a list gives none. */
export function readRows(raw: JsonValue | undefined, kind: Exclude<RowKind, 'formdata'>): ReadRows<Row> {
  return readList(raw, (entry) => readRow(entry, kind));
}

/** Reads the rows of a multipart form. */
export function readFormRows(raw: JsonValue | undefined): ReadRows<FormRow> {
  return readList(raw, readFormRow);
}

function readList<R>(raw: JsonValue | undefined, read: (entry: JsonObject) => R): ReadRows<R> {
  const result: ReadRows<R> = { rows: [], converted: 0, unreadable: 0 };
  if (!Array.isArray(raw)) return result;
  for (const entry of raw) {
    if (!isObject(entry)) {
      result.unreadable += 1;
      continue;
    }
    if (!isPlain(field(entry, 'key')) || !isPlain(field(entry, 'value'))) result.converted += 1;
    result.rows.push(read(entry));
  }
  return result;
}

function isPlain(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || value === undefined || value === null;
}

/** Reads one row; what the model has no name for goes into its extension. */
export function readRow(raw: JsonObject, kind: Exclude<RowKind, 'formdata'>): Row {
  const row = rowFields(raw, kind);
  const residue = residueOf(raw, rowObject(row, kind));
  if (residue !== undefined) row.extension = { postman: residue };
  return row;
}

/** Writes one row as Postman does. */
export function writeRow(row: Row, kind: Exclude<RowKind, 'formdata'>): JsonValue {
  const written = rowObject(row, kind);
  return (
    applyResidue(
      written,
      postmanExtension(row.extension),
      (candidate) => isObject(candidate) && sameRow(rowFields(candidate, kind), row),
    ) ?? written
  );
}

function rowFields(raw: JsonObject, kind: RowKind): Row {
  const key = field(raw, 'key');
  // Path variables of older files are named by `id`.
  const row: Row = {
    key: asText(key === undefined && kind === 'pathVariable' ? field(raw, 'id') : key),
    value: asText(field(raw, 'value')),
  };
  if (kind === 'query') {
    // Our rows say what stands in the address, letter by letter.
    row.key = escapeMarks(row.key, ['&', '#', '=']);
    row.value = escapeMarks(row.value, ['&', '#']);
  }
  const description = readDescription(field(raw, 'description'));
  if (description !== undefined) row.description = description;
  if (isDisabled(raw)) row.disabled = true;
  return row;
}

function rowObject(row: Row, kind: RowKind): JsonObject {
  const written: JsonObject = { key: row.key, value: row.value };
  if (kind === 'urlencoded') written['type'] = 'text';
  if (row.description !== undefined) written['description'] = row.description;
  if (row.disabled === true) written['disabled'] = true;
  return written;
}

function sameRow(left: Row, right: Row): boolean {
  return (
    left.key === right.key &&
    left.value === right.value &&
    left.description === right.description &&
    (left.disabled === true) === (right.disabled === true)
  );
}

/** Percent-encodes marks that would end a row of a query, outside `{{variables}}`. */
function escapeMarks(text: string, marks: string[]): string {
  return marks.reduce(
    (result, mark) =>
      result.includes(mark)
        ? splitOutsideVariables(result, mark).join(`%${mark.charCodeAt(0).toString(16)}`)
        : result,
    text,
  );
}

/** Tells whether a row is switched off; version 1 wrote `enabled: false`. */
export function isDisabled(raw: JsonObject): boolean {
  const disabled = field(raw, 'disabled');
  return disabled === undefined ? field(raw, 'enabled') === false : disabled === true;
}

function readFormRow(raw: JsonObject): FormRow {
  const row = formRowFields(raw);
  const residue = residueOf(raw, formRowObject(row));
  if (residue !== undefined) row.extension = { postman: residue };
  return row;
}

/** Writes one row of a multipart form. */
export function writeFormRow(row: FormRow): JsonValue {
  const written = formRowObject(row);
  const agrees = (candidate: JsonValue | undefined) => {
    if (!isObject(candidate)) return false;
    const read = formRowFields(candidate);
    return (
      sameRow(read, row) &&
      read.type === row.type &&
      read.contentType === row.contentType &&
      (read.src ?? []).join('\n') === (row.src ?? []).join('\n')
    );
  };
  return applyResidue(written, postmanExtension(row.extension), agrees) ?? written;
}

function formRowFields(raw: JsonObject): FormRow {
  const type = field(raw, 'type') === 'file' ? 'file' : 'text';
  const row: FormRow = { ...rowFields(raw, 'formdata'), type };
  if (type === 'file') row.src = readSources(field(raw, 'src'));
  const contentType = textField(raw, 'contentType');
  if (contentType !== undefined) row.contentType = contentType;
  return row;
}

function readSources(raw: JsonValue | undefined): string[] {
  const list = Array.isArray(raw) ? raw : [raw];
  return list.filter((path) => typeof path === 'string' && path !== '') as string[];
}

function formRowObject(row: FormRow): JsonObject {
  const written: JsonObject = { key: row.key };
  if (row.type === 'text') written['value'] = row.value;
  else {
    const sources = row.src ?? [];
    const [first] = sources;
    written['src'] = sources.length === 1 && first !== undefined ? first : sources;
    if (row.value !== '') written['value'] = row.value;
  }
  written['type'] = row.type;
  if (row.contentType !== undefined) written['contentType'] = row.contentType;
  if (row.description !== undefined) written['description'] = row.description;
  if (row.disabled === true) written['disabled'] = true;
  return written;
}
