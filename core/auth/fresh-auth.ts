import type { Auth } from './auth.ts';
import { newOAuth2Config } from './oauth2/config.ts';
import { writeOAuth2Config } from './oauth2/config-format.ts';

/**
 * Gives an authorization of a type as it starts out in the editor. OAuth 2.0 starts with Okta's addresses and the
 * guide's variables, a JWT with a payload to fill in; others are empty.
 */
export function freshAuth(type: string): Auth {
  const empty: Auth = { type, credentials: [] };
  if (type === 'jwt') return { type, credentials: [{ key: 'payload', value: '{\n  "sub": ""\n}' }] };
  if (type !== 'oauth2') return empty;
  return writeOAuth2Config(empty, {
    ...newOAuth2Config(),
    authUrl: '{{url}}/oauth2/v1/authorize',
    accessTokenUrl: '{{url}}/oauth2/v1/token',
    clientId: '{{clientId}}',
    clientSecret: '{{clientSecret}}',
    clientAuthentication: 'client_secret_post',
    scope: 'okta.users.read',
  });
}
