/** The way to a value: member names and array indexes from the root. */
export type JsonPathSegments = readonly (string | number)[];

/**
 * Writes the way to a value as a normalised path, such as `$['users'][0]['id']`.
 *
 * @see RFC 9535 section 2.7
 */
export function normalPath(segments: JsonPathSegments): string {
  return `$${segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `['${escapeName(segment)}']`)).join('')}`;
}

function escapeName(name: string): string {
  const named: Record<string, string> = {
    '\b': 'b',
    '\f': 'f',
    '\n': 'n',
    '\r': 'r',
    '\t': 't',
    "'": "'",
    '\\': '\\',
  };
  // eslint-disable-next-line no-control-regex -- control characters are what is escaped
  return name.replace(/[\u0000-\u001f'\\]/g, (character) => {
    const escape = named[character];
    return `\\${escape ?? `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`}`;
  });
}
