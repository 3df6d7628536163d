/** Which scopes the org knows, and which of them an API request needs. */

const SIGN_IN_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** Scopes of the management API. */
export const apiScopes: readonly string[] = [
  'okta.users.read',
  'okta.users.manage',
  'okta.groups.read',
  'okta.groups.manage',
  'okta.apps.read',
  'okta.apps.manage',
  'okta.logs.read',
  'okta.orgs.read',
  'okta.roles.read',
  'okta.roles.manage',
  'okta.appGrants.read',
  'okta.appGrants.manage',
];

/** Every scope that can be asked for. */
export const allScopes: readonly string[] = [...SIGN_IN_SCOPES, ...apiScopes];

const families: Readonly<Record<string, string>> = {
  users: 'users',
  groups: 'groups',
  apps: 'apps',
  logs: 'logs',
  org: 'orgs',
};

/** What a token must have for a request: one of `anyOf`; `missing` is the one to name when it has none. */
export interface ScopeNeed {
  readonly anyOf: readonly string[];
  readonly missing: string;
}

function familyOf(path: string): string | undefined {
  if (/^\/(?:oauth2\/v1\/clients|api\/v1\/users)\/[^/]+\/roles(?:\/|$)/.test(path)) return 'roles';
  if (/^\/api\/v1\/apps\/[^/]+\/grants(?:\/|$)/.test(path)) return 'appGrants';
  return families[/^\/api\/v1\/(\w+)/.exec(path)?.[1] ?? ''];
}

/** The scopes for a method and a path of the API; undefined where no access token opens it. */
export function scopeNeed(method: string, path: string): ScopeNeed | undefined {
  const family = familyOf(path);
  if (family === undefined) return undefined;
  const manage = `okta.${family}.manage`;
  if (method !== 'GET' && method !== 'HEAD') return { anyOf: [manage], missing: manage };
  const read = `okta.${family}.read`;
  return { anyOf: [read, manage], missing: read };
}
