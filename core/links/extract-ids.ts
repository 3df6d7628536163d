import { splitAddress, splitOutsideVariables } from '../http/url.ts';
import type { JsonPathSegments } from './normal-path.ts';

/** Names that say nothing about whose value it is; the thing they belong to is put in front. */
const vagueKeys = new Set([
  'id',
  'uuid',
  'guid',
  'key',
  'name',
  'type',
  'status',
  'state',
  'label',
  'title',
  'value',
  'code',
  'version',
  'url',
  'href',
  'description',
]);

/** Wrappers between a thing and its values. */
const transparentKeys = new Set([
  'embedded',
  'links',
  'items',
  'data',
  'results',
  'result',
  'value',
  'values',
  'entries',
  'records',
  'resources',
  'content',
  'list',
  'edges',
  'node',
  'nodes',
  'profile',
  'attributes',
  'settings',
]);

/** Parts of a path that name no thing. */
const technicalSegments =
  /^(api|rest|v\d+(\.\d+)*|oauth2|scim|internal|default|me|self|lifecycle|search|\d+)$/i;

/**
 * Proposes the name of a variable for a value of an answer: `userId` for the `id` of `/api/v1/users`, `groupName` for
 * `profile.name` of a group, `accessToken` for `access_token`.
 *
 * @param requestUrl As typed; variables and path variables are passed over.
 * @param path The way to the value, its own key last.
 */
export function proposeVariableName(requestUrl: string, path: JsonPathSegments): string {
  const keys = path.filter((segment) => typeof segment === 'string');
  const own = wordsOf(keys.at(-1) ?? 'value');
  const last = own.join('').toLowerCase();
  if (!vagueKeys.has(last)) return camelCase(own);
  const owner = ownerInPath(keys.slice(0, -1)) ?? ownerInUrl(requestUrl);
  return camelCase(owner === undefined ? own : [...singular(owner), ...own]);
}

function ownerInPath(keys: string[]): string[] | undefined {
  const key = keys.findLast((candidate) => !transparentKeys.has(wordsOf(candidate).join('').toLowerCase()));
  return key === undefined ? undefined : wordsOf(key);
}

/** The last collection of the path (`users` of `/groups/{id}/users`), else its last word. */
function ownerInUrl(url: string): string[] | undefined {
  const segments = splitOutsideVariables(splitAddress(url).base.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''), '/')
    .slice(1)
    .filter((segment) => /^[A-Za-z][A-Za-z_-]*$/.test(segment) && !technicalSegments.test(segment));
  const found = segments.findLast((segment) => /[^s]s$/.test(segment)) ?? segments.at(-1);
  return found === undefined ? undefined : wordsOf(found);
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

function singular(words: string[]): string[] {
  return words.map((word, index) => (index === words.length - 1 ? singularWord(word) : word));
}

function singularWord(word: string): string {
  if (/[^aeiou]ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ss|sh|ch|x|z|us|ias)es$/i.test(word)) return word.replace(/es$/i, '');
  return /[^su]s$/i.test(word) && !/is$/i.test(word) ? word.slice(0, -1) : word;
}

function camelCase(words: string[]): string {
  const name = words
    .map((word, index) => {
      const lower = word === word.toUpperCase() ? word.toLowerCase() : word;
      const first = lower.charAt(0);
      return (index === 0 ? first.toLowerCase() : first.toUpperCase()) + lower.slice(1);
    })
    .join('');
  return name === '' ? 'value' : name;
}
