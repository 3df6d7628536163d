import type { JsonObject, JsonValue } from '../../json-value.ts';
import { sameValue } from '../../same-value.ts';
import { readYaml, setOwn } from './read-yaml.ts';
import { spliceYaml } from './splice-yaml.ts';

/** The order of the fields that every kind of item has; a new one goes after the last of those before it. */
const fieldOrder = ['$kind', 'name', 'examples', 'order'];

/**
 * Gives the text of an item's file, of any kind, with fields of its top set, or removed by `undefined`. Nothing else is
 * touched.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function editFields(
  text: string,
  fields: Partial<Record<'name' | 'examples' | 'order', JsonValue | undefined>>,
): string {
  const source = readYaml(text);
  const entries = Object.entries(source.value).filter(
    ([key]) => !Object.hasOwn(fields, key) || fields[key as keyof typeof fields] !== undefined,
  );
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const known = entries.findIndex(([each]) => each === key);
    if (known !== -1) entries[known] = [key, value];
    else entries.splice(placeFor(key, entries), 0, [key, value]);
  }
  const desired: JsonObject = {};
  for (const [key, value] of entries) setOwn(desired, key, value);
  return sameValue(desired, source.value) ? text : spliceYaml(source, desired);
}

function placeFor(key: string, entries: readonly [string, JsonValue][]): number {
  if (key !== 'name') return entries.length;
  return entries.findLastIndex(([each]) => fieldOrder.indexOf(each) === 0) + 1;
}
