import type { Body } from '../../http/body.ts';
import { emptyRequest, type Request } from '../../http/request.ts';
import type { Row } from '../../http/row.ts';
import { withQueryRows } from '../../http/query.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import type { Example } from '../../workspace/example.ts';
import type { References } from './references.ts';
import { exampleOf, givenExample } from './schema-example.ts';

/** One operation of a description and where it stands. */
export interface Operation {
  method: string;
  path: string;
  /** Of the path item and of the operation; the latter win. */
  parameters: JsonValue[];
  raw: JsonObject;
  baseUrl: string;
  /** Media types a Swagger 2.0 document names for all operations. */
  consumes: JsonValue | undefined;
  produces: JsonValue | undefined;
}

/** Headers that a description must not name as parameters. @see OpenAPI 3.1 section 4.8.12 */
const ownHeaders = new Set(['accept', 'content-type', 'authorization']);

/** Makes a request of an operation, with rows for its parameters and an example of its body. */
export function readOperation(operation: Operation, references: References): RequestItem {
  const { raw, method, path } = operation;
  const request: Request = { ...emptyRequest(), method: method.toUpperCase() };
  const parameters = mergeParameters(operation.parameters, references);
  const rowsIn = (place: string) => parameters.filter((parameter) => field(parameter, 'in') === place);

  const { text, names } = addressOf(path);
  request.pathVariables = rowsIn('path')
    .filter((parameter) => names.has(textField(parameter, 'name') ?? ''))
    .map((parameter) => toRow(parameter, references, true));
  request.queryParams = rowsIn('query').map((parameter) => toRow(parameter, references, false));
  request.url = withQueryRows(operation.baseUrl + text, request.queryParams);
  request.headers = rowsIn('header')
    .filter((parameter) => !ownHeaders.has((textField(parameter, 'name') ?? '').toLowerCase()))
    .map((parameter) => toRow(parameter, references, false));
  const accept = acceptOf(operation, references);
  if (accept !== undefined) request.headers.unshift({ key: 'Accept', value: accept });
  const cookies = rowsIn('cookie').map((parameter) => `${asText(field(parameter, 'name'))}=`);
  if (cookies.length > 0) request.headers.push({ key: 'Cookie', value: cookies.join('; '), disabled: true });
  request.body = bodyOf(operation, parameters, references, request.headers);

  const summary = textField(raw, 'summary')?.trim() ?? '';
  const description = textField(raw, 'description');
  if (description !== undefined && description !== '') request.description = description;
  const kept = Object.fromEntries(
    ['operationId', 'deprecated', 'tags', 'externalDocs'].flatMap((key) => {
      const value = field(raw, key);
      return value === undefined ? [] : [[key, value]];
    }),
  ) as JsonObject;
  if (Object.keys(kept).length > 0) request.extension = { openapi: kept };
  const name = summary === '' ? (textField(raw, 'operationId') ?? `${request.method} ${path}`) : summary;
  return { kind: 'request', name, request, examples: examplesOf(raw, references) };
}

function mergeParameters(list: JsonValue[], references: References): JsonObject[] {
  const merged = new Map<string, JsonObject>();
  for (const entry of list) {
    const parameter = references.resolve(entry);
    if (parameter === undefined) continue;
    merged.set(`${asText(field(parameter, 'in'))} ${asText(field(parameter, 'name'))}`, parameter);
  }
  return Array.from(merged.values());
}

/** Writes `{name}` as a path variable, or as a variable where it is only a part of a segment. */
function addressOf(path: string): { text: string; names: Set<string> } {
  const names = new Set<string>();
  const text = path
    .split('/')
    .map((segment) => {
      const whole = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (whole === undefined) return segment.replaceAll(/\{([^{}]+)\}/g, '{{$1}}');
      names.add(whole);
      return `:${whole}`;
    })
    .join('/');
  return { text, names };
}

/** Optional parameters come along switched off. */
function toRow(parameter: JsonObject, references: References, always: boolean): Row {
  const schema = references.resolve(field(parameter, 'schema'));
  const value = givenExample(parameter) ?? (schema === undefined ? undefined : givenExample(schema));
  const row: Row = {
    key: asText(field(parameter, 'name')),
    value: Array.isArray(value) ? value.map(asText).join(',') : asText(value),
  };
  const description = textField(parameter, 'description');
  if (description !== undefined && description !== '') row.description = description;
  if (!always && field(parameter, 'required') !== true) row.disabled = true;
  return row;
}

/** The media type that the first good answer has. */
function acceptOf({ raw, produces }: Operation, references: References): string | undefined {
  const responses = field(raw, 'responses');
  for (const [status, value] of isObject(responses) ? Object.entries(responses) : []) {
    if (!/^(?:2|default)/.test(status)) continue;
    const content = field(references.resolve(value) ?? {}, 'content');
    const [type] = isObject(content) ? Object.keys(content) : [];
    if (type !== undefined) return type;
  }
  const list = field(raw, 'produces') ?? produces;
  return Array.isArray(list) && typeof list[0] === 'string' ? list[0] : undefined;
}

function bodyOf(
  operation: Operation,
  parameters: JsonObject[],
  references: References,
  headers: Row[],
): Body {
  const { raw } = operation;
  const content = field(references.resolve(field(raw, 'requestBody')) ?? {}, 'content');
  if (isObject(content)) {
    const type = preferred(Object.keys(content));
    return type === undefined
      ? { type: 'none' }
      : contentBody(type, field(content, type), references, headers);
  }
  const list = field(raw, 'consumes') ?? operation.consumes;
  const types = Array.isArray(list) ? list.filter((type) => typeof type === 'string') : [];
  const whole = parameters.find((parameter) => field(parameter, 'in') === 'body');
  if (whole !== undefined)
    return contentBody(preferred(types) ?? 'application/json', whole, references, headers);
  const fields = parameters.filter((parameter) => field(parameter, 'in') === 'formData');
  if (fields.length === 0) return { type: 'none' };
  const rows = fields.map((parameter) => toRow(parameter, references, false));
  const files = fields.map((parameter) => field(parameter, 'type') === 'file');
  if (!files.includes(true) && !types.includes('multipart/form-data')) return { type: 'urlencoded', rows };
  return { type: 'formdata', rows: rows.map((row, index) => formRow(row, files[index] === true)) };
}

function preferred(types: string[]): string | undefined {
  const order = [/^application\/json/, /json/, /x-www-form-urlencoded/, /^multipart\/form-data/];
  for (const pattern of order) {
    const found = types.find((type) => pattern.test(type));
    if (found !== undefined) return found;
  }
  return types[0];
}

function contentBody(
  type: string,
  media: JsonValue | undefined,
  references: References,
  headers: Row[],
): Body {
  const holder = isObject(media) ? media : {};
  const schema = field(holder, 'schema');
  const example = givenExample(holder) ?? exampleOf(schema, references);
  if (/x-www-form-urlencoded|^multipart\/form-data/.test(type)) {
    const properties = field(references.resolve(schema) ?? {}, 'properties');
    const entries = isObject(example) ? Object.entries(example) : [];
    const isFile = (name: string) => {
      const property = isObject(properties) ? references.resolve(field(properties, name)) : undefined;
      return property !== undefined && textField(property, 'format') === 'binary';
    };
    const rows = entries.map(([key, value]): Row => ({ key, value: asText(value) }));
    if (type.startsWith('multipart'))
      return { type: 'formdata', rows: rows.map((row) => formRow(row, isFile(row.key))) };
    return { type: 'urlencoded', rows };
  }
  if (type !== 'application/json') headers.push({ key: 'Content-Type', value: type });
  if (/json/.test(type)) {
    const content = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
    return { type: 'raw', language: 'json', content: example === null ? '' : content };
  }
  if (/xml/.test(type))
    return { type: 'raw', language: 'xml', content: typeof example === 'string' ? example : '' };
  if (type.startsWith('text/'))
    return { type: 'raw', language: 'text', content: typeof example === 'string' ? example : '' };
  return { type: 'file', path: '' };
}

function formRow(row: Row, isFile: boolean) {
  return isFile ? { ...row, value: '', type: 'file' as const, src: [] } : { ...row, type: 'text' as const };
}

/** Saved answers of the examples that the description itself gives for success; none is made up. */
function examplesOf(raw: JsonObject, references: References): Example[] {
  const examples: Example[] = [];
  const responses = field(raw, 'responses');
  for (const [status, value] of isObject(responses) ? Object.entries(responses) : []) {
    if (!status.startsWith('2')) continue;
    const response = references.resolve(value);
    const content = response && field(response, 'content');
    const [media] = isObject(content) ? Object.entries(content) : [];
    const given = media !== undefined && isObject(media[1]) ? field(media[1], 'example') : undefined;
    const listed = media !== undefined && isObject(media[1]) ? field(media[1], 'examples') : undefined;
    const named = isObject(listed) ? Object.entries(listed) : [];
    const bodies: [string, JsonValue][] = given === undefined ? [] : [['', given]];
    for (const [name, entry] of named) {
      const body = field(references.resolve(entry) ?? {}, 'value');
      if (body !== undefined) bodies.push([name, body]);
    }
    for (const [name, body] of bodies)
      examples.push(
        toExample(status, name, textField(response ?? {}, 'description'), media?.[0] ?? '', body),
      );
  }
  return examples;
}

function toExample(
  status: string,
  name: string,
  description: string | undefined,
  type: string,
  body: JsonValue,
): Example {
  const code = Number(status);
  const title = [status, name === '' ? (description ?? '') : name]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 120);
  return {
    name: title,
    response: {
      ...(Number.isInteger(code) ? { statusCode: code } : {}),
      headers: [{ key: 'Content-Type', value: type }],
      body: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
      language: /json/.test(type) ? 'json' : 'text',
    },
  };
}
