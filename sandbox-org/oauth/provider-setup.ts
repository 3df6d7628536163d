/** How the OpenID provider is set up to behave as an Okta org's own authorization server does. */
import { randomBytes } from 'node:crypto';
import type { Configuration, errors as ProviderErrors, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { ungrantedScopes } from '../app-grants.ts';
import type { Org } from '../org.ts';
import { displayNameOf, loginOf } from '../user-view.ts';
import { type AccessTokens, proofAlgorithms } from './access-tokens.ts';
import { clientMetadata } from './clients.ts';
import { escapeHtml, pageHeaders, pageHtml } from './page.ts';
import { allScopes } from './scopes.ts';
import type { OAuthStore } from './store.ts';

/** What the set-up is made of. */
export interface ProviderParts {
  readonly org: Org;
  readonly clientSecret: string;
  readonly tokenLifetimeSec: number;
  readonly store: OAuthStore;
  readonly tokens: AccessTokens;
  readonly signingKey: JWK;
  readonly errors: typeof ProviderErrors;
}

const MINUTE_SEC = 60;
const HOUR_SEC = 60 * MINUTE_SEC;
const DAY_SEC = 24 * HOUR_SEC;

/** An assertion may live this long. */
const MAX_ASSERTION_SEC = HOUR_SEC;

/** The provider's configuration. */
export function providerConfiguration(parts: ProviderParts): Configuration {
  const { org, store, tokenLifetimeSec } = parts;
  return {
    adapter: (model) =>
      model === 'Client'
        ? {
            ...store.adapterFor(model),
            find: (id) => Promise.resolve(clientMetadata(org, id, parts.clientSecret)),
          }
        : store.adapterFor(model),
    jwks: { keys: [parts.signingKey] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: [...allScopes],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: [...proofAlgorithms],
      dPoPSigningAlgValues: [...proofAlgorithms],
    },
    pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
    routes: {
      authorization: '/oauth2/v1/authorize',
      token: '/oauth2/v1/token',
      jwks: '/oauth2/v1/keys',
      introspection: '/oauth2/v1/introspect',
      revocation: '/oauth2/v1/revoke',
      userinfo: '/oauth2/v1/userinfo',
      pushed_authorization_request: '/oauth2/v1/par',
      device_authorization: '/oauth2/v1/device/authorize',
      code_verification: '/activate',
      end_session: '/oauth2/v1/logout',
    },
    ttl: {
      AccessToken: tokenLifetimeSec,
      ClientCredentials: tokenLifetimeSec,
      IdToken: HOUR_SEC,
      AuthorizationCode: 5 * MINUTE_SEC,
      DeviceCode: 10 * MINUTE_SEC,
      Interaction: HOUR_SEC,
      Session: DAY_SEC,
      Grant: 90 * DAY_SEC,
      RefreshToken: 90 * DAY_SEC,
    },
    expiresWithSession: () => false,
    findAccount: (_ctx, id) => account(org, id),
    interactions: { url: (_ctx, interaction) => `/signin/${interaction.uid}` },
    features: features(parts),
    formats: {
      customizers: { jwt: (_ctx, token, structured) => shapeAccessToken(parts, token, structured.payload) },
    },
    assertJwtClientAuthClaimsAndHeader: (ctx, claims) => checkAssertion(parts, ctx, claims),
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      render(
        ctx,
        'That did not work',
        `<p role="alert">${escapeHtml(out.error_description ?? out.error)}</p>`,
      );
    },
  };
}

function features(parts: ProviderParts): NonNullable<Configuration['features']> {
  const { org } = parts;
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId,
    },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId },
    pushedAuthorizationRequests: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        render(
          ctx,
          'Sign out',
          `${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>`,
        );
      },
      postLogoutSuccessSource: (ctx) => render(ctx, 'Signed out', '<p>You can close this page.</p>'),
    },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (ctx, _form, _out, error) => {
        const secret = (ctx.oidc.session?.state as { secret?: string } | undefined)?.secret ?? '';
        render(
          ctx,
          'Activate a device',
          `${error === undefined ? '' : '<p role="alert">The code is wrong or has expired.</p>'}
<form method="post" action="/activate"><input type="hidden" name="xsrf" value="${escapeHtml(secret)}">
<label>Activation code <input name="user_code" autocomplete="off" required></label>
<button type="submit">Next</button></form>`,
        );
      },
      userCodeConfirmSource: (ctx, form, client, _device, userCode) => {
        render(
          ctx,
          'Activate a device',
          `<p><strong>${escapeHtml(client.clientName ?? client.clientId)}</strong> shows the code
<code>${escapeHtml(userCode)}</code>?</p>${form}<button type="submit" form="op.deviceConfirmForm">Confirm</button>
<button type="submit" form="op.deviceConfirmForm" value="yes" name="abort">Cancel</button>`,
        );
      },
      successSource: (ctx) => render(ctx, 'Device activated', '<p>Go back to your device.</p>'),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => org.url,
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource) => {
        if (resource !== org.url) throw new parts.errors.InvalidTarget();
        checkScopes(parts, ctx);
        return {
          scope: allScopes.join(' '),
          audience: org.url,
          accessTokenFormat: 'jwt',
          accessTokenTTL: parts.tokenLifetimeSec,
          jwt: { sign: { alg: 'RS256' } },
        };
      },
    },
  };
}

function render(ctx: KoaContextWithOIDC, title: string, content: string): void {
  ctx.set(pageHeaders());
  ctx.body = pageHtml(title, content);
}

/** The provider drops scopes it has never heard of; Okta refuses them, and those the app was not granted. */
function checkScopes({ errors, org }: ProviderParts, ctx: KoaContextWithOIDC): void {
  const asked = ctx.oidc.params?.['scope'];
  if (typeof asked !== 'string') return;
  const scopes = asked.split(' ').filter((scope) => scope !== '');
  const unknown = [
    ...scopes.filter((scope) => !allScopes.includes(scope)),
    ...ungrantedScopes(org, ctx.oidc.client?.clientId ?? '', scopes),
  ];
  if (unknown.length > 0) {
    throw new errors.InvalidScope(
      'One or more scopes are not configured for the authorization server resource.',
      unknown.join(' '),
    );
  }
}

/** Okta's names for what a token says: `scp`, `cid`, `uid`; `sub` is the login. */
function shapeAccessToken(
  { org, tokens }: ProviderParts,
  token: { readonly jti: string; readonly clientId?: string | undefined },
  payload: Record<string, unknown>,
): void {
  const { accountId, grantId } = token as { accountId?: string; grantId?: string };
  const user = org.state.users.get(accountId ?? '');
  payload['scp'] = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  payload['cid'] = token.clientId;
  if (user !== undefined) Object.assign(payload, { uid: user.id, sub: loginOf(user) });
  tokens.remember(String(payload['jti']), Number(payload['exp']), grantId);
}

/** Okta is stricter than the standard: the endpoint itself is the audience, and an hour is the longest life. */
function checkAssertion(
  { errors, org }: ProviderParts,
  ctx: KoaContextWithOIDC,
  claims: Readonly<Record<string, unknown>>,
): void {
  const refuse = (description: string): never => {
    const error = new errors.CustomOIDCProviderError('invalid_client', description);
    throw Object.assign(error, { status: 401, statusCode: 401 });
  };
  const audiences = [claims['aud']].flat();
  const { host } = new URL(org.url);
  const called = new Set(
    [host, host.replace('127.0.0.1', 'localhost')].map((name) => `http://${name}${ctx.path}`),
  );
  if (!audiences.some((audience) => typeof audience === 'string' && called.has(audience))) {
    refuse('The audience claim for client_assertion must be the endpoint invoked for the request.');
  }
  if (typeof claims['exp'] !== 'number' || claims['exp'] > Date.now() / 1000 + MAX_ASSERTION_SEC) {
    refuse('The client_assertion token has an expiration too far into the future.');
  }
}

/** A person as the provider sees them. */
function account(org: Org, id: string) {
  const user = org.state.users.get(id);
  if (user === undefined) return undefined;
  return {
    accountId: user.id,
    claims: () => ({
      sub: user.id,
      name: displayNameOf(user),
      preferred_username: loginOf(user),
      email: user.profile['email'],
      email_verified: true,
    }),
  };
}
