import type { JsonObject } from './json-value.ts';
import { groupLinks, selfOnly } from './links.ts';
import type { Group, Org } from './org.ts';

/** A group as JSON with all links. */
export const groupView = (org: Org, group: Group): JsonObject => ({
  ...groupFields(group),
  _links: groupLinks(org.url, group),
});

/** A group as an item of a list. */
export const groupListItem = (org: Org, group: Group): JsonObject => ({
  ...groupFields(group),
  _links: selfOnly(`${org.url}/api/v1/groups/${group.id}`),
});

/** A group as JSON without links: what a search sees. */
export const groupFields = (group: Group): JsonObject => ({
  id: group.id,
  created: group.created,
  lastUpdated: group.lastUpdated,
  lastMembershipUpdated: group.lastMembershipUpdated,
  objectClass: ['okta:user_group'],
  type: group.type,
  profile: { ...group.profile },
});
