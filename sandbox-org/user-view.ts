import { notFound } from './errors.ts';
import { oktaId } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { selfOnly, userLinks } from './links.ts';
import type { Org, OrgState, User } from './org.ts';

/** The one user type of the org. */
export const USER_TYPE_ID = oktaId('oty', 'default');

/** A user as JSON with all links. */
export const userView = (org: Org, user: User): JsonObject => ({
  ...userFields(user),
  _links: userLinks(org.url, user),
});

/** A user as an item of a list. */
export const userListItem = (org: Org, user: User): JsonObject => ({
  ...userFields(user),
  _links: selfOnly(`${org.url}/api/v1/users/${user.id}`),
});

/** A user as JSON without links: what a search sees. */
export function userFields(user: User): JsonObject {
  return {
    id: user.id,
    status: user.status,
    created: user.created,
    activated: user.activated,
    statusChanged: user.statusChanged,
    lastLogin: user.lastLogin,
    lastUpdated: user.lastUpdated,
    passwordChanged: user.passwordChanged,
    type: { id: USER_TYPE_ID },
    profile: { ...user.profile },
    credentials: {
      ...(user.hasPassword && { password: {} }),
      ...(user.recoveryQuestion !== undefined && { recovery_question: { question: user.recoveryQuestion } }),
      emails: [{ value: user.profile['email'] ?? null, status: 'VERIFIED', type: 'PRIMARY' }],
      provider: { type: 'OKTA', name: 'OKTA' },
    },
  };
}

/** A user's login. */
export const loginOf = (user: User): string => user.profile['login'] ?? '';

/** A user's name for people. */
export const displayNameOf = (user: User): string =>
  `${user.profile['firstName'] ?? ''} ${user.profile['lastName'] ?? ''}`.trim();

/** The user with this login, whatever its letter case. */
export function findByLogin(state: OrgState, login: string): User | undefined {
  const wanted = login.toLowerCase();
  return [...state.users.values()].find((user) => loginOf(user).toLowerCase() === wanted);
}

/**
 * The user an address names: by id, by login, by the part of a login before `@` where that is
 * unambiguous, or `me` for the caller.
 * @throws OktaError E0000007 when there is none
 */
export function requireUser(state: OrgState, key: string, callerId: string | undefined): User {
  const user =
    state.users.get(key === 'me' ? (callerId ?? '') : key) ??
    findByLogin(state, key) ??
    findByShortName(state, key);
  if (user === undefined) throw notFound(key, 'User');
  return user;
}

function findByShortName(state: OrgState, shortName: string): User | undefined {
  const prefix = `${shortName.toLowerCase()}@`;
  const found = [...state.users.values()].filter((user) => loginOf(user).toLowerCase().startsWith(prefix));
  return found.length === 1 ? found[0] : undefined;
}
