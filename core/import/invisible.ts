import type { JsonValue } from '../json-value.ts';

/** Zero-width and soft characters that nobody sees: U+00AD, U+200B to U+200F, U+2060 to U+2064, U+FEFF. */
const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/;
const variableName = /\{\{[^{}]*\}\}/g;

/** The same characters one by one: looking each up is faster in a long text than the pattern. */
const invisibleCharacters = Array.from({ length: 0x2065 - 0x200b }, (_, index) =>
  String.fromCharCode(0x200b + index),
)
  .concat('\u00ad', '\ufeff')
  .filter((character) => invisible.test(character));

/** Tells whether a text holds characters that nobody sees. */
export function hasInvisibles(text: string): boolean {
  return invisibleCharacters.some((character) => text.includes(character));
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
