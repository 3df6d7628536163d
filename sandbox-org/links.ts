/**
 * The `_links` of users, groups and apps: what a client can do next, and with which method.
 * @see https://datatracker.ietf.org/doc/html/draft-kelly-json-hal-06
 */
import type { JsonObject } from './json-value.ts';
import type { App, Group, User, UserStatus } from './org.ts';

type LinkMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One link object with the methods its target takes. */
export const link = (href: string, ...allow: LinkMethod[]): JsonObject => ({ href, hints: { allow } });

/** Items of a list carry this and nothing else, as Okta's users do: the rest comes with the object itself. */
export const selfOnly = (href: string): JsonObject => ({ self: link(href, 'GET') });

/** Operations by status; each is a POST to `lifecycle/<path>`. */
const operationsOf: Readonly<Record<UserStatus, Readonly<Record<string, string>>>> = {
  STAGED: { activate: 'activate', deactivate: 'deactivate' },
  PROVISIONED: { reactivate: 'reactivate', resetPassword: 'reset_password', deactivate: 'deactivate' },
  ACTIVE: {
    suspend: 'suspend',
    resetPassword: 'reset_password',
    expirePassword: 'expire_password',
    resetFactors: 'reset_factors',
    deactivate: 'deactivate',
  },
  RECOVERY: { reactivate: 'reactivate', resetPassword: 'reset_password', deactivate: 'deactivate' },
  PASSWORD_EXPIRED: { resetPassword: 'reset_password', deactivate: 'deactivate' },
  LOCKED_OUT: { unlock: 'unlock', resetPassword: 'reset_password', deactivate: 'deactivate' },
  SUSPENDED: { unsuspend: 'unsuspend', deactivate: 'deactivate' },
  DEPROVISIONED: { activate: 'activate' },
};

/** Everything a client can do with this user now. */
export function userLinks(orgUrl: string, user: User): JsonObject {
  const self = `${orgUrl}/api/v1/users/${user.id}`;
  const links: JsonObject = { self: link(self, 'GET') };
  for (const [name, path] of Object.entries(operationsOf[user.status])) {
    links[name] = link(`${self}/lifecycle/${path}`, 'POST');
  }
  if (user.status === 'DEPROVISIONED') links['delete'] = link(self, 'DELETE');
  return links;
}

/** The way to a group's members and apps; the logo comes in two sizes. */
export function groupLinks(orgUrl: string, group: Group): JsonObject {
  const self = `${orgUrl}/api/v1/groups/${group.id}`;
  const logo = group.type === 'BUILT_IN' ? 'everyone' : 'group';
  return {
    self: link(self, 'GET'),
    logo: [
      logoLink(orgUrl, 'medium', `${logo}-medium.png`, 'image/png'),
      logoLink(orgUrl, 'large', `${logo}-large.png`, 'image/png'),
    ],
    users: link(`${self}/users`, 'GET'),
    apps: link(`${self}/apps`, 'GET'),
  };
}

/** The way to an app's users and groups; one link is a template, for a client to fill in. */
export function appLinks(orgUrl: string, app: App): JsonObject {
  const self = `${orgUrl}/api/v1/apps/${app.id}`;
  const operation = app.status === 'ACTIVE' ? 'deactivate' : 'activate';
  return {
    self: link(self, 'GET'),
    logo: [
      logoLink(orgUrl, 'medium', `${appSlug(app)}-medium.png`, 'image/png'),
      logoLink(orgUrl, 'vector', `${appSlug(app)}.svg`, 'image/svg+xml'),
    ],
    appLinks: app.hidden
      ? []
      : [{ name: `${appSlug(app)}_link`, href: appHomeUrl(orgUrl, app), type: 'text/html' }],
    users: link(`${self}/users`, 'GET'),
    user: { ...link(`${self}/users/{userId}`, 'GET'), templated: true },
    groups: link(`${self}/groups`, 'GET'),
    [operation]: link(`${self}/lifecycle/${operation}`, 'POST'),
  };
}

/** An app's label as it stands in addresses. */
export const appSlug = (app: App): string => app.label.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Where an app's tile leads. */
export const appHomeUrl = (orgUrl: string, app: App): string => `${orgUrl}/home/${app.name}/${app.id}`;

/** Where a logo file is served. */
export const logoUrl = (orgUrl: string, file: string): string => `${orgUrl}/assets/img/logos/${file}`;

const logoLink = (orgUrl: string, name: string, file: string, type: string): JsonObject => ({
  name,
  href: logoUrl(orgUrl, file),
  type,
});
