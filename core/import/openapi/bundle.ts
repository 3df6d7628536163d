import type { JsonObject, JsonValue } from '../../json-value.ts';
import { isObject } from '../../postman/residue.ts';
import { decodePercent } from '../../http/percent-encoding.ts';
import { keyOfPointer } from './json-pointer.ts';

/** Where the documents that a description refers to stand in the bundled one. */
const filesKey = 'x-postern-files';

/** A document of a description that is kept in several files. */
export interface DescriptionFile {
  /** From the folder of them all, with `/`. */
  path: string;
  value: JsonValue;
}

/**
 * Gives the paths of the files that the `$ref`s of a document lead to, each once, read from where the document stands.
 * Addresses of other hosts, and paths that leave the folder of them all, are not among them.
 *
 * @see RFC 3986 section 5.2.4
 */
export function filesReferredTo({ path, value }: DescriptionFile): string[] {
  const found = new Set<string>();
  eachReference(value, (reference) => {
    const target = splitReference(reference, path);
    if (target !== undefined && target.path !== path) found.add(target.path);
    return reference;
  });
  return Array.from(found);
}

/**
 * Makes one document of a description in several files: the others stand under a key of their own, and every `$ref` to one
 * of them leads there. References to what is not among them stay as they are. Changes the values it is given.
 */
export function bundleDescription(root: DescriptionFile, others: readonly DescriptionFile[]): JsonObject {
  const known = new Set(others.map(({ path }) => path));
  const pointerTo = (path: string) => {
    if (path === root.path) return '#';
    return known.has(path) ? `#/${filesKey}/${keyOfPointer(path)}` : undefined;
  };
  for (const { path, value } of [root, ...others]) {
    eachReference(value, (reference) => {
      const target = splitReference(reference, path);
      const place = target && pointerTo(target.path);
      return target === undefined || place === undefined ? reference : place + target.pointer;
    });
  }
  const files = Object.fromEntries(others.map(({ path, value }) => [path, value]));
  return { ...(isObject(root.value) ? root.value : {}), [filesKey]: files };
}

/** Hands over every `$ref` and keeps what is given back for it. */
function eachReference(value: JsonValue, change: (reference: string) => string): void {
  const open = [value];
  // An alias of YAML may have put the same node in two places.
  const seen = new Set<JsonValue>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    if (Array.isArray(node)) {
      for (const entry of node) open.push(entry);
      continue;
    }
    if (!isObject(node)) continue;
    seen.add(node);
    for (const [key, inner] of Object.entries(node)) {
      if (key === '$ref' && typeof inner === 'string') node[key] = change(inner);
      else open.push(inner);
    }
  }
}

/** The file and the pointer of a reference; nothing for an address or a path that leaves the folder. */
function splitReference(reference: string, from: string): { path: string; pointer: string } | undefined {
  const mark = reference.indexOf('#');
  const file = mark === -1 ? reference : reference.slice(0, mark);
  const pointer = mark === -1 ? '' : reference.slice(mark + 1);
  if (file === '') return { path: from, pointer };
  if (/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(file)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of decodePercent(file).replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return { path: parts.join('/'), pointer };
}
