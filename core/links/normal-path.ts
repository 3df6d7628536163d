import type { JsonPath } from '../json.ts';

const escapes: Record<string, string> = {
  '\b': String.raw`\b`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\f': String.raw`\f`,
  '\r': String.raw`\r`,
  "'": String.raw`\'`,
  '\\': String.raw`\\`,
};

/** Names that may stand behind a dot in JSONPath's shorthand. */
const shorthand = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/;

/**
 * Writes the place of one value as a JSONPath query that selects just it: `$.profile.login`, `$[0].id`,
 * `$['odd name']`. Names use the short form where the grammar allows it.
 *
 * @see RFC 9535 sections 2.5.1.1 and 2.7
 */
export function normalPath(path: JsonPath): string {
  return path.reduce<string>((query, segment) => {
    if (typeof segment === 'number') return `${query}[${segment}]`;
    return shorthand.test(segment) ? `${query}.${segment}` : `${query}['${escapeName(segment)}']`;
  }, '$');
}

function escapeName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- RFC 9535 escapes exactly these
  return name.replaceAll(/['\\\u0000-\u001f]/g, (character) => {
    return escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
