import type { JsonObject, JsonValue } from '../json-value.ts';
import { childrenOf } from '../postman/item.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import { isCurlText } from './curl.ts';
import type { ReadFormat, RefusedFormat } from './formats.ts';

/** Formats that are read from text other than JSON. */
export type TextFormat =
  | 'curl'
  | 'postman-3-environment'
  | 'openapi-3'
  | 'swagger-2'
  | 'insomnia-4'
  | 'insomnia-5'
  | 'bruno'
  | 'http-file'
  | 'opencollection';

/** What a text looks like before it is parsed. */
export type TextKind =
  | { kind: 'json' }
  | { kind: 'url' }
  | { kind: 'format'; format: TextFormat | RefusedFormat }
  | { kind: 'unknown' };

/** Tells what a text is by its shape; the name of a file never counts. */
export function detectText(source: string): TextKind {
  const text = source.trimStart();
  if (/^[{[]/.test(text)) return { kind: 'json' };
  if (isCurlText(text)) return { kind: 'format', format: 'curl' };
  if (/^(?:https?|postman):\/\/\S+$/i.test(text.trimEnd())) return { kind: 'url' };
  if (text.startsWith('PK\u0003\u0004')) return { kind: 'format', format: 'zip' };
  const format = textShapes.find(({ pattern }) => pattern.test(text.slice(0, 4_000)))?.format;
  if (format !== undefined) return { kind: 'format', format };
  // An environment of the v3 layout is YAML with a list of values and hardly anything besides.
  if (/^values:/m.test(text) && /^name:/m.test(text)) {
    return { kind: 'format', format: 'postman-3-environment' };
  }
  return { kind: 'unknown' };
}

const textShapes: { format: TextFormat | RefusedFormat; pattern: RegExp }[] = [
  { format: 'openapi-3', pattern: /^["']?openapi["']?:\s*["']?3/m },
  { format: 'swagger-2', pattern: /^["']?swagger["']?:\s*["']?2/m },
  {
    format: 'insomnia-5',
    pattern: /^["']?type["']?:\s*["']?(?:collection|spec|environment)\.insomnia\.rest\/5/m,
  },
  { format: 'insomnia-other', pattern: /^["']?type["']?:\s*["']?[\w.]*insomnia\.rest\//m },
  { format: 'insomnia-4', pattern: /^__export_format:\s*4/m },
  {
    format: 'postman-3-file',
    pattern: /^(?:\$kind:\s*["']?(?:collection|[\w.]+-(?:request|example))|cloudResources:)/m,
  },
  {
    format: 'bruno',
    pattern:
      /^(?:meta|vars(?::[\w-]+)?|headers|auth(?::\w+)?|docs|script:[\w-]+|params:\w+|get|post|put|patch|delete|head|options|trace|http)[ \t]*\{[ \t]*(?:\}[ \t]*)?\r?(?:\n|$)/,
  },
  // A whole collection, or one item of a folder: its kind stands in `info`, what it sends under the name of the kind.
  { format: 'opencollection', pattern: /^["']?opencollection["']?:/m },
  { format: 'opencollection', pattern: /^info:\s*\n(?:[ \t]+.*\n|\s*\n)+(?:http|graphql):\s*\n/ },
  { format: 'raml', pattern: /^#%RAML/ },
  { format: 'html', pattern: /^(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i },
  { format: 'wsdl', pattern: /^<(?:\?xml|[\w:]+[\s>])/ },
  { format: 'powershell', pattern: /^(?:\$\w+\s*=|(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\b)/i },
  { format: 'wget', pattern: /^(?:\$\s+)?wget\s/ },
  { format: 'httpie', pattern: /^(?:\$\s+)?https?\s+(?:-|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|:)/ },
  {
    format: 'http-file',
    pattern:
      /^(?:#[^\n]*\n|[ \t\r]*\n|@[\w.-]+\s*=[^\n]*\n|\/\/[^\n]*\n|<\s*\{%[^]*?%\}[ \t\r]*\n)*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?:https?:\/\/|\{\{|\/)\S*/,
  },
  // Without a method, the mark between requests says what it is.
  {
    format: 'http-file',
    pattern: /^(?:@[\w.-]+\s*=[^\n]*\n|[ \t\r]*\n)*###[^\n]*\n(?:#[^\n]*\n|[ \t\r]*\n)*https?:\/\/\S/,
  },
  {
    format: 'graphql',
    pattern: /^(?:"""[^]*?"""\s*)?(?:schema|type|interface|input|enum|scalar|union|directive)\s+[@\w{]/,
  },
];

/** What a parsed JSON value is. `value` is the part to read, with wrappers taken off. */
export type JsonKind =
  | { kind: 'read'; format: ReadFormat; value: JsonObject }
  | { kind: 'list'; values: JsonValue[] }
  | { kind: 'refused'; format: RefusedFormat }
  | { kind: 'unknown' };

/** Tells what a JSON value is by its shape. */
export function detectJson(value: JsonValue): JsonKind {
  if (Array.isArray(value))
    return value.length > 0 && value.every(isObject) ? { kind: 'list', values: value } : { kind: 'unknown' };
  if (!isObject(value)) return { kind: 'unknown' };
  if (isHoppscotch(value)) return { kind: 'read', format: 'hoppscotch', value };
  // Its list of items looks like Postman's and is none.
  if (isBrunoExport(value)) return { kind: 'read', format: 'bruno-export', value };
  // The Postman API wraps what it gives.
  for (const wrapper of ['collection', 'environment', 'globals', 'data']) {
    const inner = field(value, wrapper);
    if (isObject(inner)) {
      const found = postmanFormat(inner);
      if (found !== undefined) return { kind: 'read', format: found, value: inner };
    }
  }
  if (field(value, 'opencollection') !== undefined) return { kind: 'read', format: 'opencollection', value };
  const format = postmanFormat(value) ?? otherFormat(value);
  if (format !== undefined) return { kind: 'read', format, value };
  const refused = refusedFormat(value);
  return refused === undefined ? { kind: 'unknown' } : { kind: 'refused', format: refused };
}

/** Lists of folders and requests as Postman's first version has them; that one has no version of its own in `v`. */
function isHoppscotch(value: JsonObject): boolean {
  const lists = [field(value, 'folders'), field(value, 'requests')];
  return lists.every((list) => Array.isArray(list)) && field(value, 'v') !== undefined;
}

/** The one file that Bruno writes a whole collection to, in its own format. */
function isBrunoExport(value: JsonObject): boolean {
  const items = field(value, 'items');
  if (!Array.isArray(items) || isObject(field(value, 'info'))) return false;
  const kinds = items.flatMap((item) => (isObject(item) ? (textField(item, 'type') ?? '') : ''));
  const isNamed = isObject(field(value, 'brunoConfig')) || field(value, 'version') === '1';
  const known = /^(?:http|graphql|grpc|ws|folder|js|http-request|graphql-request|grpc-request|ws-request)$/;
  return isNamed && kinds.every((kind) => known.test(kind));
}

function postmanFormat(value: JsonObject): ReadFormat | undefined {
  if (
    Array.isArray(field(value, 'collections')) &&
    (field(value, 'version') !== undefined || Array.isArray(field(value, 'environments')))
  ) {
    return 'postman-dump';
  }
  if (Array.isArray(field(value, 'requests')) && typeof field(value, 'name') === 'string') return 'postman-1';
  if (childrenOf(value) !== undefined) return versionOf(value);
  if (Array.isArray(field(value, 'values')) && isValues(value)) {
    return field(value, '_postman_variable_scope') === 'globals' ? 'postman-globals' : 'postman-environment';
  }
  return undefined;
}

/** Some other files have a list of `values` too: rows must look like variables, or the object must have a name. */
function isValues(value: JsonObject): boolean {
  const rows = field(value, 'values');
  const named =
    typeof field(value, 'name') === 'string' || field(value, '_postman_variable_scope') !== undefined;
  return named && Array.isArray(rows) && rows.every((row) => isObject(row) && Object.hasOwn(row, 'key'));
}

function versionOf(value: JsonObject): ReadFormat | undefined {
  const info = field(value, 'info');
  const schema = isObject(info) ? textField(info, 'schema') : undefined;
  if (schema !== undefined) {
    if (/v2\.1/.test(schema)) return 'postman-2.1';
    if (/v2\.0/.test(schema)) return 'postman-2.0';
    return /postman/i.test(schema) ? 'postman-2' : undefined;
  }
  // Without `info` at least one entry must look like a request or folder, so that no other list of items is taken.
  const children = childrenOf(value) ?? [];
  const known = children.some(
    (child) => isObject(child) && (Object.hasOwn(child, 'request') || childrenOf(child) !== undefined),
  );
  return known || (isObject(info) && children.every(isObject)) ? 'postman-2' : undefined;
}

function otherFormat(value: JsonObject): ReadFormat | undefined {
  if (asText(field(value, 'openapi')).startsWith('3.')) return 'openapi-3';
  if (asText(field(value, 'swagger')).startsWith('2.')) return 'swagger-2';
  if (field(value, '__export_format') !== undefined && Array.isArray(field(value, 'resources')))
    return 'insomnia-4';
  if (/^(?:collection|spec|environment)\.insomnia\.rest\/5/.test(textField(value, 'type') ?? ''))
    return 'insomnia-5';
  if (field(value, 'yaakSchema') !== undefined && isObject(field(value, 'resources'))) return 'yaak';
  if (isHoppscotchEnvironment(value)) return 'hoppscotch-environment';
  const log = field(value, 'log');
  return isObject(log) && Array.isArray(field(log, 'entries')) ? 'har' : undefined;
}

function isHoppscotchEnvironment(value: JsonObject): boolean {
  const rows = field(value, 'variables');
  if (!Array.isArray(rows) || typeof field(value, 'name') !== 'string') return false;
  return rows.length > 0 && rows.every((row) => isObject(row) && Object.hasOwn(row, 'key') && hasValue(row));
}

function hasValue(row: JsonObject): boolean {
  return ['value', 'initialValue', 'currentValue'].some((key) => Object.hasOwn(row, key));
}

function refusedFormat(value: JsonObject): RefusedFormat | undefined {
  if (/insomnia\.rest\//.test(textField(value, 'type') ?? '')) return 'insomnia-other';
  if (Array.isArray(field(value, 'steps')) && Object.hasOwn(value, 'trigger_url')) return 'runscope';
  if (field(value, 'clientName') === 'Thunder Client' || field(value, 'client') === 'Thunder Client')
    return 'thunder-client';
  if (textField(value, 'type') === 'collection' && typeof field(value, 'name') === 'string')
    return 'bruno-part';
  if (/json-schema\.org/.test(textField(value, '$schema') ?? '')) return 'json-schema';
  return undefined;
}
