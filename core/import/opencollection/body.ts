import type { Body, RawLanguage } from '../../http/body.ts';
import type { FormRow } from '../../http/row.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import { objectsIn, toRow } from './fields.ts';

const languages: Readonly<Record<string, RawLanguage>> = {
  json: 'json',
  text: 'text',
  xml: 'xml',
  sparql: 'text',
};

/** The body that is chosen, of one or of several that were written. */
export function chosenBody(raw: JsonValue | undefined): JsonObject | undefined {
  if (!Array.isArray(raw)) return isObject(raw) ? raw : undefined;
  const variants = raw.filter(isObject);
  const chosen = variants.find((variant) => field(variant, 'selected') === true) ?? variants[0];
  const body = chosen === undefined ? undefined : field(chosen, 'body');
  return isObject(body) ? body : undefined;
}

/** Reads a body. Files written by hand may name its kind `mode` and put the text beside it. */
export function readBody(raw: JsonObject | undefined): Body {
  if (raw === undefined) return { type: 'none' };
  const kind = textField(raw, 'type') ?? textField(raw, 'mode') ?? '';
  const data = field(raw, 'data') ?? field(raw, kind);
  const rows = objectsIn({ data: data ?? null }, 'data');
  const language = languages[kind];
  if (language !== undefined) return { type: 'raw', language, content: asText(data) };
  switch (kind) {
    case 'form-urlencoded':
      return { type: 'urlencoded', rows: rows.map(toRow) };
    case 'multipart-form':
      return { type: 'formdata', rows: rows.map(formRow) };
    case 'file': {
      const chosen = rows.find((row) => field(row, 'selected') === true) ?? rows[0] ?? {};
      return { type: 'file', path: asText(field(chosen, 'filePath')) };
    }
    case '':
    case 'none':
      return { type: 'none' };
    default:
      return { type: 'unsupported', name: kind, value: raw };
  }
}

function formRow(raw: JsonObject): FormRow {
  const row = toRow(raw);
  const contentType = textField(raw, 'contentType');
  const type = contentType === undefined || contentType === '' ? {} : { contentType };
  if (field(raw, 'type') !== 'file') return { ...row, type: 'text', ...type };
  const value = field(raw, 'value');
  const files = (Array.isArray(value) ? value : [value]).map(asText).filter((path) => path !== '');
  return { ...row, value: '', type: 'file', src: files, ...type };
}
