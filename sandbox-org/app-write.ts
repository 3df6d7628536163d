/** Apps that are made over the API: OpenID Connect clients, who may use them, and their end. */
import { type Answer, type ApiCall, noContent, ok } from './answer.ts';
import { appUserView, appView, requireApp } from './app-view.ts';
import { deleteForbidden, notFound, validationFailed } from './errors.ts';
import { oktaId, randomText } from './ids.ts';
import { isJsonObject, type JsonObject, objectAt, textsAt } from './json-value.ts';
import { recordEvent } from './log.ts';
import { registerKey } from './oauth/client-keys.ts';
import { type App, nowIso, takeOrdinal } from './org.ts';
import type { Route } from './router.ts';

const MAX_APPS = 200;
const kinds: Readonly<Record<string, readonly string[]>> = {
  web: ['client_secret_basic', 'client_secret_post'],
  native: ['none', 'client_secret_basic', 'client_secret_post'],
  browser: ['none'],
  service: ['private_key_jwt'],
};

export const appWriteRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/apps', access: 'api', handle: createApp },
  { method: 'DELETE', path: '/api/v1/apps/:id', access: 'api', handle: deleteApp },
  { method: 'POST', path: '/api/v1/apps/:id/users', access: 'api', handle: assignUser },
];

function createApp(call: ApiCall): Answer {
  const { org, body = {} } = call;
  const { state } = org;
  const label = body['label'];
  if (body['name'] !== 'oidc_client' || body['signOnMode'] !== 'OPENID_CONNECT')
    throw validationFailed('name', ['name: the sandbox makes apps of the kind oidc_client only.']);
  if (typeof label !== 'string' || label.trim() === '')
    throw validationFailed('label', ['label: The field cannot be left blank']);
  if (state.apps.size >= MAX_APPS) throw validationFailed('label', [`An org has at most ${MAX_APPS} apps.`]);
  const asked = readClient(body);
  const ordinal = takeOrdinal(state);
  const id = oktaId('0oa', `${ordinal}/${randomText(8, org.random)}`);
  const secret = asked.method.startsWith('client_secret') ? randomText(64, org.random) : undefined;
  const app: App = {
    id,
    ordinal,
    name: 'oidc_client',
    label: label.trim(),
    status: 'ACTIVE',
    created: nowIso(org),
    lastUpdated: nowIso(org),
    signOnMode: 'OPENID_CONNECT',
    hidden: true,
    credentials: {
      userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
      signing: {},
      oauthClient: { client_id: id, autoKeyRotation: true, token_endpoint_auth_method: asked.method },
    },
    settings: { app: {}, oauthClient: asked.settings },
    keys: [],
    userIds: new Set(),
    groupIds: new Set(),
    ...(secret === undefined ? {} : { secret }),
  };
  for (const jwk of asked.keys) registerKey(org, app, jwk);
  state.apps.set(id, app);
  recordEvent(call, 'application.lifecycle.create', 'Create application', [app]);
  return ok(withSecret(appView(org, app), app));
}

/** Only the answer to its creation shows a secret. */
function withSecret(view: JsonObject, { secret }: App): JsonObject {
  if (secret === undefined) return view;
  const credentials = objectAt(view, 'credentials');
  const oauthClient = { ...objectAt(credentials, 'oauthClient'), client_secret: secret };
  return { ...view, credentials: { ...credentials, oauthClient } };
}

/** @throws OktaError E0000001 */
function readClient(body: JsonObject): { method: string; settings: JsonObject; keys: JsonObject[] } {
  const asked = objectAt(objectAt(body, 'settings'), 'oauthClient');
  const method = objectAt(objectAt(body, 'credentials'), 'oauthClient')['token_endpoint_auth_method'];
  const type = asked['application_type'];
  const methods = typeof type === 'string' && Object.hasOwn(kinds, type) ? (kinds[type] ?? []) : [];
  if (typeof type !== 'string' || methods.length === 0)
    throw validationFailed('application_type', [
      `application_type: one of ${Object.keys(kinds).join(', ')}.`,
    ]);
  if (typeof method !== 'string' || !methods.includes(method))
    throw validationFailed('token_endpoint_auth_method', [
      `An app of the type ${type} takes ${methods.join(', ')}.`,
    ]);
  const grants = textsAt(asked, 'grant_types');
  const isService = type === 'service';
  if (isService !== grants.includes('client_credentials') || grants.length === 0)
    throw validationFailed('grant_types', ['grant_types: they do not fit the type of the app.']);
  const redirects = textsAt(asked, 'redirect_uris');
  if (!isService && redirects.length === 0)
    throw validationFailed('redirect_uris', ["redirect_uris: 'redirect_uris' is missing."]);
  const keys = objectAt(asked, 'jwks')['keys'];
  return {
    method,
    keys: Array.isArray(keys) ? keys.filter(isJsonObject) : [],
    settings: {
      redirect_uris: redirects,
      response_types: isService ? ['token'] : ['code'],
      grant_types: grants,
      application_type: type,
      consent_method: 'REQUIRED',
      issuer_mode: 'ORG_URL',
      dpop_bound_access_tokens: asked['dpop_bound_access_tokens'] === true,
    },
  };
}

/** As at Okta, an app ends in two steps: it has to be switched off first. */
function deleteApp(call: ApiCall): Answer {
  const app = requireApp(call);
  if (app.status === 'ACTIVE') throw deleteForbidden();
  const { apps, grants, roles } = call.org.state;
  for (const map of [apps, grants, roles]) map.delete(app.id);
  recordEvent(call, 'application.lifecycle.delete', 'Delete application', [app]);
  return noContent;
}

function assignUser(call: ApiCall): Answer {
  const app = requireApp(call);
  const { org, body = {} } = call;
  const id = typeof body['id'] === 'string' ? body['id'] : '';
  const user = org.state.users.get(id);
  if (user === undefined) throw notFound(id, 'User');
  app.userIds.add(user.id);
  recordEvent(call, 'application.user_membership.add', 'Add user to application membership', [app, user]);
  return ok(appUserView(org, app, user));
}
