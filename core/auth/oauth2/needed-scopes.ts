import type { ScopeMap } from './scope-map.ts';

/** What a number of requests need. */
export interface NeededScopes {
  /** For all of them, sorted; a `.manage` scope stands for its `.read`. */
  scopes: string[];
  /** For those that only read. */
  readScopes: string[];
  /** Names of requests that only an API token opens. */
  apiTokenOnly: string[];
  known: number;
  unknown: number;
}

/** Finds the least scopes of some requests; addresses may start with a variable such as `{{url}}`. */
export function neededScopes(
  map: ScopeMap,
  requests: readonly { name: string; method: string; url: string }[],
): NeededScopes {
  const all = new Set<string>();
  const reading = new Set<string>();
  const apiTokenOnly: string[] = [];
  let unknown = 0;
  for (const { name, method, url } of requests) {
    const operation = map.find(method || 'GET', url);
    if (operation === undefined) unknown += 1;
    else if (operation.apiTokenOnly) apiTokenOnly.push(name);
    for (const scope of operation?.scopes ?? []) {
      all.add(scope);
      if (/^(GET|HEAD|)$/i.test(method)) reading.add(scope);
    }
  }
  const known = requests.length - unknown;
  return { scopes: leastOf(all), readScopes: leastOf(reading), apiTokenOnly, known, unknown };
}

/** Leaves out what a stronger scope of the set covers. */
function leastOf(scopes: ReadonlySet<string>): string[] {
  return [...scopes]
    .filter((scope) => !scope.endsWith('.read') || !scopes.has(scope.replace(/\.read$/, '.manage')))
    .toSorted();
}

/** What a scope opens, in one line: `GET /api/v1/users and 11 more`. Empty for a scope the map does not know. */
export function describeScope(map: ScopeMap, scope: string): string {
  const known = signInScopes[scope];
  if (known !== undefined) return known;
  const operations = map.operationsOf(scope);
  const [first] = operations;
  if (first === undefined) return '';
  const more = operations.length - 1;
  return `${first.method} ${first.template}${more === 0 ? '' : ` and ${more} more`}`;
}

/** @see OpenID Connect Core 1.0 sections 3.1.2.1, 5.4 and 11 */
export const signInScopes: Readonly<Record<string, string>> = {
  openid: 'Who signed in: an ID token and user info',
  profile: 'Name, locale and the like in user info',
  email: 'Email address in user info',
  address: 'Postal address in user info',
  phone: 'Phone number in user info',
  groups: 'Groups of the person, where the org tells them',
  offline_access: 'A refresh token',
  device_sso: 'Single sign-on between apps of one device',
};
