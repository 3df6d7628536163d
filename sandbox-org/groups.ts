/** Groups: list, read, create, change, delete. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import { malformedBody, notFound, unsupportedOperation, validationFailed } from './errors.ts';
import { groupFields, groupListItem, groupView } from './group-view.ts';
import { oktaId } from './ids.ts';
import { isJsonObject } from './json-value.ts';
import { recordEvent } from './log.ts';
import { type Group, nowIso, type OrgState, takeOrdinal } from './org.ts';
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

const dates = ['created', 'lastUpdated', 'lastMembershipUpdated'];

const searchRules: SearchRules = {
  caseSensitiveValues: false,
  ruleOf: (attribute): AttributeRule | undefined => {
    if (dates.includes(attribute)) return searchableDate;
    return attribute === 'id' || attribute === 'type' || /^profile\.\w+$/.test(attribute)
      ? searchableText
      : undefined;
  },
};

const filterRules: SearchRules = {
  caseSensitiveValues: true,
  ruleOf: (attribute): AttributeRule | undefined => {
    if (attribute === 'lastUpdated' || attribute === 'lastMembershipUpdated') return searchableDate;
    return attribute === 'id' || attribute === 'type' ? equalOnly : undefined;
  },
};

export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/groups', access: 'api', handle: listGroups },
  { method: 'POST', path: '/api/v1/groups', access: 'api', handle: createGroup },
  { method: 'GET', path: '/api/v1/groups/:id', access: 'api', handle: getGroup },
  { method: 'PUT', path: '/api/v1/groups/:id', access: 'api', handle: replaceGroup },
  { method: 'DELETE', path: '/api/v1/groups/:id', access: 'api', handle: deleteGroup },
];

/**
 * The group with this id.
 * @throws OktaError E0000007
 */
export function requireGroup(state: OrgState, id: string | undefined): Group {
  const group = state.groups.get(id ?? '');
  if (group === undefined) throw notFound(id ?? '', 'UserGroup');
  return group;
}

/**
 * The group with this id, if people look after it; Everyone looks after itself.
 * @throws OktaError E0000007, E0000060
 */
export function requireOwnGroup(state: OrgState, id: string | undefined): Group {
  const group = requireGroup(state, id);
  if (group.type === 'BUILT_IN') throw unsupportedOperation('A built-in group cannot be changed.');
  return group;
}

function listGroups({ org, url }: ApiCall): Answer {
  const query = url.searchParams;
  const q = query.get('q')?.trim().toLowerCase() ?? '';
  const accepts = readSearch(query, { search: searchRules, filter: filterRules });
  const page = pageOf({
    items: [...org.state.groups.values()].filter(
      (group) => group.profile.name.toLowerCase().startsWith(q) && accepts(groupFields(group)),
    ),
    ordinalOf: ({ ordinal }) => ordinal,
    url,
    limit: readLimit(query, q === '' ? 10_000 : 300, 10_000),
    list: 'groups',
  });
  return ok(
    page.items.map((group) => groupListItem(org, group)),
    page.links,
  );
}

function getGroup({ org, params }: ApiCall): Answer {
  return ok(groupView(org, requireGroup(org.state, params['id'])));
}

function createGroup(call: ApiCall): Answer {
  const { org } = call;
  const profile = readGroupProfile(call, undefined);
  const now = nowIso(org);
  const ordinal = takeOrdinal(org.state);
  const group: Group = {
    id: oktaId('00g', String(ordinal)),
    ordinal,
    type: 'OKTA_GROUP',
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    profile,
    memberIds: new Set(),
  };
  org.state.groups.set(group.id, group);
  recordEvent(call, 'group.lifecycle.create', 'Create Okta group', [group]);
  return ok(groupView(org, group));
}

function replaceGroup(call: ApiCall): Answer {
  const { org, params } = call;
  const group = requireOwnGroup(org.state, params['id']);
  group.profile = readGroupProfile(call, group);
  group.lastUpdated = nowIso(org);
  recordEvent(call, 'group.profile.update', 'Update Okta group', [group]);
  return ok(groupView(org, group));
}

function deleteGroup(call: ApiCall): Answer {
  const { org, params } = call;
  const group = requireOwnGroup(org.state, params['id']);
  org.state.groups.delete(group.id);
  for (const app of org.state.apps.values()) app.groupIds.delete(group.id);
  recordEvent(call, 'group.lifecycle.delete', 'Delete Okta group', [group]);
  return noContent;
}

function readGroupProfile({ org, body }: ApiCall, self: Group | undefined): Group['profile'] {
  if (body === undefined) throw malformedBody();
  const profile = body['profile'] ?? {};
  if (!isJsonObject(profile)) throw malformedBody('profile: an object is expected');
  const { name, description = null } = profile;
  if (typeof name !== 'string' || name.trim() === '') {
    throw validationFailed('name', ['name: The field cannot be left blank']);
  }
  if (name.length > 255) throw validationFailed('name', ['name: The field cannot exceed 255 characters']);
  if (description !== null && (typeof description !== 'string' || description.length > 1024)) {
    throw validationFailed('description', ['description: Text of at most 1024 characters is expected']);
  }
  const taken = [...org.state.groups.values()].some(
    (group) => group !== self && group.profile.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) {
    throw validationFailed('name', [
      'name: An object with this field already exists in the current organization',
    ]);
  }
  return { name, description };
}
