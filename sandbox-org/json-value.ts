/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object; a key that is `undefined` is left out when it is written. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Tells a JSON object from the other JSON values. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
