import type { Auth } from '../../auth/auth.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { equalJson, field, isObject, textField } from '../../postman/residue.ts';
import { authOf } from '../auth-of.ts';
import type { References } from './references.ts';

/** Reads what a description says about authorization. */
export class Security {
  private readonly schemes: JsonObject;
  private readonly references: References;

  constructor(document: JsonObject, references: References) {
    const components = field(document, 'components');
    const schemes = isObject(components)
      ? field(components, 'securitySchemes')
      : field(document, 'securityDefinitions');
    this.schemes = isObject(schemes) ? schemes : {};
    this.references = references;
  }

  /**
   * Makes an authorization of a `security` list: the first choice that Postern can send, else the first it knows. An
   * empty list means none, an absent one inherits.
   */
  read(security: JsonValue | undefined): Auth | undefined {
    if (!Array.isArray(security)) return undefined;
    const choices = security.filter(isObject);
    if (choices.length === 0 || choices.some((choice) => Object.keys(choice).length === 0)) {
      return { type: 'noauth', credentials: [] };
    }
    const known = choices.flatMap((choice) => {
      const [name, scopes] = Object.entries(choice)[0] ?? [];
      const auth = name === undefined ? undefined : this.scheme(name, scopes ?? null);
      return auth === undefined ? [] : [auth];
    });
    return known.find(({ type }) => type !== 'oauth2') ?? known[0];
  }

  private scheme(name: string, scopes: JsonValue): Auth | undefined {
    const scheme = this.references.resolve(field(this.schemes, name));
    if (scheme === undefined) return undefined;
    const type = textField(scheme, 'type');
    const kind = textField(scheme, 'scheme')?.toLowerCase();
    if (type === 'basic' || (type === 'http' && kind === 'basic')) {
      return authOf('basic', { username: '{{username}}', password: '{{password}}' });
    }
    if (type === 'http' && kind === 'bearer') return authOf('bearer', { token: '{{bearerToken}}' });
    if (type === 'apiKey') return apiKey(scheme);
    if (type !== 'oauth2' && type !== 'openIdConnect') return undefined;
    return oauth(scheme, Array.isArray(scopes) ? scopes : []);
  }
}

function apiKey(scheme: JsonObject): Auth | undefined {
  const place = textField(scheme, 'in');
  if (place !== 'header' && place !== 'query') return undefined;
  // Okta's API token has a scheme of its own before it, which the description only tells in words.
  const ssws = /\bSSWS\b/.test(textField(scheme, 'description') ?? '');
  const value = ssws ? 'SSWS {{apikey}}' : '{{apiKey}}';
  return authOf('apikey', { key: textField(scheme, 'name') ?? '', value, in: place });
}

function oauth(scheme: JsonObject, scopes: JsonValue[]): Auth {
  const flows = field(scheme, 'flows');
  const [flow] = isObject(flows) ? Object.entries(flows) : [];
  const details = flow !== undefined && isObject(flow[1]) ? flow[1] : scheme;
  const grants: Record<string, string> = {
    authorizationCode: 'authorization_code_with_pkce',
    accessCode: 'authorization_code_with_pkce',
    clientCredentials: 'client_credentials',
    application: 'client_credentials',
    implicit: 'implicit',
    password: 'password_credentials',
  };
  const named = flow?.[0] ?? textField(scheme, 'flow') ?? '';
  const address = (key: string) => {
    const url = textField(details, key) ?? '';
    return url.startsWith('/') ? `{{baseUrl}}${url}` : url;
  };
  return authOf('oauth2', {
    grant_type: Object.hasOwn(grants, named) ? (grants[named] ?? '') : 'authorization_code_with_pkce',
    authUrl: address('authorizationUrl'),
    accessTokenUrl: address('tokenUrl'),
    clientId: '{{clientId}}',
    clientSecret: '{{clientSecret}}',
    scope: scopes.filter((scope) => typeof scope === 'string').join(' '),
    addTokenTo: 'header',
    headerPrefix: 'Bearer',
  });
}

/** Tells whether two authorizations are the same. */
export function sameAuth(left: Auth | undefined, right: Auth | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.type === right.type && equalJson(values(left), values(right));
}

function values(auth: Auth): JsonObject {
  return Object.fromEntries(auth.credentials.map(({ key, value }) => [key, value]));
}
