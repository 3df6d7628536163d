import type { JsonObject, JsonValue } from '../../json-value.ts';
import { sameValue } from '../../same-value.ts';
import { setOwn } from './read-yaml.ts';

type MaybeValue = JsonValue | undefined;

/**
 * Brings an edit into what a file holds. `base` is how our model writes what was read, `target` how it writes what is to
 * be saved; only the difference of the two is applied to `file`, so that keys, rows and spellings the model does not know
 * stay as they are.
 */
export function mergeEdit(file: JsonObject, base: JsonObject, target: JsonObject): JsonObject {
  return mergeMaps(file, base, target);
}

function mergeValue(file: MaybeValue, base: MaybeValue, target: MaybeValue): MaybeValue {
  if (sameValue(base, target)) return file;
  if (isMap(file) && isMap(base) && isMap(target)) return mergeMaps(file, base, target);
  if (Array.isArray(file) && Array.isArray(base) && Array.isArray(target))
    return mergeLists(file, base, target);
  return target;
}

function mergeMaps(file: JsonObject, base: JsonObject, target: JsonObject): JsonObject {
  const order = Object.keys(file);
  // A new key goes after the key it follows in our own order, where the file has that one.
  let previous: string | undefined;
  for (const key of Object.keys(target)) {
    if (!Object.hasOwn(file, key))
      order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
    previous = key;
  }
  const merged: JsonObject = {};
  for (const key of order) {
    const value = mergeValue(own(file, key), own(base, key), own(target, key));
    if (value !== undefined) setOwn(merged, key, value);
  }
  return merged;
}

function mergeLists(file: JsonValue[], base: JsonValue[], target: JsonValue[]): JsonValue[] {
  // The file's rows stand for the model's one to one, or it is some other shape and the whole list is written anew.
  if (file.length !== base.length) return target;
  return pairRows(base, target).map((from, at) => {
    const wanted = target[at] ?? null;
    return from === undefined ? wanted : (mergeValue(file[from], base[from], wanted) ?? wanted);
  });
}

/**
 * For each new row the old row it continues, `undefined` where it is new: equal rows first, wherever they stand; what is
 * left in order.
 */
export function pairRows(before: readonly JsonValue[], after: readonly JsonValue[]): (number | undefined)[] {
  const partners: (number | undefined)[] = after.map(() => undefined);
  const free = new Set(before.keys());
  const take = (to: number, from: number) => {
    partners[to] = from;
    free.delete(from);
  };
  for (let at = 0; at < Math.min(before.length, after.length) && sameValue(before[at], after[at]); at += 1) {
    take(at, at);
  }
  for (const [to, row] of after.entries()) {
    if (partners[to] !== undefined) continue;
    const from = [...free].find((candidate) => sameValue(before[candidate], row));
    if (from !== undefined) take(to, from);
  }
  for (const to of after.keys()) {
    if (partners[to] !== undefined) continue;
    const lowest = [...partners.slice(0, to)].findLast((partner) => partner !== undefined) ?? -1;
    const from = [...free].find((candidate) => candidate > lowest);
    if (from !== undefined) take(to, from);
  }
  return partners;
}

function own(map: JsonObject, key: string): MaybeValue {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isMap(value: MaybeValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
