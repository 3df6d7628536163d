import type { FormRow, Row } from '../../http/row.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import {
  extensionKey,
  isMap,
  present,
  readFlag,
  readList,
  readMap,
  readOptionalText,
  readText,
} from './plain-fields.ts';

/** Reads rows, written as a list of rows or as a map of names to values (a list of values repeats the name). */
export function readRows(value: JsonValue | undefined): Row[] {
  if (isMap(value)) {
    return Object.entries(value).flatMap(([key, entry]) =>
      (Array.isArray(entry) ? entry : [entry]).map((each) => ({ key, value: readText(each) })),
    );
  }
  return readList(value).flatMap((row) => (isMap(row) ? [readRow(row)] : []));
}

/** Writes rows as a list. */
export function writeRows(rows: readonly Row[]): JsonObject[] {
  return rows.map((row) => writeRow(row));
}

/** Reads the rows of a multipart form. */
export function readFormRows(value: JsonValue | undefined): FormRow[] {
  return readList(value).flatMap((entry) => {
    if (!isMap(entry)) return [];
    const type = readText(entry['type']) === 'file' ? 'file' : 'text';
    const row: FormRow = { ...readRow(entry), type };
    const src = entry['src'];
    if (type === 'file')
      row.src = (Array.isArray(src) ? src : [src]).map(readText).filter((path) => path !== '');
    const contentType = readOptionalText(entry['contentType']);
    if (contentType !== undefined) row.contentType = contentType;
    return [row];
  });
}

/** Writes the rows of a multipart form. */
export function writeFormRows(rows: readonly FormRow[]): JsonObject[] {
  return rows.map((row) => {
    const { key, ...rest } = writeRow(row);
    const files = row.src ?? [];
    return present({
      key,
      type: row.type,
      ...rest,
      value: row.type === 'file' && row.value === '' ? undefined : row.value,
      src: row.type === 'file' ? (files.length === 1 ? files[0] : files) : undefined,
      contentType: row.contentType,
    });
  });
}

function readRow(entry: JsonObject): Row {
  const row: Row = { key: readText(entry['key']), value: readText(entry['value']) };
  const description = readOptionalText(entry['description']);
  if (description !== undefined) row.description = description;
  if (readFlag(entry['disabled']) === true || readFlag(entry['enabled']) === false) row.disabled = true;
  if (isMap(entry[extensionKey])) row.extension = readMap(entry[extensionKey]);
  return row;
}

function writeRow(row: Row): JsonObject {
  return present({
    key: row.key,
    value: row.value,
    description: row.description,
    disabled: row.disabled === true ? true : undefined,
    [extensionKey]: row.extension,
  });
}
