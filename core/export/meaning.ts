import type { JsonPath } from '../json.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, equalJson, field, isObject } from '../postman/residue.ts';

/**
 * Gives the normal form of a collection of version 2.1, in which two files that mean the same are equal. Besides the
 * order of keys only these differences count as none:
 *
 * 1. a collection alone and wrapped in `{collection}`;
 * 2. an absent list and an empty one: `header`, `response`, `event`, `variable`, `query`;
 * 3. an absent `disabled` and `false`, the schema's default;
 * 4. the code of a script as one text and as a list of lines;
 * 5. `items` for `item`, as some generators write.
 */
export function meaningOf(collection: JsonValue): JsonValue {
  const wrapped = isObject(collection) ? field(collection, 'collection') : undefined;
  return normal(isObject(wrapped) ? wrapped : collection);
}

const lists = new Set(['header', 'response', 'event', 'variable', 'query']);

function normal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(normal);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(inner) && inner.length === 0 && lists.has(key)) continue;
    if (key === 'disabled' && inner === false) continue;
    if (key === 'exec' && Array.isArray(inner)) result[key] = inner.map(asText).join('\n');
    else result[key === 'items' && !('item' in value) ? 'item' : key] = normal(inner);
  }
  return result;
}

/** One place where two values differ; an absent side is `undefined`. */
export interface Difference {
  path: JsonPath;
  left: JsonValue | undefined;
  right: JsonValue | undefined;
}

/** Gives the places where two JSON values differ, at most `limit` of them. */
export function differences(left: JsonValue, right: JsonValue, limit = 100): Difference[] {
  const found: Difference[] = [];
  compare(left, right, [], found, limit);
  return found;
}

function compare(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  path: JsonPath,
  found: Difference[],
  limit: number,
): void {
  if (found.length >= limit || equalJson(left, right)) return;
  if (Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    for (let index = 0; index < length; index += 1) {
      compare(left[index], right[index], [...path, index], found, limit);
    }
  } else if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(field(left, key), field(right, key), [...path, key], found, limit);
    }
  } else found.push({ path, left, right });
}
