import type { JsonObject, JsonValue } from '../json-value.ts';

/**
 * How nothing is lost between Postman's files and our model. A reader maps what the model names; writing that back
 * and comparing it with the original gives the residue: fields to set over the written form and fields it lacked. The
 * residue travels in the item's extension. When the item is written again, the residue is laid over it, unless that
 * would say something else than the model does by then (the user has edited it).
 */
export type Residue = JsonObject;

/** Names of fields that the original lacked. Brackets keep it apart from Postman's own names. */
const absentKey = '(absent)';
/** The original value, where it was no object to lay fields over. */
const insteadKey = '(instead)';

/** Tells whether a value is a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives an own field; inherited names such as `constructor` are absent. */
export function field(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Gives a text field, or `undefined` where it is absent or something else. */
export function textField(object: JsonObject, key: string): string | undefined {
  const value = field(object, key);
  return typeof value === 'string' ? value : undefined;
}

/** Gives any value as text: nothing for null and absent, JSON for objects and lists. */
export function asText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Gives a copy of an object without some fields. */
export function omit(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  const copy = { ...object };
  for (const key of keys) delete copy[key];
  return copy;
}

/** Tells whether two JSON values are equal; the order of keys does not count. */
export function equalJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((value, index) => equalJson(value, right[index]));
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key], right[key]))
  );
}

/**
 * Gives what writing lost of an original, or `undefined` where it lost nothing. `disabled: false` says the same as no
 * `disabled` (Postman's schema gives that default). Fields in `skip` have a reader of their own.
 */
export function residueOf(
  original: JsonValue | undefined,
  written: JsonValue | undefined,
  skip?: ReadonlySet<string>,
): Residue | undefined {
  if (original === undefined) return written === undefined ? undefined : { [absentKey]: true };
  if (!isObject(original) || !isObject(written)) {
    return equalJson(original, written) ? undefined : { [insteadKey]: original };
  }
  let residue: Residue | undefined;
  for (const key of Object.keys(original)) {
    const value = original[key];
    if (value === undefined || skip?.has(key) === true || equalJson(value, field(written, key))) continue;
    if (key === 'disabled' && value === false && field(written, key) === undefined) continue;
    residue ??= {};
    residue[key] = value;
  }
  for (const key of Object.keys(written)) {
    if (Object.hasOwn(original, key) || skip?.has(key) === true) continue;
    residue ??= {};
    const absent = residue[absentKey];
    residue[absentKey] = Array.isArray(absent) ? [...absent, key] : [key];
  }
  return residue;
}

/**
 * Lays a residue over a written form. What the model no longer agrees with (`agrees` says no) is left out: first all
 * of it is tried, then field by field.
 */
export function applyResidue(
  written: JsonValue | undefined,
  residue: JsonValue | undefined,
  agrees: (candidate: JsonValue | undefined) => boolean,
): JsonValue | undefined {
  if (!isObject(residue)) return written;
  const absent = field(residue, absentKey);
  if (absent === true) return agrees(undefined) ? undefined : written;
  const instead = field(residue, insteadKey);
  if (instead !== undefined) return agrees(instead) ? instead : written;
  if (!isObject(written)) return written;

  const gone = new Set(Array.isArray(absent) ? absent.filter((key) => typeof key === 'string') : []);
  const set = Object.entries(residue).filter(([key]) => key !== absentKey);
  const whole = { ...omit(written, gone), ...Object.fromEntries(set) };
  if (agrees(whole)) return whole;
  let result = written;
  for (const key of gone) {
    const candidate = omit(result, new Set([key]));
    if (agrees(candidate)) result = candidate;
  }
  for (const [key, value] of set) {
    const candidate = { ...result, [key]: value };
    if (agrees(candidate)) result = candidate;
  }
  return result;
}

/** The part of an extension that comes from Postman's files. */
export function postmanExtension(extension: JsonObject | undefined): JsonObject {
  const own = extension === undefined ? undefined : field(extension, 'postman');
  return isObject(own) ? own : {};
}

/** Makes an extension of named residues, or `undefined` where none of them holds anything. */
export function toExtension(parts: Record<string, JsonValue | undefined>): JsonObject | undefined {
  const own: JsonObject = {};
  for (const [key, value] of Object.entries(parts)) if (value !== undefined) own[key] = value;
  return Object.keys(own).length === 0 ? undefined : { postman: own };
}
