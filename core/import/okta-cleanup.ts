import type { Auth } from '../auth/auth.ts';
import type { Body } from '../http/body.ts';
import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import type { Variable } from '../variables/variable.ts';
import type { CollectionItem, CollectionTree } from '../workspace/collection.ts';
import { authOf } from './auth-of.ts';
import type { CleanupChoice } from './report.ts';

/** `Authorization: SSWS {{apikey}}` with any name, with or without the space: Okta's API token, written into a request. */
const tokenHeader = /^SSWS\s*(\{\{\s*[^{}]+?\s*\}\})$/i;
/** `${name}` with a simple name; other forms belong to Okta's own expressions and templates. */
const placeholder = /\$\{([A-Za-z_]\w*)\}/g;

/** Tells whether a collection or environment looks like Okta's material, so that the clean-up can be offered. */
export function looksLikeOkta(
  collections: readonly CollectionTree[],
  environments: readonly { variables: readonly Variable[] }[],
): boolean {
  const names = ['url', 'apikey'];
  return (
    collections.some((tree) => someHasToken(tree.items)) ||
    environments.some(({ variables }) =>
      names.every((name) => variables.some((variable) => variable.key === name)),
    )
  );
}

function someHasToken(items: readonly CollectionItem[]): boolean {
  return items.some((item) =>
    item.kind === 'request'
      ? (item.outline?.authorizationRows ?? item.request.headers).some(isTokenRow)
      : someHasToken(item.items),
  );
}

function isTokenRow(row: Row): boolean {
  return (
    row.disabled !== true &&
    row.key.trim().toLowerCase() === 'authorization' &&
    tokenHeader.test(row.value.trim())
  );
}

/** What the clean-up makes of one request. */
export interface CleanedRequest {
  request: Request;
  authorizationRows: number;
  placeholders: number;
  changes: { before: string; after: string }[];
}

/**
 * Cleans one request: header rows with the API token go, so that the request inherits its authorization; `${name}`
 * becomes `{{name}}` in address, query, path variables and headers. A body keeps its `${name}` unless that is one of
 * `variableNames`, because Okta's templates are written so too.
 *
 * @returns `undefined` where nothing is to be done
 */
export function cleanRequest(
  request: Request,
  variableNames: ReadonlySet<string>,
): CleanedRequest | undefined {
  const result: CleanedRequest = { request, authorizationRows: 0, placeholders: 0, changes: [] };
  const tokenRows = request.headers.filter(isTokenRow);
  if (tokenRows.length > 0) {
    result.authorizationRows = tokenRows.length;
    for (const row of tokenRows)
      result.changes.push({ before: `${row.key}: ${row.value}`, after: 'inherited authorization' });
    result.request = { ...request, headers: request.headers.filter((row) => !isTokenRow(row)) };
    // `noauth` next to a written header meant "nothing besides it".
    if (result.request.auth?.type === 'noauth') delete result.request.auth;
  }
  const replaced = replacePlaceholders(result.request, variableNames);
  if (replaced.count > 0) {
    result.request = replaced.request;
    result.placeholders = replaced.count;
    for (const name of replaced.names) result.changes.push({ before: `\${${name}}`, after: `{{${name}}}` });
  }
  return result.authorizationRows + result.placeholders === 0 ? undefined : result;
}

function replacePlaceholders(
  request: Request,
  variableNames: ReadonlySet<string>,
): { request: Request; count: number; names: Set<string> } {
  const found = { count: 0, names: new Set<string>() };
  const replace = (text: string, known?: ReadonlySet<string>): string =>
    text.includes('${')
      ? text.replaceAll(placeholder, (whole, name: string) => {
          if (known?.has(name) === false) return whole;
          found.count += 1;
          found.names.add(name);
          return `{{${name}}}`;
        })
      : text;
  const rows = <R extends Row>(list: R[], known?: ReadonlySet<string>): R[] =>
    list.map((row) => {
      const key = replace(row.key, known);
      const value = replace(row.value, known);
      return key === row.key && value === row.value ? row : { ...row, key, value };
    });
  const url = replace(request.url);
  const inUrl = found.count;
  const queryParams = rows(request.queryParams);
  // Enabled query rows say again what stands in the address: they count once.
  if (inUrl > 0) found.count = inUrl;
  const next: Request = {
    ...request,
    url,
    queryParams,
    pathVariables: rows(request.pathVariables),
    headers: rows(request.headers),
    body: cleanBody(
      request.body,
      (text) => replace(text, variableNames),
      (list) => rows(list, variableNames),
    ),
  };
  return { request: next, ...found };
}

function cleanBody(
  body: Body,
  text: (text: string) => string,
  rows: <R extends Row>(list: R[]) => R[],
): Body {
  switch (body.type) {
    case 'raw':
      return { ...body, content: text(body.content) };
    case 'urlencoded':
      return { ...body, rows: rows(body.rows) };
    case 'formdata':
      return { ...body, rows: rows(body.rows) };
    case 'none':
    case 'file':
    case 'graphql':
    case 'unsupported':
      return body;
  }
}

/** The authorization a collection gets. OAuth asks for the read scopes of what its requests are about. */
export function cleanAuth(choice: CleanupChoice, requests: readonly Request[]): Auth {
  if (choice === 'apikey') {
    return authOf('apikey', { key: 'Authorization', value: `SSWS ${tokenVariable(requests)}`, in: 'header' });
  }
  return authOf('oauth2', {
    tokenName: 'Okta',
    grant_type: 'authorization_code_with_pkce',
    authUrl: '{{url}}/oauth2/v1/authorize',
    accessTokenUrl: '{{url}}/oauth2/v1/token',
    revocationUrl: '{{url}}/oauth2/v1/revoke',
    introspectionUrl: '{{url}}/oauth2/v1/introspect',
    userInfoUrl: '{{url}}/oauth2/v1/userinfo',
    clientId: '{{clientId}}',
    clientSecret: '{{clientSecret}}',
    redirect_uri: 'http://localhost:8080/authorization-code/callback',
    scope: scopesOf(requests).join(' '),
    challengeAlgorithm: 'S256',
    client_authentication: 'body',
    addTokenTo: 'header',
    headerPrefix: 'Bearer',
  });
}

/** The variable that the requests named for the token. */
function tokenVariable(requests: readonly Request[]): string {
  for (const request of requests) {
    const row = request.headers.find(isTokenRow);
    const name = row && tokenHeader.exec(row.value.trim())?.[1];
    if (name !== undefined) return name;
  }
  return '{{apikey}}';
}

/** What Okta calls the permissions of a family of addresses, where that is not the word of the address itself. */
const families: Record<string, string> = {
  zones: 'networkZones',
  mappings: 'profileMappings',
  org: 'orgs',
  iam: 'roles',
  'identity-sources': 'identitySources',
};
const knownFamilies = new Set(
  `apps authenticators authorizationServers behaviors brands captchas devices domains eventHooks features groups idps
  identitySources inlineHooks logs logStreams networkZones orgs policies profileMappings roles schemas sessions
  templates trustedOrigins users`.split(/\s+/),
);

/** The `okta.*.read` scopes for the addresses of some requests; users and groups where no address says anything. */
function scopesOf(requests: readonly Request[]): string[] {
  const found = new Set<string>();
  for (const { url } of requests) {
    const word = /\/api\/v1\/([\w-]+)/.exec(url)?.[1];
    if (word === undefined) continue;
    const family = Object.hasOwn(families, word) ? (families[word] ?? word) : word;
    if (knownFamilies.has(family)) found.add(`okta.${family}.read`);
  }
  return found.size === 0 ? ['okta.users.read', 'okta.groups.read'] : Array.from(found).toSorted();
}

/** The variables that the chosen authorization needs and a set of variables does not have. */
export function missingVariables(variables: readonly Variable[], choice: CleanupChoice): Variable[] {
  const wanted: Variable[] =
    choice === 'apikey'
      ? [{ key: 'apikey', initialValue: '', enabled: true, type: 'secret' }]
      : [
          { key: 'clientId', initialValue: '', enabled: true, type: 'default' },
          { key: 'clientSecret', initialValue: '', enabled: true, type: 'secret' },
        ];
  return wanted.filter(({ key }) => !variables.some((variable) => variable.key === key));
}
