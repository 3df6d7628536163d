/** The org's OpenID Connect apps as clients of the provider. */
import { generateKeyPairSync } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';
import { objectAt, textsAt } from '../json-value.ts';
import type { App, Org } from '../org.ts';
import { allScopes, apiScopes } from './scopes.ts';

/** A key nobody holds: a client may not be without keys, not even before its first is registered. */
const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  format: 'jwk',
});
const unusableKey = { kty, crv, x, y, kid: 'none-registered', use: 'sig' };

/** How an app proves who it is; undefined for an app that is no client. */
export const authMethodOf = (app: App): string | undefined => {
  const method = objectAt(app.credentials, 'oauthClient')['token_endpoint_auth_method'];
  return typeof method === 'string' ? method : undefined;
};

/** True for an app that has to bind its tokens to a key. @see RFC 9449 */
export const requiresDpop = (app: App): boolean =>
  objectAt(app.settings, 'oauthClient')['dpop_bound_access_tokens'] === true;

/** The metadata of a client, made from its app at each look, so that keys count at once. */
export function clientMetadata(org: Org, clientId: string, secret: string): AdapterPayload | undefined {
  const app = org.state.apps.get(clientId);
  const method = app && authMethodOf(app);
  if (app === undefined || method === undefined || app.status !== 'ACTIVE') return undefined;
  const settings = objectAt(app.settings, 'oauthClient');
  const grants = textsAt(settings, 'grant_types');
  const isService = method === 'private_key_jwt';
  return {
    client_id: app.id,
    client_name: app.label,
    application_type: settings['application_type'] === 'native' ? 'native' : 'web',
    token_endpoint_auth_method: method,
    grant_types: grants,
    response_types: grants.includes('authorization_code') ? ['code'] : [],
    redirect_uris: textsAt(settings, 'redirect_uris'),
    scope: (isService ? apiScopes : allScopes).join(' '),
    dpop_bound_access_tokens: requiresDpop(app),
    ...(method.startsWith('client_secret') && { client_secret: app.secret ?? secret }),
    ...(isService && {
      jwks: { keys: app.keys.length > 0 ? app.keys.map(({ jwk }) => jwk) : [unusableKey] },
    }),
  } as AdapterPayload;
}
