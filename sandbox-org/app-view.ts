import type { ApiCall } from './answer.ts';
import { notFound } from './errors.ts';
import { oktaId } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { appLinks, appSlug, link, selfOnly } from './links.ts';
import type { App, Group, Org, OrgState, User } from './org.ts';
import { displayNameOf, loginOf } from './user-view.ts';

/** The app of a route. @throws OktaError E0000007 */
export function requireApp({ org, params }: ApiCall): App {
  const id = params['id'] ?? '';
  const app = org.state.apps.get(id);
  if (app === undefined) throw notFound(id, 'AppInstance');
  return app;
}

/** An app as JSON with all links. */
export const appView = (org: Org, app: App): JsonObject => ({
  ...appFields(app),
  _links: appLinks(org.url, app),
});

/** An app as an item of a list. */
export const appListItem = (org: Org, app: App): JsonObject => ({
  ...appFields(app),
  _links: selfOnly(`${org.url}/api/v1/apps/${app.id}`),
});

/** An app as JSON without links: what a filter sees. */
export const appFields = (app: App): JsonObject => ({
  id: app.id,
  name: app.name,
  label: app.label,
  status: app.status,
  lastUpdated: app.lastUpdated,
  created: app.created,
  accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
  visibility: {
    autoSubmitToolbar: false,
    hide: { iOS: app.hidden, web: app.hidden },
    appLinks: app.hidden ? {} : { [`${appSlug(app)}_link`]: true },
  },
  features: [],
  signOnMode: app.signOnMode,
  credentials: app.credentials,
  settings: app.settings,
});

/** A person's assignment to an app. */
export const appUserView = (org: Org, app: App, user: User): JsonObject => ({
  id: user.id,
  externalId: null,
  created: app.created,
  lastUpdated: app.lastUpdated,
  scope: app.userIds.has(user.id) ? 'USER' : 'GROUP',
  status: 'ACTIVE',
  syncState: 'DISABLED',
  credentials: { userName: loginOf(user) },
  profile: { name: displayNameOf(user), email: user.profile['email'] ?? null },
  _links: {
    self: link(`${org.url}/api/v1/apps/${app.id}/users/${user.id}`, 'GET'),
    app: link(`${org.url}/api/v1/apps/${app.id}`, 'GET'),
    user: link(`${org.url}/api/v1/users/${user.id}`, 'GET'),
  },
});

/** A group's assignment to an app. */
export const appGroupView = (org: Org, app: App, group: Group, priority: number): JsonObject => ({
  id: group.id,
  priority,
  lastUpdated: app.lastUpdated,
  profile: {},
  _links: {
    app: link(`${org.url}/api/v1/apps/${app.id}`, 'GET'),
    group: link(`${org.url}/api/v1/groups/${group.id}`, 'GET'),
  },
});

/** True when the person may use the app: assigned by name or through a group, and not deprovisioned. */
export const hasAccess = (state: OrgState, app: App, user: User): boolean =>
  user.status !== 'DEPROVISIONED' &&
  (app.userIds.has(user.id) ||
    [...app.groupIds].some((groupId) => state.groups.get(groupId)?.memberIds.has(user.id)));

/** The id of one person's assignment to one app. */
export const assignmentId = (app: App, user: User): string => oktaId('0ua', `${app.id}/${user.id}`);
