/** Creating, changing and deleting users. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import { malformedBody, validationFailed, wrongStatus } from './errors.ts';
import { oktaId } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { recordEvent } from './log.ts';
import { type Group, nowIso, type OrgState, takeOrdinal, type User } from './org.ts';
import { readBoolean } from './query.ts';
import type { Route } from './router.ts';
import { applyCredentials, type CredentialsChange, readCredentials } from './user-credentials.ts';
import { deactivate, refuseOnSelf } from './user-lifecycle.ts';
import { mergeProfile, readProfile } from './user-profile.ts';
import { loginOf, requireUser, userView } from './user-view.ts';

export const userWriteRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/users', access: 'api', handle: createUser },
  { method: 'POST', path: '/api/v1/users/:id', access: 'api', handle: updateUser },
  { method: 'PUT', path: '/api/v1/users/:id', access: 'api', handle: replaceUser },
  { method: 'DELETE', path: '/api/v1/users/:id', access: 'api', handle: deleteUser },
];

function createUser(call: ApiCall): Answer {
  const { org, url } = call;
  const body = requireBody(call);
  const activate = readBoolean(url.searchParams, 'activate', true);
  const profile = mergeProfile(org.state, {}, readProfile(body) ?? {}, undefined);
  const change = readCredentials(body, profile['login'] ?? '');
  const mustChangePassword = readNextLogin(url.searchParams, activate && change.setsPassword);
  const groups = readGroups(org.state, body);

  const now = nowIso(org);
  const ordinal = takeOrdinal(org.state);
  const user: User = {
    id: oktaId('00u', String(ordinal)),
    ordinal,
    status: 'STAGED',
    created: now,
    activated: null,
    statusChanged: null,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: null,
    profile,
    hasPassword: false,
  };
  applyCredentials(user, change, now);
  if (activate) {
    user.status = statusAfterActivation(change, mustChangePassword);
    user.activated = now;
    user.statusChanged = now;
  }
  org.state.users.set(user.id, user);
  for (const group of groups) {
    group.memberIds.add(user.id);
    group.lastMembershipUpdated = now;
  }
  recordEvent(call, 'user.lifecycle.create', 'Create Okta user', [user]);
  if (activate) recordEvent(call, 'user.lifecycle.activate', 'Activate Okta user', [user]);
  return ok(userView(org, user));
}

function statusAfterActivation(change: CredentialsChange, mustChangePassword: boolean): User['status'] {
  if (!change.setsPassword) return 'PROVISIONED';
  return mustChangePassword ? 'PASSWORD_EXPIRED' : 'ACTIVE';
}

function readNextLogin(query: URLSearchParams, possible: boolean): boolean {
  if (query.get('nextLogin') !== 'changePassword') return false;
  if (!possible) {
    throw validationFailed('nextLogin', [
      'nextLogin: changePassword needs activate=true and a password in the body',
    ]);
  }
  return true;
}

/** Everyone, and the groups that `groupIds` names. */
function readGroups(state: OrgState, body: JsonObject): Group[] {
  const ids = body['groupIds'] ?? [];
  if (!Array.isArray(ids)) throw malformedBody('groupIds: a list is expected');
  const named = ids.map((id) => {
    const group = typeof id === 'string' ? state.groups.get(id) : undefined;
    if (group?.type !== 'OKTA_GROUP') {
      throw validationFailed('groupIds', ['groupIds: no group of this org has one of the ids']);
    }
    return group;
  });
  return [...[...state.groups.values()].filter(({ type }) => type === 'BUILT_IN'), ...named];
}

/** POST: what the body does not name stays. */
function updateUser(call: ApiCall): Answer {
  return change(call, (user) => user.profile);
}

/** PUT: what the body does not name is gone. */
function replaceUser(call: ApiCall): Answer {
  return change(call, () => ({}));
}

function change(call: ApiCall, baseOf: (user: User) => User['profile']): Answer {
  const { org, params, caller } = call;
  const user = requireUser(org.state, params['id'] ?? '', caller?.userId);
  const body = requireBody(call);
  if (user.status === 'DEPROVISIONED') throw wrongStatus('A deprovisioned user cannot be changed.');
  const given = readProfile(body);
  const profile = given === undefined ? user.profile : mergeProfile(org.state, baseOf(user), given, user);
  const credentials = readCredentials(body, profile['login'] ?? '');
  const now = nowIso(org);
  user.profile = profile;
  applyCredentials(user, credentials, now);
  user.lastUpdated = now;
  recordEvent(call, 'user.account.update_profile', 'Update user profile for Okta', [user]);
  return ok(userView(org, user));
}

/** The first DELETE deactivates, the second one, on a deprovisioned user, deletes for good. */
function deleteUser(call: ApiCall): Answer {
  const { org, params, caller } = call;
  const user = requireUser(org.state, params['id'] ?? '', caller?.userId);
  refuseOnSelf(call, user);
  if (user.status !== 'DEPROVISIONED') {
    deactivate(call, user);
    return noContent;
  }
  org.state.users.delete(user.id);
  for (const group of org.state.groups.values()) group.memberIds.delete(user.id);
  recordEvent(call, 'user.lifecycle.delete.initiated', `Delete Okta user ${loginOf(user)}`, [user]);
  return noContent;
}

function requireBody({ body }: ApiCall): JsonObject {
  if (body === undefined) throw malformedBody();
  return body;
}
