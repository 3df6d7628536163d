import type { JsonPath } from '../json.ts';

/** Plurals that do not just end in `s`. */
const irregular: Record<string, string> = {
  people: 'person',
  policies: 'policy',
  children: 'child',
  statuses: 'status',
  addresses: 'address',
};

function singular(word: string): string {
  const known = irregular[word.toLowerCase()];
  if (known !== undefined) return known;
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ss|us|is)$/i.test(word)) return word;
  return word.replace(/s$/i, '');
}

function camelCase(words: string[]): string {
  return words
    .flatMap((word) => word.split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== '')
    .map((word, index) => {
      const [first = '', ...rest] = word;
      return (index === 0 ? first.toLowerCase() : first.toUpperCase()) + rest.join('');
    })
    .join('');
}

/** A path segment that names a kind of thing: no id, no version, no variable. */
function isKind(segment: string): boolean {
  return /^[A-Za-z][A-Za-z-]*$/.test(segment) && !/^v\d+$/i.test(segment) && segment.toLowerCase() !== 'api';
}

/** The last kind of thing in an address: `users` of `/api/v1/users/00u1?x=1`, `members` of `/groups/1/members`. */
function kindOfAddress(url: string): string | undefined {
  const path = url.replace(/[?#].*$/, '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
  const segments = path.split('/').filter((segment) => !segment.startsWith(':') && !segment.includes('{{'));
  return segments.findLast(isKind);
}

/**
 * Proposes a name for a variable that takes a value of an answer: `userId` for `$.id` of `/api/v1/users`, `groupId` for
 * `$[0].id` of `/api/v1/groups`, `profileLogin` for `$.profile.login`, `ownerId` for `$.owner.id`.
 */
export function proposeVariableName(requestUrl: string, path: JsonPath): string {
  const names = path.filter((segment) => typeof segment === 'string').filter((name) => !name.startsWith('_'));
  const key = names.at(-1) ?? 'value';
  const parent = names.at(-2);
  const isPlainId = /^(id|uuid|guid|key|name|status|type|href|value)$/i.test(key);
  if (parent !== undefined) return camelCase([singular(parent), key]) || 'value';
  const kind = isPlainId ? kindOfAddress(requestUrl) : undefined;
  return camelCase(kind === undefined ? [key] : [singular(kind), key]) || 'value';
}
