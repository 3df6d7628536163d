import { type Body, type RawLanguage, rawLanguages } from '../../http/body.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { isMap, present, readMap, readOptionalText, readText } from './plain-fields.ts';
import { readFormRows, readRows, writeFormRows, writeRows } from './row-format.ts';

/** Reads `body`. A form it does not know, or a known one of an odd shape, comes as `unsupported` with its content kept. */
export function readBody(value: JsonValue | undefined): Body {
  if (value === undefined || value === null) return { type: 'none' };
  if (typeof value === 'string') return { type: 'raw', language: 'text', content: value };
  if (!isMap(value) || Object.keys(value).length === 0) return { type: 'none' };
  const name = readText(value['type']);
  const content = value['content'] ?? null;
  if (name === 'none') return { type: 'none' };
  if (isRawLanguage(name) && (content === null || typeof content !== 'object')) {
    return { type: 'raw', language: name, content: readText(content) };
  }
  if (name === 'urlencoded' && typeof content === 'object')
    return { type: 'urlencoded', rows: readRows(content) };
  if (name === 'formdata' && (content === null || Array.isArray(content))) {
    return { type: 'formdata', rows: readFormRows(content) };
  }
  if (name === 'file') {
    const path = readOptionalText(content) ?? readText(readMap(content)['src'] ?? value['src']);
    return { type: 'file', path };
  }
  if (name === 'graphql' && isMap(content)) {
    const operationName = readOptionalText(content['operationName']);
    return {
      type: 'graphql',
      query: readText(content['query']),
      variables: readText(content['variables']),
      ...(operationName === undefined ? {} : { operationName }),
    };
  }
  return { type: 'unsupported', name, value: content };
}

/** Writes `body`; nothing for an empty one. */
export function writeBody(body: Body): JsonObject | undefined {
  switch (body.type) {
    case 'none':
      return undefined;
    case 'raw':
      return { type: body.language, content: body.content };
    case 'urlencoded':
      return { type: 'urlencoded', content: writeRows(body.rows) };
    case 'formdata':
      return { type: 'formdata', content: writeFormRows(body.rows) };
    case 'file':
      return { type: 'file', content: body.path };
    case 'graphql':
      return {
        type: 'graphql',
        content: present({ query: body.query, variables: body.variables, operationName: body.operationName }),
      };
    case 'unsupported':
      return { type: body.name, content: body.value };
  }
}

function isRawLanguage(name: string): name is RawLanguage {
  return (rawLanguages as readonly string[]).includes(name);
}
