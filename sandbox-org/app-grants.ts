/** Scopes of the API that apps were granted: only these are given to them. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import { notFound, validationFailed } from './errors.ts';
import { randomText } from './ids.ts';
import type { JsonObject } from './json-value.ts';
import { link } from './links.ts';
import { authMethodOf } from './oauth/clients.ts';
import { apiScopes } from './oauth/scopes.ts';
import { type App, nowIso, type Org, type ScopeGrant } from './org.ts';
import type { Route } from './router.ts';

const PATH = '/api/v1/apps/:id/grants';

export const appGrantRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, access: 'api', handle: listGrants },
  { method: 'POST', path: PATH, access: 'api', handle: grantScope },
  { method: 'GET', path: `${PATH}/:grantId`, access: 'api', handle: getGrant },
  { method: 'DELETE', path: `${PATH}/:grantId`, access: 'api', handle: revokeGrant },
];

function requireClient({ org, params }: ApiCall): App {
  const id = params['id'] ?? '';
  const app = org.state.apps.get(id);
  if (app === undefined || authMethodOf(app) === undefined) throw notFound(id, 'AppInstance');
  return app;
}

const grantsOf = ({ state }: Org, app: App): readonly ScopeGrant[] => state.grants.get(app.id) ?? [];

function listGrants(call: ApiCall): Answer {
  const app = requireClient(call);
  return ok(grantsOf(call.org, app).map((grant) => grantView(call.org, app, grant)));
}

function requireGrant(call: ApiCall, app: App): ScopeGrant {
  const wanted = call.params['grantId'] ?? '';
  const grant = grantsOf(call.org, app).find(({ id }) => id === wanted);
  if (grant === undefined) throw notFound(wanted, 'OAuth2ScopeConsentGrant');
  return grant;
}

function getGrant(call: ApiCall): Answer {
  const app = requireClient(call);
  return ok(grantView(call.org, app, requireGrant(call, app)));
}

function grantScope(call: ApiCall): Answer {
  const app = requireClient(call);
  const { org, body = {} } = call;
  const { scopeId, issuer } = body;
  if (issuer !== org.url) throw validationFailed('issuer', [`issuer: '${org.url}' is expected.`]);
  if (typeof scopeId !== 'string' || !apiScopes.includes(scopeId)) {
    throw validationFailed('scopeId', ['scopeId: a scope of the API is expected.']);
  }
  const present = grantsOf(org, app);
  if (present.some((grant) => grant.scopeId === scopeId)) {
    throw validationFailed('scopeId', ['scopeId: the scope is granted already.']);
  }
  const id = `oag${randomText(17, org.random).replace(/[-_]/g, '0')}`;
  const grant = { id, scopeId, created: nowIso(org) };
  org.state.grants.set(app.id, [...present, grant]);
  return { ...ok(grantView(org, app, grant)), status: 201 };
}

function revokeGrant(call: ApiCall): Answer {
  const app = requireClient(call);
  const gone = requireGrant(call, app);
  call.org.state.grants.set(
    app.id,
    grantsOf(call.org, app).filter((grant) => grant !== gone),
  );
  return noContent;
}

const grantView = (org: Org, app: App, { id, scopeId, created }: ScopeGrant): JsonObject => ({
  id,
  status: 'ACTIVE',
  created,
  lastUpdated: created,
  issuer: org.url,
  clientId: app.id,
  scopeId,
  source: 'ADMIN',
  _links: {
    self: link(`${org.url}/api/v1/apps/${app.id}/grants/${id}`, 'GET', 'DELETE'),
    app: link(`${org.url}/api/v1/apps/${app.id}`, 'GET'),
  },
});

/** Scopes of the API among those asked for that an app was not granted. */
export function ungrantedScopes({ state }: Org, clientId: string, asked: readonly string[]): string[] {
  const granted = (state.grants.get(clientId) ?? []).map(({ scopeId }) => scopeId);
  return asked.filter((scope) => apiScopes.includes(scope) && !granted.includes(scope));
}
