import type { JsonValue } from '../../../core/json-value.ts';

/** Reads the sizes of panes that the session kept; `undefined` for anything else. */
export function readSplitLayout(value: JsonValue | undefined): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
