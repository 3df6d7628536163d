/** The lifecycle operations: which status each one starts from, and where it leads. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import {
  alreadyActive,
  permissionDenied,
  resetNotAllowed,
  unlockNotAllowed,
  validationFailed,
  wrongStatus,
} from './errors.ts';
import { randomText } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { recordEvent } from './log.ts';
import { nowIso, type Org, type User, type UserStatus } from './org.ts';
import { readBoolean } from './query.ts';
import type { Route } from './router.ts';
import { requireUser, userView } from './user-view.ts';

type Operation = (call: ApiCall, user: User) => JsonObject;

const operations: Readonly<Record<string, Operation>> = {
  activate: (call, user) => {
    if (user.status === 'ACTIVE') throw alreadyActive();
    allowOnly(user, ['STAGED', 'DEPROVISIONED']);
    const sendEmail = readBoolean(call.url.searchParams, 'sendEmail', true);
    move(call.org, user, user.hasPassword ? 'ACTIVE' : 'PROVISIONED');
    user.activated = nowIso(call.org);
    recordEvent(call, 'user.lifecycle.activate', 'Activate Okta user', [user]);
    // Who has a password needs no welcome page.
    return sendEmail || user.hasPassword ? {} : activationLink(call.org);
  },
  reactivate: (call, user) => {
    allowOnly(user, ['PROVISIONED', 'RECOVERY']);
    const sendEmail = readBoolean(call.url.searchParams, 'sendEmail', false);
    move(call.org, user, 'PROVISIONED');
    recordEvent(call, 'user.lifecycle.reactivate', 'Reactivate Okta user', [user]);
    return sendEmail ? {} : activationLink(call.org);
  },
  deactivate: (call, user) => {
    refuseOnSelf(call, user);
    if (user.status === 'DEPROVISIONED') throw wrongStatus('The user is already deprovisioned.');
    deactivate(call, user);
    return {};
  },
  suspend: (call, user) => {
    refuseOnSelf(call, user);
    if (user.status !== 'ACTIVE') {
      throw validationFailed('suspend', ['Cannot suspend a user that is not active.']);
    }
    move(call.org, user, 'SUSPENDED');
    recordEvent(call, 'user.lifecycle.suspend', 'Suspend Okta user', [user]);
    return {};
  },
  unsuspend: (call, user) => {
    if (user.status !== 'SUSPENDED') {
      throw validationFailed('unsuspend', ['Cannot unsuspend a user that is not suspended.']);
    }
    move(call.org, user, 'ACTIVE');
    recordEvent(call, 'user.lifecycle.unsuspend', 'Unsuspend Okta user', [user]);
    return {};
  },
  unlock: (call, user) => {
    if (user.status !== 'LOCKED_OUT') throw unlockNotAllowed();
    move(call.org, user, 'ACTIVE');
    recordEvent(call, 'user.account.unlock_by_admin', 'Unlock Okta user', [user]);
    return {};
  },
  reset_password: (call, user) => {
    const resettable = ['PROVISIONED', 'ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'];
    if (!resettable.includes(user.status)) {
      throw resetNotAllowed(`A user of status ${user.status} has no password to reset.`);
    }
    const sendEmail = readBoolean(call.url.searchParams, 'sendEmail', true);
    move(call.org, user, 'RECOVERY');
    recordEvent(call, 'user.account.reset_password', 'Fired when a user password is reset', [user]);
    return sendEmail
      ? {}
      : {
          summary: 'Reset password without sending email',
          resetPasswordUrl: `${call.org.url}/reset_password/${oneTimeToken(call.org)}`,
        };
  },
  expire_password: (call, user) => {
    allowOnly(user, ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT']);
    const withTemporary = readBoolean(call.url.searchParams, 'tempPassword', false);
    move(call.org, user, 'PASSWORD_EXPIRED');
    recordEvent(call, 'user.account.expire_password', 'Expire user password', [user]);
    return withTemporary
      ? { tempPassword: `Aa1${randomText(9, call.org.random)}` }
      : userView(call.org, user);
  },
  reset_factors: (call, user) => {
    allowOnly(user, ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT']);
    recordEvent(call, 'user.mfa.factor.reset_all', 'Reset all factors for user', [user]);
    return {};
  },
};

export const userLifecycleRoutes: readonly Route[] = [
  ...Object.entries(operations).map(([name, operation]): Route => ({
    method: 'POST',
    path: `/api/v1/users/:id/lifecycle/${name}`,
    access: 'api',
    handle: (call) => ok(operation(call, userOf(call))),
  })),
  {
    method: 'DELETE',
    path: '/api/v1/users/:id/sessions',
    access: 'api',
    handle: (call): Answer => {
      recordEvent(call, 'user.session.clear', 'Clear user session', [userOf(call)]);
      return noContent;
    },
  },
];

/** Deprovisions the user: the password is gone, and so is the access to apps. */
export function deactivate(call: ApiCall, user: User): void {
  move(call.org, user, 'DEPROVISIONED');
  user.hasPassword = false;
  for (const app of call.org.state.apps.values()) app.userIds.delete(user.id);
  recordEvent(call, 'user.lifecycle.deactivate', 'Deactivate Okta user', [user]);
}

/**
 * Nobody shuts themselves out: the token would go dead with its owner.
 * @throws OktaError E0000006
 */
export function refuseOnSelf(call: ApiCall, user: User): void {
  if (user.id === call.caller?.userId) throw permissionDenied('The API token belongs to this user.');
}

const userOf = ({ org, params, caller }: ApiCall): User =>
  requireUser(org.state, params['id'] ?? '', caller?.userId);

function allowOnly(user: User, statuses: readonly UserStatus[]): void {
  if (!statuses.includes(user.status)) {
    throw wrongStatus(`The user is ${user.status}; the operation takes ${statuses.join(', ')}.`);
  }
}

function move(org: Org, user: User, status: UserStatus): void {
  const now = nowIso(org);
  user.status = status;
  user.statusChanged = now;
  user.lastUpdated = now;
}

function activationLink(org: Org): JsonObject {
  const activationToken = oneTimeToken(org);
  return { activationUrl: `${org.url}/welcome/${activationToken}`, activationToken };
}

const oneTimeToken = (org: Org): string => randomText(20, org.random);
