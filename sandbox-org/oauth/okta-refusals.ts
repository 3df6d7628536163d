/** Refusals of the token endpoint that Okta words in its own way. */
import type { Middleware } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Org } from '../org.ts';
import { authMethodOf, requiresDpop } from './clients.ts';

const NEEDS_PRIVATE_KEY =
  'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.';

/** Rewrites the provider's refusals; looks only at requests that failed. */
export const oktaRefusals =
  (org: Org): Middleware =>
  async (context, next) => {
    await next();
    if (context.path !== '/oauth2/v1/token' || context.status < 400) return;
    const { params, client } = (context as unknown as KoaContextWithOIDC).oidc;
    const app = org.state.apps.get(String(client?.clientId));
    const body = context.body as { error?: string; error_description?: string } | undefined;
    if (params === undefined || app === undefined || body?.error === undefined) return;
    const usesKey = authMethodOf(app) === 'private_key_jwt' && params['client_assertion'] !== undefined;
    if (params['grant_type'] === 'client_credentials' && !usesKey) {
      context.status = 401;
      context.body = { error: 'invalid_client', error_description: NEEDS_PRIVATE_KEY };
      return;
    }
    if (requiresDpop(app) && body.error === 'invalid_grant' && context.get('dpop') === '') {
      context.status = 400;
      context.body = {
        error: 'invalid_dpop_proof',
        error_description: 'The DPoP proof JWT header is missing.',
      };
    }
  };
