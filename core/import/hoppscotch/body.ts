import type { Body, RawLanguage } from '../../http/body.ts';
import type { FormRow, Row } from '../../http/row.ts';
import type { JsonObject } from '../../json-value.ts';
import { asText, field, isObject } from '../../postman/residue.ts';

/** Reads a body of Hoppscotch by its media type. */
export function readHoppscotchBody(raw: JsonObject): Body {
  const type = asText(field(raw, 'contentType'));
  const content = field(raw, 'body');
  if (type === '') return { type: 'none' };
  if (type === 'multipart/form-data') {
    return { type: 'formdata', rows: (Array.isArray(content) ? content.filter(isObject) : []).map(formRow) };
  }
  if (type === 'application/x-www-form-urlencoded')
    return { type: 'urlencoded', rows: lines(asText(content)) };
  if (type === 'application/octet-stream' || type === 'binary') return { type: 'file', path: '' };
  return { type: 'raw', language: languageOf(type), content: asText(content) };
}

/** The names of files are not part of an export: they are to be chosen again. */
function formRow(raw: JsonObject): FormRow {
  const disabled = field(raw, 'active') === false ? { disabled: true } : {};
  const key = asText(field(raw, 'key'));
  return field(raw, 'isFile') === true
    ? { key, value: '', type: 'file', src: [], ...disabled }
    : { key, value: asText(field(raw, 'value')), type: 'text', ...disabled };
}

/** A form stands as lines `key: value`; one that is switched off begins with `#`. */
function lines(text: string): Row[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const off = /^\s*#\s*/.exec(line);
      const row = off === null ? line : line.slice(off[0].length);
      const colon = row.indexOf(':');
      const [key, value] = colon === -1 ? [row, ''] : [row.slice(0, colon), row.slice(colon + 1)];
      return { key: key.trim(), value: value.trim(), ...(off === null ? {} : { disabled: true }) };
    });
}

function languageOf(type: string): RawLanguage {
  for (const language of ['json', 'html', 'xml', 'javascript'] as const)
    if (type.includes(language)) return language;
  return 'text';
}
