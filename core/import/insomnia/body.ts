import type { Body, RawLanguage } from '../../http/body.ts';
import type { FormRow, Row } from '../../http/row.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';

/** Reads a body of Insomnia by its media type; its texts are already turned. */
export function readInsomniaBody(raw: JsonValue | undefined): Body {
  if (!isObject(raw)) return { type: 'none' };
  const mime = asText(field(raw, 'mimeType')).toLowerCase();
  const params = field(raw, 'params');
  const rows = Array.isArray(params) ? params.filter(isObject) : [];
  const text = textField(raw, 'text');
  if (mime.includes('x-www-form-urlencoded')) return { type: 'urlencoded', rows: rows.map(insomniaRow) };
  if (mime.startsWith('multipart/')) return { type: 'formdata', rows: rows.map(formRow) };
  if (mime === 'application/graphql') return graphql(text ?? '');
  const file = textField(raw, 'fileName');
  if (file !== undefined && text === undefined) return { type: 'file', path: file };
  if (text === undefined || (text === '' && mime === '')) {
    return mime === 'application/octet-stream' ? { type: 'file', path: '' } : { type: 'none' };
  }
  return { type: 'raw', language: languageOf(mime), content: text };
}

/** A row of headers, parameters or a form. */
export function insomniaRow(raw: JsonObject): Row {
  const description = textField(raw, 'description');
  return {
    key: asText(field(raw, 'name')),
    value: asText(field(raw, 'value')),
    ...(description === undefined || description === '' ? {} : { description }),
    ...(field(raw, 'disabled') === true ? { disabled: true } : {}),
  };
}

function formRow(raw: JsonObject): FormRow {
  const row = insomniaRow(raw);
  if (field(raw, 'type') !== 'file') return { ...row, type: 'text' };
  const file = asText(field(raw, 'fileName'));
  return { ...row, value: '', type: 'file', src: file === '' ? [] : [file] };
}

/** GraphQL stands as the JSON that is sent; one that is no JSON is a text. */
function graphql(text: string): Body {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isObject(value) && typeof field(value, 'query') === 'string') {
      const variables = field(value, 'variables');
      const operationName = textField(value, 'operationName');
      return {
        type: 'graphql',
        query: asText(field(value, 'query')),
        variables: isObject(variables) ? JSON.stringify(variables, null, 2) : asText(variables),
        ...(operationName === undefined || operationName === '' ? {} : { operationName }),
      };
    }
  } catch {
    // A template outside a text makes it no JSON.
  }
  return { type: 'raw', language: 'json', content: text };
}

function languageOf(mime: string): RawLanguage {
  for (const language of ['json', 'html', 'xml', 'javascript'] as const)
    if (mime.includes(language)) return language;
  return 'text';
}
