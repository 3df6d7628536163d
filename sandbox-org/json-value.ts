/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object; a key that is `undefined` is left out when it is written. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Gives an object of a name; an empty one where there is none. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

/** Gives the texts of a list of a name. */
export function textsAt(value: JsonObject, name: string): string[] {
  const found = value[name];
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
}

/** Tells a JSON object from the other JSON values. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
