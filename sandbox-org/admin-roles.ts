/** Administrator roles of people and of service apps: what a token may do beside its scopes. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import type { Caller } from './authenticate.ts';
import { notFound, permissionDenied, validationFailed } from './errors.ts';
import { randomText } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { type AdminRole, nowIso, type Org } from './org.ts';
import type { Route, RouteMethod } from './router.ts';
import { requireUser } from './user-view.ts';

const CLIENT_ROLES = '/oauth2/v1/clients/:id/roles';
const USER_ROLES = '/api/v1/users/:id/roles';

/** The roles the sandbox knows, and what each opens: `read` everything, or to change these families. */
const rights: Readonly<Record<string, { label: string; manages: readonly string[] | 'all' }>> = {
  SUPER_ADMIN: { label: 'Super Administrator', manages: 'all' },
  ORG_ADMIN: { label: 'Organization Administrator', manages: ['users', 'groups', 'logs'] },
  APP_ADMIN: { label: 'Application Administrator', manages: ['apps'] },
  USER_ADMIN: { label: 'Group Administrator', manages: ['users', 'groups'] },
  READ_ONLY_ADMIN: { label: 'Read-only Administrator', manages: [] },
};

export const adminRoleRoutes: readonly Route[] = [
  ...routesAt(CLIENT_ROLES, ({ org, params }) => {
    const id = params['id'] ?? '';
    if (!org.state.apps.has(id)) throw notFound(id, 'Client');
    return id;
  }),
  ...routesAt(
    USER_ROLES,
    ({ org, params, caller }) => requireUser(org.state, params['id'] ?? '', caller?.userId).id,
  ),
];

function routesAt(path: string, holderOf: (call: ApiCall) => string): Route[] {
  const route = (
    method: RouteMethod,
    at: string,
    handle: (call: ApiCall, holderId: string) => Answer,
  ): Route => ({ method, path: at, access: 'api', handle: (call) => handle(call, holderOf(call)) });
  return [
    route('GET', path, ({ org }, holderId) => ok(rolesOf(org, holderId).map(roleView))),
    route('POST', path, assignRole),
    route('DELETE', `${path}/:roleId`, unassignRole),
  ];
}

const rolesOf = ({ state }: Org, holderId: string): readonly AdminRole[] => state.roles.get(holderId) ?? [];

function assignRole({ org, body = {} }: ApiCall, holderId: string): Answer {
  const { type } = body;
  if (typeof type !== 'string' || !Object.hasOwn(rights, type)) {
    throw validationFailed('type', [`type: one of ${Object.keys(rights).join(', ')} is expected.`]);
  }
  const present = rolesOf(org, holderId);
  if (present.some((role) => role.type === type)) {
    throw validationFailed('type', ['The role specified is already assigned.']);
  }
  const id = `ra1${randomText(17, org.random).replace(/[-_]/g, '0')}`;
  const role = { id, type, created: nowIso(org) };
  org.state.roles.set(holderId, [...present, role]);
  return { ...ok(roleView(role)), status: 201 };
}

function unassignRole({ org, params }: ApiCall, holderId: string): Answer {
  const present = rolesOf(org, holderId);
  const left = present.filter(({ id }) => id !== params['roleId']);
  if (left.length === present.length) throw notFound(params['roleId'] ?? '', 'RoleAssignment');
  org.state.roles.set(holderId, left);
  return noContent;
}

const roleView = ({ id, type, created }: AdminRole): JsonObject => ({
  id,
  label: roleLabel(type),
  type,
  status: 'ACTIVE',
  created,
  lastUpdated: created,
});

/** The name people know a role by. */
export const roleLabel = (type: string): string => rights[type]?.label ?? type;

/**
 * Lets a request with an access token through where a role of its person or app allows it. Everybody may see themselves.
 * @throws OktaError E0000006
 */
export function requireRole(org: Org, caller: Caller, method: string, path: string): void {
  if (caller.kind !== 'access-token') return;
  const isReading = method === 'GET' || method === 'HEAD';
  if (isReading && caller.userId !== undefined && isSelf(org, caller.userId, path)) return;
  const roles = rolesOf(org, caller.userId ?? caller.clientId);
  const family = path.startsWith('/oauth2/') ? 'roles' : (/^\/api\/v1\/(\w+)/.exec(path)?.[1] ?? '');
  const allows = ({ type }: AdminRole): boolean => {
    const { manages = [] } = rights[type] ?? {};
    return isReading || manages === 'all' || (manages.includes(family) && !/\/(?:roles|grants)\b/.test(path));
  };
  if (!roles.some(allows)) throw permissionDenied();
}

function isSelf({ state }: Org, userId: string, path: string): boolean {
  const name = /^\/api\/v1\/users\/([^/]+)$/.exec(path)?.[1];
  const login = state.users.get(userId)?.profile['login'];
  return name === 'me' || name === userId || (name !== undefined && decodeURIComponent(name) === login);
}
