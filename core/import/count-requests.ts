import type { JsonValue } from '../json-value.ts';
import type { ReadFormat, RefusedFormat } from './formats.ts';
import { keysOfPointer } from './openapi/json-pointer.ts';

/**
 * Counts the requests of raw material by walking it, without any of the code that maps it. What was mapped and what
 * was reported lost must add up to this number; that is how a silent drop is found.
 */
export function countRequests(material: JsonValue): number {
  let count = 0;
  const stack: JsonValue[] = [material];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === null || typeof node !== 'object') continue;
    if (Array.isArray(node)) {
      stack.push(...node.filter((entry) => entry !== null && typeof entry === 'object'));
      continue;
    }
    const own = (key: string): JsonValue | undefined => (Object.hasOwn(node, key) ? node[key] : undefined);
    const items = own('item') ?? own('items');
    const requests = own('requests');
    if (Array.isArray(requests)) {
      count += requests.length;
      const folders = own('folders');
      for (const folder of Array.isArray(folders) ? folders : []) {
        if (folder !== null && typeof folder === 'object' && !Array.isArray(folder)) {
          const inner = Object.hasOwn(folder, 'requests') ? folder['requests'] : undefined;
          if (Array.isArray(inner)) count += inner.length;
        }
      }
    } else if (Array.isArray(items)) count += countItems(items);
    else for (const wrapper of ['collection', 'collections', 'data']) stack.push(own(wrapper) ?? null);
  }
  return count;
}

function countItems(list: JsonValue[]): number {
  let count = 0;
  const stack: JsonValue[][] = [list];
  for (let items = stack.pop(); items !== undefined; items = stack.pop()) {
    for (const entry of items) {
      const children =
        entry !== null && typeof entry === 'object' && !Array.isArray(entry)
          ? ((Object.hasOwn(entry, 'item') ? entry['item'] : undefined) ??
            (Object.hasOwn(entry, 'items') ? entry['items'] : undefined))
          : undefined;
      if (Array.isArray(children)) stack.push(children);
      else count += 1;
    }
  }
  return count;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Counts the operations that path items of a description have only by a `$ref` to another place of the same document. */
export function countReferredOperations(document: JsonValue): number {
  const paths = at(document, 'paths');
  if (paths === null || typeof paths !== 'object') return 0;
  let count = 0;
  for (const item of Object.values(paths)) {
    let target: JsonValue | undefined = item;
    for (let hops = 0; hops < 20 && target !== undefined; hops += 1) {
      const reference = at(target, '$ref');
      if (typeof reference !== 'string') break;
      const keys = reference.startsWith('#/') ? keysOfPointer(reference.slice(1)) : [reference];
      target = keys.reduce<JsonValue | undefined>(at, document);
    }
    if (target === item || target === null || typeof target !== 'object') continue;
    count += Object.keys(target).filter((key) => methods.has(key) && at(item, key) === undefined).length;
  }
  return count;
}

function at(node: JsonValue | undefined, key: string): JsonValue | undefined {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return undefined;
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

/** Counts the requests of a JSON document that is not Postman's: OpenAPI, Swagger, HAR, Insomnia, Runscope. */
export function countForeignRequests(document: JsonValue): number {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return 0;
  const { paths, log, resources, steps, items } = document;
  if (paths !== null && typeof paths === 'object' && !Array.isArray(paths)) {
    return Object.values(paths).reduce<number>(
      (sum, path) =>
        sum +
        (path !== null && typeof path === 'object'
          ? Object.keys(path).filter((key) => methods.has(key)).length
          : 0),
      0,
    );
  }
  if (log !== null && typeof log === 'object' && !Array.isArray(log)) {
    return Array.isArray(log['entries']) ? log['entries'].length : 0;
  }
  if (Array.isArray(resources)) {
    return resources.filter((entry) => isTyped(entry, '_type', /request$/)).length;
  }
  if (Array.isArray(items)) return countInItems(items);
  return Array.isArray(steps) ? steps.length : 0;
}

/** What is not a folder, in lists that stand in each other. */
function countInItems(items: readonly JsonValue[]): number {
  const open = [...items];
  let count = 0;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) continue;
    const { items: inner } = item;
    if (Array.isArray(inner)) for (const each of inner) open.push(each);
    else count += 1;
  }
  return count;
}

function isTyped(entry: JsonValue, key: string, pattern: RegExp): boolean {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return false;
  const type = entry[key];
  return typeof type === 'string' && pattern.test(type);
}

/** Counts the requests of an Insomnia file, version 4 or 5, of any kind; what has children is a folder. */
export function countInsomniaRequests(document: JsonValue): number {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return 0;
  if (Array.isArray(document['resources'])) return countForeignRequests(document);
  let count = 0;
  const stack: JsonValue[] = [document['collection'] ?? null];
  for (let list = stack.pop(); list !== undefined; list = stack.pop()) {
    for (const entry of Array.isArray(list) ? list : []) {
      if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) count += 1;
      else if (Array.isArray(entry['children'])) stack.push(entry['children']);
      else if (Object.hasOwn(entry, 'url') || !/"id":"fld_/.test(JSON.stringify(entry['meta'] ?? null)))
        count += 1;
    }
  }
  return count;
}

/** Counts the requests of a text that is not JSON, by its lines. */
export function countTextRequests(text: string, format: ReadFormat | RefusedFormat): number {
  if (format === 'bruno') {
    return (
      text.match(/^(?:get|put|post|delete|options|head|patch|trace|connect|http|grpc|ws)[ \t]*\{/gm)
        ?.length ?? 0
    );
  }
  if (format === 'postman-3-file') return /^\$kind: *["']?[\w.]+-request/m.test(text) ? 1 : 0;
  return 0;
}

/** Counts the operations of an OpenAPI or Swagger description in YAML by its lines: methods two levels under `paths:`. */
export function countOperations(text: string): number {
  let count = 0;
  let inPaths = false;
  let pathIndent = 0;
  let methodIndent = 0;
  for (const match of text.matchAll(/^( *)(["']?)([^\s#:"'-][^:"'\n]*|\/[^:\n]*)\2:/gm)) {
    const indent = match[1]?.length ?? 0;
    const name = match[3] ?? '';
    if (indent === 0) {
      inPaths = name === 'paths';
      pathIndent = 0;
      methodIndent = 0;
      continue;
    }
    if (!inPaths) continue;
    if (pathIndent === 0) pathIndent = indent;
    else if (methodIndent === 0 && indent > pathIndent) methodIndent = indent;
    if (indent === methodIndent && methods.has(name)) count += 1;
  }
  return count;
}
