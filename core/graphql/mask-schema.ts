/** A name this long is no word that a schema and a weak secret have in common. */
const longestWord = 20;

/** Where people's words stand, and values. */
const wordKeys: ReadonlySet<string> = new Set([
  'description',
  'deprecationReason',
  'defaultValue',
  'specifiedByURL',
]);

/**
 * Masks secrets in the JSON of an introspection, since a server may repeat what it was sent. The names of a schema stay where
 * a secret is as short as a name is: `user` as somebody's password must not cross out half of the schema.
 */
export function maskSchemaText(text: string, mask: (text: string) => string): string {
  if (mask(text) === text) return text;
  const masked: unknown = JSON.parse(text, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return wordKeys.has(key) || value.length >= longestWord ? mask(value) : value;
  });
  return JSON.stringify(masked);
}
