import type { Auth } from '../../auth/auth.ts';
import type { OAuth2Config } from '../../auth/oauth2/config.ts';
import type { RequestParameter } from '../../auth/oauth2/request-parameter.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, omit } from '../../postman/residue.ts';
import { authOf } from '../auth-of.ts';
import { bearerAuthOf, noteForeignAuth, oauth2AuthOf, signedAuthOf } from '../foreign-auth.ts';
import type { NoteBook } from '../notes.ts';
import { objectIn, objectsIn } from './fields.ts';

/** Reads an authorization: `inherit` is `undefined`, and an absent one whatever the caller says it means. */
export function readAuth(
  raw: JsonValue | undefined,
  absent: Auth | undefined,
  notes: NoteBook,
  where: string[],
): Auth | undefined {
  if (raw === 'inherit') return undefined;
  if (!isObject(raw)) return raw === 'none' ? noAuth : absent;
  const text = (key: string) => asText(field(raw, key));
  const type = text('type');
  switch (type) {
    case '':
    case 'none':
      return noAuth;
    case 'inherit':
      return undefined;
    case 'basic':
      return authOf('basic', { username: text('username'), password: text('password') });
    case 'bearer':
      return bearerAuthOf(text('token'), '');
    case 'apikey': {
      const place = text('placement').startsWith('query') ? 'query' : 'header';
      return authOf('apikey', { key: text('key'), value: text('value'), in: place });
    }
    case 'oauth2':
      return oauth2(raw);
    default: {
      const signed = signedAuthOf(type, text);
      if (signed !== undefined) return signed;
      noteForeignAuth(notes, where, type);
      return authOf(type, omit(raw, new Set(['type'])));
    }
  }
}

/** Sends nothing. */
export const noAuth: Auth = { type: 'noauth', credentials: [] };

const grants: Readonly<Record<string, OAuth2Config['grantType']>> = {
  client_credentials: 'client_credentials',
  implicit: 'implicit',
  resource_owner_password_credentials: 'password_credentials',
  resource_owner_password: 'password_credentials',
};

function oauth2(raw: JsonObject): Auth {
  const text = (key: string, holder = raw) => asText(field(holder, key));
  const [credentials, owner, token] = [
    objectIn(raw, 'credentials'),
    objectIn(raw, 'resourceOwner'),
    objectIn(objectIn(raw, 'tokenConfig'), 'placement'),
  ];
  const pkce = field(raw, 'pkce');
  const usesPkce = isObject(pkce) && field(pkce, 'disabled') !== true;
  const prefix = text('header', token);
  const parameters = objectIn(raw, 'additionalParameters');
  return oauth2AuthOf({
    grantType: grants[text('flow')] ?? (usesPkce ? 'authorization_code_with_pkce' : 'authorization_code'),
    callbackUrl: text('callbackUrl'),
    authUrl: text('authorizationUrl'),
    accessTokenUrl: text('accessTokenUrl'),
    refreshTokenUrl: text('refreshTokenUrl'),
    clientId: text('clientId', credentials),
    clientSecret: text('clientSecret', credentials),
    scope: text('scope'),
    state: text('state'),
    username: text('username', owner),
    password: text('password', owner),
    clientAuthentication:
      text('placement', credentials) === 'basic_auth_header' ? 'client_secret_basic' : 'client_secret_post',
    addTokenTo: Object.hasOwn(token, 'query') ? 'queryParams' : 'header',
    ...(prefix === '' ? {} : { headerPrefix: prefix }),
    authRequestParameters: parametersOf(parameters, 'authorizationRequest'),
    tokenRequestParameters: parametersOf(parameters, 'accessTokenRequest'),
    refreshRequestParameters: parametersOf(parameters, 'refreshTokenRequest'),
  });
}

const places: Readonly<Record<string, RequestParameter['sendAs']>> = {
  header: 'request_header',
  query: 'request_url',
};

function parametersOf(raw: JsonObject, request: string): RequestParameter[] {
  return objectsIn(raw, request).map((entry) => ({
    key: asText(field(entry, 'name')),
    value: asText(field(entry, 'value')),
    enabled: field(entry, 'disabled') !== true,
    sendAs: places[asText(field(entry, 'placement'))] ?? 'request_body',
  }));
}
