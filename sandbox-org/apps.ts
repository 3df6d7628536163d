/** Apps: list and read them, see who may use them, switch one off and on. */
import { type Answer, type ApiCall, ok } from './answer.ts';
import {
  appFields,
  appGroupView,
  appListItem,
  appUserView,
  appView,
  hasAccess,
  requireApp,
} from './app-view.ts';
import { notFound } from './errors.ts';
import type { JsonObject } from './json-value.ts';
import { recordEvent } from './log.ts';
import { type App, nowIso, type OrgState } from './org.ts';
import { pageOf } from './paging.ts';
import { readLimit } from './query.ts';
import type { Route } from './router.ts';
import { equalOnly, readSearch, type SearchRules } from './search.ts';

/** What `filter` may ask of apps; `user.id` and `group.id` ask who is assigned. */
const filterRules: SearchRules = {
  caseSensitiveValues: true,
  ruleOf: (attribute) =>
    ['id', 'name', 'status', 'user.id', 'group.id'].includes(attribute) ? equalOnly : undefined,
};

export const appRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/apps', access: 'api', handle: listApps },
  { method: 'GET', path: '/api/v1/apps/:id', access: 'api', handle: getApp },
  { method: 'GET', path: '/api/v1/apps/:id/users', access: 'api', handle: listAppUsers },
  { method: 'GET', path: '/api/v1/apps/:id/users/:userId', access: 'api', handle: getAppUser },
  { method: 'GET', path: '/api/v1/apps/:id/groups', access: 'api', handle: listAppGroups },
  {
    method: 'POST',
    path: '/api/v1/apps/:id/lifecycle/activate',
    access: 'api',
    handle: (call) => switchApp(call, 'ACTIVE'),
  },
  {
    method: 'POST',
    path: '/api/v1/apps/:id/lifecycle/deactivate',
    access: 'api',
    handle: (call) => switchApp(call, 'INACTIVE'),
  },
];

function listApps({ org, url }: ApiCall): Answer {
  const query = url.searchParams;
  const q = query.get('q')?.trim().toLowerCase() ?? '';
  const accepts = readSearch(query, { filter: filterRules });
  const page = pageOf({
    items: [...org.state.apps.values()].filter(
      (app) =>
        [app.name, app.label].some((text) => text.toLowerCase().startsWith(q)) &&
        accepts(withAssignments(org.state, app)),
    ),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(query, 20, 200),
    list: 'apps',
  });
  return ok(
    page.items.map((app) => appListItem(org, app)),
    page.links,
  );
}

function withAssignments(state: OrgState, app: App): JsonObject {
  const users = [...state.users.values()].filter((user) => hasAccess(state, app, user));
  return {
    ...appFields(app),
    user: users.map(({ id }) => ({ id })),
    group: [...app.groupIds].map((id) => ({ id })),
  };
}

function getApp(call: ApiCall): Answer {
  return ok(appView(call.org, requireApp(call)));
}

function listAppUsers(call: ApiCall): Answer {
  const { org, url } = call;
  const app = requireApp(call);
  const page = pageOf({
    items: [...org.state.users.values()].filter((user) => hasAccess(org.state, app, user)),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(url.searchParams, 50, 500),
    list: 'app-users',
  });
  return ok(
    page.items.map((user) => appUserView(org, app, user)),
    page.links,
  );
}

function getAppUser(call: ApiCall): Answer {
  const { org, params } = call;
  const app = requireApp(call);
  const user = org.state.users.get(params['userId'] ?? '');
  if (user === undefined || !hasAccess(org.state, app, user))
    throw notFound(params['userId'] ?? '', 'AppUser');
  return ok(appUserView(org, app, user));
}

function listAppGroups(call: ApiCall): Answer {
  const { org, url } = call;
  const app = requireApp(call);
  const page = pageOf({
    items: [...org.state.groups.values()].filter(({ id }) => app.groupIds.has(id)),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(url.searchParams, 20, 200),
    list: 'app-groups',
  });
  return ok(
    page.items.map((group, priority) => appGroupView(org, app, group, priority)),
    page.links,
  );
}

function switchApp(call: ApiCall, status: App['status']): Answer {
  const app = requireApp(call);
  if (app.status !== status) {
    app.status = status;
    app.lastUpdated = nowIso(call.org);
    const verb = status === 'ACTIVE' ? 'activate' : 'deactivate';
    recordEvent(call, `application.lifecycle.${verb}`, `${verb} application`, [app]);
  }
  return ok({});
}
