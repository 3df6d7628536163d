import type { Auth } from '../../auth/auth.ts';
import type { OAuth2Config } from '../../auth/oauth2/config.ts';
import type { JsonObject } from '../../json-value.ts';
import { asText, field, isObject } from '../../postman/residue.ts';
import { authOf } from '../auth-of.ts';
import { bearerAuthOf, noteForeignAuth, oauth2AuthOf, signedAuthOf } from '../foreign-auth.ts';
import type { NoteBook } from '../notes.ts';

/** Reads an authorization of Hoppscotch: `inherit` is nothing of its own, one that is switched off sends nothing. */
export function readHoppscotchAuth(raw: JsonObject, notes: NoteBook, where: string[]): Auth | undefined {
  const type = asText(field(raw, 'authType'));
  if (type === '' || type === 'inherit') return undefined;
  if (type === 'none' || field(raw, 'authActive') === false) return { type: 'noauth', credentials: [] };
  const text = (key: string) => asText(field(raw, key));
  switch (type) {
    case 'basic':
      return authOf('basic', { username: text('username'), password: text('password') });
    case 'bearer':
      return bearerAuthOf(text('token'), '');
    case 'api-key': {
      const isInQuery = /^query/i.test(text('addTo'));
      return authOf('apikey', {
        key: text('key'),
        value: text('value'),
        in: isInQuery ? 'query' : 'header',
      });
    }
    case 'oauth-2': {
      const info = field(raw, 'grantTypeInfo');
      return oauth2AuthOf(isObject(info) ? oauth2(info) : olderOAuth2(text));
    }
    default: {
      const signed = signedAuthOf(typeNames[type] ?? type, (key) => text(fieldNames[key] ?? key));
      if (signed !== undefined) return signed;
      noteForeignAuth(notes, where, type);
      const kept = Object.entries(raw).filter(([key]) => key !== 'authType' && key !== 'authActive');
      return authOf(type, Object.fromEntries(kept));
    }
  }
}

/** Hoppscotch's names of what others call so. */
const typeNames: Readonly<Record<string, string>> = {
  'aws-signature': 'awsv4',
  'akamai-eg': 'edgegrid',
};
const fieldNames: Readonly<Record<string, string>> = {
  id: 'authId',
  key: 'authKey',
  validatePayload: 'includePayloadHash',
  baseURL: 'host',
  accessKeyId: 'accessKey',
  secretAccessKey: 'secretKey',
  sessionToken: 'serviceToken',
  service: 'serviceName',
};

function oauth2(info: JsonObject): Partial<OAuth2Config> {
  const text = (key: string) => asText(field(info, key));
  const common = { clientId: text('clientID'), clientSecret: text('clientSecret'), scope: text('scopes') };
  switch (text('grantType')) {
    // The one endpoint of these two is the token endpoint, whatever its name.
    case 'CLIENT_CREDENTIALS': {
      const isInBody = text('clientAuthentication') === 'IN_BODY';
      const clientAuthentication = isInBody ? 'client_secret_post' : 'client_secret_basic';
      const grantType = 'client_credentials';
      return { ...common, grantType, accessTokenUrl: text('authEndpoint'), clientAuthentication };
    }
    case 'PASSWORD': {
      const [username, password] = [text('username'), text('password')];
      const grantType = 'password_credentials';
      return { ...common, grantType, accessTokenUrl: text('authEndpoint'), username, password };
    }
    case 'IMPLICIT':
      return { ...common, grantType: 'implicit', authUrl: text('authEndpoint') };
    default: {
      const usesPkce = field(info, 'isPKCE') === true;
      return {
        ...common,
        grantType: usesPkce ? 'authorization_code_with_pkce' : 'authorization_code',
        authUrl: text('authEndpoint'),
        accessTokenUrl: text('tokenEndpoint'),
        challengeMethod: text('codeVerifierMethod') === 'plain' ? 'plain' : 'S256',
      };
    }
  }
}

/** Before version 3 there was one grant. */
function olderOAuth2(text: (key: string) => string): Partial<OAuth2Config> {
  return {
    grantType: 'authorization_code_with_pkce',
    authUrl: text('authURL'),
    accessTokenUrl: text('accessTokenURL'),
    clientId: text('clientID'),
    scope: text('scope'),
    issuer: text('oidcDiscoveryURL'),
  };
}
