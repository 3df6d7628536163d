import type { ExtractionRule } from '../links/extraction-rule.ts';
import { emptyRequest, type Request } from '../http/request.ts';
import type { JsonObject } from '../json-value.ts';
import type { GuideTrack } from './guide-step.ts';

/** What an app is to be like. */
export interface AppPlan {
  track: GuideTrack;
  label: string;
  /** Where the browser comes back to; of the user track. */
  redirectUri: string;
  /** Of the service track. */
  publicJwk: JsonObject | undefined;
  scopes: readonly string[];
  /** Of the service track; `undefined`: none. */
  role: AdminRole | undefined;
  /** Tokens are bound to a key; of the service track. */
  dpop: boolean;
  /** The org as its own address says it, which grants are made out to. */
  issuer: string;
  variables: { url: string; clientId: string; clientSecret: string };
}

/** Administrator roles that a service app can have, by Okta's names for them, the least first. */
export const adminRoles = ['READ_ONLY_ADMIN', 'USER_ADMIN', 'APP_ADMIN', 'ORG_ADMIN', 'SUPER_ADMIN'] as const;
export type AdminRole = (typeof adminRoles)[number];

/** As Okta's console calls them. */
export const adminRoleNames: Readonly<Record<AdminRole, string>> = {
  READ_ONLY_ADMIN: 'Read-only Administrator',
  USER_ADMIN: 'Group Administrator',
  APP_ADMIN: 'Application Administrator',
  ORG_ADMIN: 'Organization Administrator',
  SUPER_ADMIN: 'Super Administrator',
};

/** One call of a set-up; `{appId}` and `{userId}` stand for what earlier calls gave. */
export interface PlannedCall {
  id: 'create' | 'grant' | 'role' | 'findMe' | 'assignMe';
  method: 'GET' | 'POST';
  path: string;
  body?: JsonObject;
  /** What it is for, as a person would say it. */
  purpose: string;
  /** What of the answer goes into the environment. */
  keeps: ExtractionRule[];
}

/**
 * Plans the calls by which an administrator sets an app up for the guide, in order.
 *
 * @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/
 */
export function planApp(plan: AppPlan): PlannedCall[] {
  return [
    createApp(plan),
    ...plan.scopes.map((scopeId): PlannedCall => ({
      id: 'grant',
      method: 'POST',
      path: '/api/v1/apps/{appId}/grants',
      body: { scopeId, issuer: plan.issuer },
      purpose: `Grant ${scopeId}`,
      keeps: [],
    })),
    ...(plan.track === 'service' ? roleCalls(plan) : assignCalls),
  ];
}

function createApp(plan: AppPlan): PlannedCall {
  const isService = plan.track === 'service';
  const { variables } = plan;
  return {
    id: 'create',
    method: 'POST',
    path: '/api/v1/apps',
    body: {
      name: 'oidc_client',
      label: plan.label,
      signOnMode: 'OPENID_CONNECT',
      credentials: {
        oauthClient: { token_endpoint_auth_method: isService ? 'private_key_jwt' : 'client_secret_post' },
      },
      settings: { oauthClient: isService ? serviceClient(plan) : userClient(plan) },
    },
    purpose: isService ? 'Create the service app with its public key' : 'Create the web app',
    keeps: [
      keep('$.credentials.oauthClient.client_id', variables.clientId),
      ...(isService ? [] : [keep('$.credentials.oauthClient.client_secret', variables.clientSecret)]),
    ],
  };
}

function serviceClient({ publicJwk, dpop }: AppPlan): JsonObject {
  return {
    application_type: 'service',
    grant_types: ['client_credentials'],
    response_types: ['token'],
    dpop_bound_access_tokens: dpop,
    ...(publicJwk === undefined ? {} : { jwks: { keys: [publicJwk] } }),
  };
}

function userClient({ redirectUri }: AppPlan): JsonObject {
  return {
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
  };
}

function roleCalls({ role }: AppPlan): PlannedCall[] {
  if (role === undefined) return [];
  return [
    {
      id: 'role',
      method: 'POST',
      path: '/oauth2/v1/clients/{appId}/roles',
      body: { type: role },
      purpose: `Make it a ${adminRoleNames[role]}`,
      keeps: [],
    },
  ];
}

const assignCalls: PlannedCall[] = [
  {
    id: 'findMe',
    method: 'GET',
    path: '/api/v1/users/me',
    purpose: 'Find the owner of the API token',
    keeps: [],
  },
  {
    id: 'assignMe',
    method: 'POST',
    path: '/api/v1/apps/{appId}/users',
    body: { id: '{userId}', scope: 'USER' },
    purpose: 'Let that person use the app',
    keeps: [],
  },
];

const keep = (expression: string, variable: string): ExtractionRule => ({
  source: 'body',
  expression,
  target: 'environment',
  variable,
});

/** The calls that take an app away again: it has to be switched off first. */
export const removeAppCalls = [
  { method: 'POST', path: '/api/v1/apps/{appId}/lifecycle/deactivate' },
  { method: 'DELETE', path: '/api/v1/apps/{appId}' },
] as const;

/** Makes a request of a planned call, with the API token `{{apikey}}`. */
export function requestOfCall(
  call: { method: string; path: string; body?: JsonObject; keeps?: ExtractionRule[] },
  urlVariable: string,
  found: { appId?: string | undefined; userId?: string | undefined },
): Request {
  const { appId = '', userId = '' } = found;
  const path = call.path.replace('{appId}', encodeURIComponent(appId));
  const filled = (_: string, value: unknown) => (value === '{userId}' ? userId : value);
  return {
    ...emptyRequest(),
    method: call.method,
    url: `{{${urlVariable}}}${path}`,
    headers: [{ key: 'Accept', value: 'application/json' }],
    auth: {
      type: 'apikey',
      credentials: [
        { key: 'key', value: 'Authorization' },
        { key: 'value', value: 'SSWS {{apikey}}' },
        { key: 'in', value: 'header' },
      ],
    },
    ...(call.body === undefined
      ? {}
      : { body: { type: 'raw', language: 'json', content: JSON.stringify(call.body, filled) } }),
    ...(call.keeps === undefined || call.keeps.length === 0 ? {} : { extractions: call.keeps }),
  };
}
