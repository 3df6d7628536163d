import type { JsonValue } from '../json-value.ts';

/** Zero-width and soft characters that nobody sees: U+00AD, U+200B to U+200F, U+2060 to U+2064, U+FEFF. */
const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/;
const variableName = /\{\{[^{}]*\}\}/g;

/** Tells whether a text holds characters that nobody sees. */
export function hasInvisibles(text: string): boolean {
  return invisible.test(text);
}

/** Counts the names between `{{` and `}}` that hold invisible characters, in all texts of a value. */
export function namesWithInvisibles(value: JsonValue): number {
  if (typeof value === 'string') {
    if (!invisible.test(value)) return 0;
    return (value.match(variableName) ?? []).filter((name) => invisible.test(name)).length;
  }
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + namesWithInvisibles(inner), 0);
}
