/** Who is in a group, and which apps a group opens. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import { appListItem } from './app-view.ts';
import { requireGroup, requireOwnGroup } from './groups.ts';
import { recordEvent } from './log.ts';
import { nowIso, type User } from './org.ts';
import { pageOf } from './paging.ts';
import { readLimit } from './query.ts';
import type { Route } from './router.ts';
import { requireUser, userListItem } from './user-view.ts';

export const groupMemberRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/groups/:id/users', access: 'api', handle: listMembers },
  { method: 'PUT', path: '/api/v1/groups/:id/users/:userId', access: 'api', handle: addMember },
  { method: 'DELETE', path: '/api/v1/groups/:id/users/:userId', access: 'api', handle: removeMember },
  { method: 'GET', path: '/api/v1/groups/:id/apps', access: 'api', handle: listGroupApps },
];

function listMembers({ org, params, url }: ApiCall): Answer {
  const group = requireGroup(org.state, params['id']);
  const page = pageOf({
    // By creation and not by joining: a page stays where it is when somebody joins.
    items: [...org.state.users.values()].filter(({ id }) => group.memberIds.has(id)),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(url.searchParams, 1000, 1000),
    list: 'group-members',
  });
  return ok(
    page.items.map((user) => userListItem(org, user)),
    page.links,
  );
}

function addMember(call: ApiCall): Answer {
  const { org, params } = call;
  const group = requireOwnGroup(org.state, params['id']);
  const user = memberOf(call);
  if (!group.memberIds.has(user.id)) {
    group.memberIds.add(user.id);
    group.lastMembershipUpdated = nowIso(org);
    recordEvent(call, 'group.user_membership.add', 'Add user to group membership', [user, group]);
  }
  return noContent;
}

function removeMember(call: ApiCall): Answer {
  const { org, params } = call;
  const group = requireOwnGroup(org.state, params['id']);
  const user = memberOf(call);
  if (group.memberIds.delete(user.id)) {
    group.lastMembershipUpdated = nowIso(org);
    recordEvent(call, 'group.user_membership.remove', 'Remove user from group membership', [user, group]);
  }
  return noContent;
}

const memberOf = ({ org, params, caller }: ApiCall): User =>
  requireUser(org.state, params['userId'] ?? '', caller?.userId);

function listGroupApps({ org, params, url }: ApiCall): Answer {
  const group = requireGroup(org.state, params['id']);
  const page = pageOf({
    items: [...org.state.apps.values()].filter(({ groupIds }) => groupIds.has(group.id)),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(url.searchParams, 20, 200),
    list: 'group-apps',
  });
  return ok(
    page.items.map((app) => appListItem(org, app)),
    page.links,
  );
}
