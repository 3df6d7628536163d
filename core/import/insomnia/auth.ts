import type { Auth } from '../../auth/auth.ts';
import type { OAuth2Config } from '../../auth/oauth2/config.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject } from '../../postman/residue.ts';
import { authOf } from '../auth-of.ts';
import { bearerAuthOf, noteForeignAuth, oauth2AuthOf, signedAuthOf } from '../foreign-auth.ts';
import { countOf } from '../../count-of.ts';
import type { NoteBook } from '../notes.ts';

/** Reads an authorization of Insomnia, its texts already turned: an empty one inherits, a disabled one sends nothing. */
export function readInsomniaAuth(
  raw: JsonValue | undefined,
  notes: NoteBook,
  where: string[],
): Auth | undefined {
  if (!isObject(raw)) return undefined;
  const type = asText(field(raw, 'type'));
  if (type === '') return undefined;
  if (type === 'none') return { type: 'noauth', credentials: [] };
  if (field(raw, 'disabled') === true) {
    notes.tally(
      'auth.disabled',
      'changed',
      where,
      (count) =>
        `${countOf(count, 'authorization')} that was switched off became "No Auth"; its fields are kept in the file.`,
    );
    return { type: 'noauth', credentials: [] };
  }
  const text = (key: string) => asText(field(raw, key));
  switch (type) {
    case 'basic':
      return authOf('basic', { username: text('username'), password: text('password') });
    case 'bearer':
      return bearerAuthOf(text('token'), text('prefix'));
    case 'apikey':
      return apiKey(text);
    case 'oauth2':
      return oauth2(raw, text);
    default: {
      const signed = signedAuthOf(type, text);
      if (signed !== undefined) return signed;
      noteForeignAuth(notes, where, type);
      return authOf(type, Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'type')));
    }
  }
}

/** An API key in a cookie is a cookie line. */
function apiKey(text: (key: string) => string): Auth {
  const place = text('addTo');
  if (place === 'cookie') {
    return authOf('apikey', { key: 'Cookie', value: `${text('key')}=${text('value')}`, in: 'header' });
  }
  return authOf('apikey', {
    key: text('key'),
    value: text('value'),
    in: place === 'queryParams' ? 'query' : 'header',
  });
}

function oauth2(raw: JsonObject, text: (key: string) => string): Auth {
  const prefix = text('tokenPrefix');
  return oauth2AuthOf({
    grantType: grantOf(text('grantType'), field(raw, 'usePkce') === true),
    callbackUrl: text('redirectUrl'),
    authUrl: text('authorizationUrl'),
    accessTokenUrl: text('accessTokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    challengeMethod: text('pkceMethod') === 'plain' ? 'plain' : 'S256',
    scope: text('scope'),
    state: text('state'),
    username: text('username'),
    password: text('password'),
    audience: text('audience'),
    resource: text('resource'),
    clientAuthentication:
      field(raw, 'credentialsInBody') === true ? 'client_secret_post' : 'client_secret_basic',
    ...(prefix === '' ? {} : { headerPrefix: prefix }),
  });
}

function grantOf(name: string, pkce: boolean): OAuth2Config['grantType'] {
  switch (name) {
    case 'client_credentials':
    case 'implicit':
    case 'refresh_token':
    case 'device_code':
      return name;
    case 'password':
      return 'password_credentials';
    default:
      return pkce ? 'authorization_code_with_pkce' : 'authorization_code';
  }
}
