import type { JsonObject } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';

/** Gives the authorization of a workspace, folder or request by Insomnia's names; nothing where it is inherited. */
export function fromYaakAuth(thing: JsonObject): JsonObject {
  const type = textField(thing, 'authenticationType');
  const raw = field(thing, 'authentication');
  const fields = isObject(raw) ? raw : {};
  if (type === undefined || type === '') return {};
  const text = (key: string) => asText(field(fields, key));
  const disabled: JsonObject = field(fields, 'disabled') === true ? { disabled: true } : {};
  switch (type) {
    case 'apikey':
      return {
        ...disabled,
        type,
        key: text('key'),
        value: text('value'),
        addTo: text('location') === 'query' ? 'queryParams' : 'header',
      };
    case 'oauth2':
      return { ...disabled, ...oauth2(fields, text) };
    default:
      return { ...fields, type };
  }
}

function oauth2(fields: JsonObject, text: (key: string) => string): JsonObject {
  return {
    type: 'oauth2',
    grantType: text('grantType') || 'authorization_code',
    usePkce: field(fields, 'usePkce') === true,
    pkceMethod: text('pkceChallengeMethod') === 'plain' ? 'plain' : 'S256',
    redirectUrl: text('redirectUri'),
    authorizationUrl: text('authorizationUrl'),
    accessTokenUrl: text('accessTokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    scope: text('scope'),
    state: text('state'),
    audience: text('audience'),
    username: text('username'),
    password: text('password'),
    tokenPrefix: text('headerPrefix'),
    credentialsInBody: text('credentials') !== 'basic',
  };
}
