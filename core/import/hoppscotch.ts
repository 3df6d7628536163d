import { emptyRequest, type Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';
import type { Variable } from '../variables/variable.ts';
import type { CollectionItem, CollectionTree, RequestItem } from '../workspace/collection.ts';
import type { Definition } from '../workspace/definition.ts';
import { setOwn } from '../workspace/formats/read-yaml.ts';
import type { Script } from '../workspace/script.ts';
import { noteForeignScripts } from './foreign-scripts.ts';
import { readHoppscotchAuth } from './hoppscotch/auth.ts';
import { readHoppscotchBody } from './hoppscotch/body.ts';
import { hasHeader, passHeaders } from './inherited-headers.ts';
import { joinedQuery } from './joined-query.ts';
import { maxFolderDepth, tooDeep } from './limits.ts';
import type { NoteBook } from './notes.ts';
import type { ImportedEnvironment } from './postman-environment.ts';
import type { Steps } from './steps.ts';

/**
 * Makes a collection of one that Hoppscotch exported (REST or GraphQL). Its `<<names>>` become `{{names}}`.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 */
export function* readHoppscotch(raw: JsonObject, fallback: string, notes: NoteBook): Steps<CollectionTree> {
  const turned = withVariables(raw) as JsonObject;
  const name = asText(field(turned, 'name')).trim() || fallback;
  const headers = rowsOf(turned, 'headers');
  const definition = definitionOf(turned, name, [name], notes);
  return { definition, items: yield* itemsOf(turned, [name], headers, notes) };
}

/** Reads an environment that Hoppscotch exported. */
export function readHoppscotchEnvironment(raw: JsonObject): ImportedEnvironment {
  return { name: asText(field(raw, 'name')) || 'Environment', variables: variablesOf(raw) };
}

/** Counts the requests of a collection, without what reads them. */
export function countHoppscotchRequests(collection: JsonValue): number {
  let count = 0;
  const stack: JsonValue[] = [collection];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next === null || typeof next !== 'object' || Array.isArray(next)) continue;
    const [requests, folders] = [field(next, 'requests'), field(next, 'folders')];
    if (Array.isArray(requests)) count += requests.length;
    if (Array.isArray(folders)) stack.push(...folders);
  }
  return count;
}

function* itemsOf(
  holder: JsonObject,
  where: string[],
  inherited: Row[],
  notes: NoteBook,
): Steps<CollectionItem[]> {
  if (where.length > maxFolderDepth) throw tooDeep();
  const items: CollectionItem[] = [];
  for (const folder of objects(holder, 'folders')) {
    const name = asText(field(folder, 'name')).trim() || 'Folder';
    const place = [...where, name];
    const own = rowsOf(folder, 'headers');
    const headers = [...inherited.filter((row) => !hasHeader(own, row)), ...own];
    const definition = definitionOf(folder, name, place, notes);
    items.push({ kind: 'folder', definition, items: yield* itemsOf(folder, place, headers, notes) });
  }
  const requests = field(holder, 'requests');
  for (const raw of Array.isArray(requests) ? requests : []) {
    if (!isObject(raw)) {
      notes.addLost('source.entry', where, 'A request of the collection could not be read.', 1);
      continue;
    }
    const item = requestOf(raw, where, notes);
    passHeaders(item, inherited, where, notes);
    items.push(item);
    yield;
  }
  return items;
}

function definitionOf(raw: JsonObject, name: string, where: string[], notes: NoteBook): Definition {
  const auth = field(raw, 'auth');
  const read = isObject(auth) ? readHoppscotchAuth(auth, notes, where) : undefined;
  const description = asText(field(raw, 'description'));
  return {
    name,
    ...(description === '' ? {} : { description }),
    variables: variablesOf(raw),
    ...(read === undefined ? {} : { auth: read }),
    scripts: scriptsOf(raw, where, notes),
  };
}

function requestOf(raw: JsonObject, parents: string[], notes: NoteBook): RequestItem {
  // A GraphQL request has an address and a query instead of an endpoint and a body.
  const query = textField(raw, 'query');
  const address = textField(raw, 'endpoint') ?? asText(field(raw, 'url'));
  const method = textField(raw, 'method') ?? (query === undefined ? 'GET' : 'POST');
  const name = asText(field(raw, 'name')).trim() || `${method} ${address}`.trim();
  const where = [...parents, name];
  const [body, auth] = [field(raw, 'body'), field(raw, 'auth')];
  const request: Request = {
    ...emptyRequest(),
    method,
    ...joinedQuery(address, rowsOf(raw, 'params'), 'further'),
    headers: rowsOf(raw, 'headers'),
    body:
      query === undefined
        ? readHoppscotchBody(isObject(body) ? body : {})
        : { type: 'graphql', query, variables: asText(field(raw, 'variables')) },
    scripts: scriptsOf(raw, where, notes),
  };
  const read = isObject(auth) ? readHoppscotchAuth(auth, notes, where) : undefined;
  if (read !== undefined) request.auth = read;
  const description = asText(field(raw, 'description'));
  if (description !== '') request.description = description;
  noteRequestVariables(raw, where, notes);
  return { kind: 'request', name, request, examples: [] };
}

/** Variables of one request have no place here. */
function noteRequestVariables(raw: JsonObject, where: string[], notes: NoteBook): void {
  const names = rowsOf(raw, 'requestVariables').map(({ key }) => key);
  if (names.length === 0) return;
  notes.add(
    'variable.ofRequest',
    'lost',
    where,
    `Variables of a request (${names.slice(0, 5).join(', ')}) have no place here. Give them to the collection or the environment.`,
  );
}

function scriptsOf(raw: JsonObject, where: string[], notes: NoteBook): Script[] {
  const codes = [
    ['hoppscotch:pre-request', asText(field(raw, 'preRequestScript'))],
    ['hoppscotch:test', asText(field(raw, 'testScript'))],
  ] as const;
  const scripts = codes
    .filter(([, code]) => code.trim() !== '')
    .map(([type, code]): Script => ({ type, code, language: 'text/javascript' }));
  noteForeignScripts(notes, where, 'Hoppscotch', scripts);
  return scripts;
}

function variablesOf(raw: JsonObject): Variable[] {
  return objects(raw, 'variables')
    .filter((row) => asText(field(row, 'key')) !== '')
    .map((row): Variable => {
      const isSecret = field(row, 'secret') === true;
      const initial = textField(row, 'initialValue') ?? asText(field(row, 'value'));
      return {
        key: asText(field(row, 'key')),
        initialValue: isSecret ? '' : initial,
        enabled: true,
        type: isSecret ? 'secret' : 'default',
        ...(isSecret && initial !== '' ? { currentValue: initial } : {}),
      };
    });
}

function rowsOf(raw: JsonObject, key: string): Row[] {
  return objects(raw, key)
    .filter((row) => asText(field(row, 'key')) !== '')
    .map((row) => {
      const description = asText(field(row, 'description'));
      return {
        key: asText(field(row, 'key')),
        value: asText(field(row, 'value')),
        ...(description === '' ? {} : { description }),
        ...(field(row, 'active') === false ? { disabled: true } : {}),
      };
    });
}

function objects(raw: JsonObject, key: string): JsonObject[] {
  const list = field(raw, key);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Scripts stay as they are: `<<` is an operator there. */
const asWritten = new Set(['preRequestScript', 'testScript']);

function withVariables(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/<<\s*([\w$.-]+)\s*>>/g, '{{$1}}');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withVariables);
  const copy: JsonObject = {};
  for (const [key, inner] of Object.entries(value))
    setOwn(copy, key, asWritten.has(key) ? inner : withVariables(inner));
  return copy;
}
