import type { JsonObject, JsonValue } from '../../json-value.ts';

/** The one key under which Postern keeps what the format does not name. */
export const extensionKey = 'x-postern';

/** Gives a field as text: numbers and booleans as written, anything else as the empty text. */
export function readText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Gives a field as text, `undefined` where it is absent or no scalar. A `{content}` object gives its content. */
export function readOptionalText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || Array.isArray(value)) return undefined;
  if (typeof value === 'object') return typeof value['content'] === 'string' ? value['content'] : undefined;
  return readText(value);
}

/** Gives a field as a finite number, also where the file has it as text. */
export function readNumber(value: JsonValue | undefined): number | undefined {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== ''
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Gives a field as a flag; `true` and `false` as text count. */
export function readFlag(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Gives a field as a map, empty where it is something else. */
export function readMap(value: JsonValue | undefined): JsonObject {
  return isMap(value) ? value : {};
}

/** Gives a field as a list, empty where it is something else. */
export function readList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Tells a map from lists and scalars. */
export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Drops the fields that are `undefined`, keeping the order of the others. */
export function present(fields: Record<string, JsonValue | undefined>): JsonObject {
  const map: JsonObject = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value !== undefined) map[key] = value;
  }
  return map;
}

/** Gives a list unless it is empty. */
export function unlessEmpty(list: JsonValue[]): JsonValue[] | undefined {
  return list.length === 0 ? undefined : list;
}
