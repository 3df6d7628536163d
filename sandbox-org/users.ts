/** Reading users: the list with its three ways of searching, one user, and what hangs on one. */
import { type Answer, type ApiCall, ok } from './answer.ts';
import { assignmentId, hasAccess } from './app-view.ts';
import { groupListItem } from './group-view.ts';
import type { JsonObject } from './json-value.ts';
import { appHomeUrl, appSlug, logoUrl } from './links.ts';
import type { Org, User } from './org.ts';
import { pageOf } from './paging.ts';
import { readLimit } from './query.ts';
import type { Route } from './router.ts';
import {
  equalOnly,
  readSearch,
  searchableDate,
  searchableText,
  type AttributeRule,
  type SearchRules,
} from './search.ts';
import { requireUser, userFields, userListItem, userView } from './user-view.ts';

const dates = ['created', 'activated', 'statusChanged', 'lastLogin', 'lastUpdated', 'passwordChanged'];
const filterable = [
  'id',
  'status',
  'profile.login',
  'profile.email',
  'profile.firstName',
  'profile.lastName',
];

/** What `search` may ask of users: any profile attribute, id, status and the dates. */
const searchRules: SearchRules = {
  caseSensitiveValues: false,
  ruleOf: (attribute): AttributeRule | undefined => {
    if (dates.includes(attribute)) return searchableDate;
    return attribute === 'id' || attribute === 'status' || /^profile\.\w+$/.test(attribute)
      ? searchableText
      : undefined;
  },
};

/** What `filter` may ask of users: a few attributes, by equality; only `lastUpdated` has an order. */
const filterRules: SearchRules = {
  caseSensitiveValues: true,
  ruleOf: (attribute): AttributeRule | undefined => {
    if (attribute === 'lastUpdated') return searchableDate;
    return filterable.includes(attribute) ? equalOnly : undefined;
  },
};

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/users', access: 'api', handle: listUsers },
  { method: 'GET', path: '/api/v1/users/:id', access: 'api', handle: getUser },
  { method: 'GET', path: '/api/v1/users/:id/groups', access: 'api', handle: listUserGroups },
  { method: 'GET', path: '/api/v1/users/:id/appLinks', access: 'api', handle: listUserAppLinks },
];

function listUsers({ org, url }: ApiCall): Answer {
  const query = url.searchParams;
  const q = query.get('q')?.trim().toLowerCase() ?? '';
  const accepts = readSearch(query, { search: searchRules, filter: filterRules });
  // Only an expression brings deprovisioned people to light.
  const withDeprovisioned = q === '' && Boolean(query.get('search') || query.get('filter'));
  const items = [...org.state.users.values()].filter(
    (user) =>
      (withDeprovisioned || user.status !== 'DEPROVISIONED') &&
      (q === '' || nameStartsWith(user, q)) &&
      accepts(userFields(user)),
  );
  const page = pageOf({
    items,
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(query, q === '' ? 200 : 10, 200),
    list: 'users',
  });
  // A people picker's question has one page: Okta gives no `next` with `q`.
  const links = q === '' ? page.links : page.links.slice(0, 1);
  return ok(
    page.items.map((user) => userListItem(org, user)),
    links,
  );
}

const nameStartsWith = ({ profile }: User, q: string): boolean =>
  ['firstName', 'lastName', 'email'].some((name) => (profile[name] ?? '').toLowerCase().startsWith(q));

function getUser({ org, params, caller }: ApiCall): Answer {
  return ok(userView(org, requireUser(org.state, params['id'] ?? '', caller?.userId)));
}

function listUserGroups({ org, params, caller, url }: ApiCall): Answer {
  const user = requireUser(org.state, params['id'] ?? '', caller?.userId);
  const page = pageOf({
    items: [...org.state.groups.values()].filter(({ memberIds }) => memberIds.has(user.id)),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(url.searchParams, 200, 200),
    list: 'user-groups',
  });
  return ok(
    page.items.map((group) => groupListItem(org, group)),
    page.links,
  );
}

function listUserAppLinks({ org, params, caller }: ApiCall): Answer {
  const user = requireUser(org.state, params['id'] ?? '', caller?.userId);
  return ok(tilesOf(org, user));
}

/** The tiles of a user's dashboard. */
function tilesOf(org: Org, user: User): JsonObject[] {
  return [...org.state.apps.values()]
    .filter((app) => app.status === 'ACTIVE' && !app.hidden && hasAccess(org.state, app, user))
    .map((app, sortOrder) => ({
      id: user.id,
      label: app.label,
      linkUrl: appHomeUrl(org.url, app),
      logoUrl: logoUrl(org.url, `${appSlug(app)}-medium.png`),
      appName: app.name,
      appInstanceId: app.id,
      appAssignmentId: assignmentId(app, user),
      credentialsSetup: false,
      hidden: false,
      sortOrder,
    }));
}
