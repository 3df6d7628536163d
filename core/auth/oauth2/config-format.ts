import type { JsonObject, JsonValue } from '../../json-value.ts';
import { sameValue } from '../../same-value.ts';
import type { Auth, Credential } from '../auth.ts';
import {
  type OAuth2Config,
  clientAuthenticationMethods,
  newOAuth2Config,
  oauth2GrantTypes,
} from './config.ts';
import { type RequestParameter, sendAsValues } from './request-parameter.ts';

/** Fields that stand in one credential as text, by Postman's name where it has one; the rest are ours. */
const textKeys = {
  tokenName: 'tokenName',
  callbackUrl: 'redirect_uri',
  authUrl: 'authUrl',
  accessTokenUrl: 'accessTokenUrl',
  refreshTokenUrl: 'refreshTokenUrl',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  codeVerifier: 'code_verifier',
  scope: 'scope',
  state: 'state',
  username: 'username',
  password: 'password',
  grantAssertion: 'assertion',
  grantIssuer: 'assertionIssuer',
  grantSubject: 'assertionSubject',
  grantAudience: 'assertionAudience',
  grantClaims: 'assertionClaims',
  subjectToken: 'subjectToken',
  subjectTokenType: 'subjectTokenType',
  actorToken: 'actorToken',
  actorTokenType: 'actorTokenType',
  requestedTokenType: 'requestedTokenType',
  loginHint: 'loginHint',
  idTokenHint: 'idTokenHint',
  bindingMessage: 'bindingMessage',
  audience: 'audience',
  resource: 'resource',
  headerPrefix: 'headerPrefix',
  accessToken: 'accessToken',
  keyId: 'clientAssertionKeyId',
  assertionAlgorithm: 'clientAssertionAlgorithm',
  issuer: 'issuer',
  deviceAuthorizationUrl: 'deviceAuthorizationUrl',
  backchannelAuthenticationUrl: 'backchannelAuthenticationUrl',
  pushedAuthorizationUrl: 'pushedAuthorizationUrl',
  revocationUrl: 'revocationUrl',
  introspectionUrl: 'introspectionUrl',
  userInfoUrl: 'userInfoUrl',
} as const satisfies Partial<Record<keyof OAuth2Config, string>>;

/** Fields with a closed list of values. */
const choiceKeys = {
  grantType: { key: 'grant_type', values: oauth2GrantTypes },
  challengeMethod: { key: 'challengeAlgorithm', values: ['S256', 'plain'] },
  addTokenTo: { key: 'addTokenTo', values: ['header', 'queryParams'] },
  assertionAudience: { key: 'clientAssertionAudience', values: ['endpoint', 'issuer'] },
  dpop: { key: 'dpop', values: ['off', 'on', 'auto'] },
  pushedAuthorization: { key: 'pushedAuthorization', values: ['off', 'on', 'auto'] },
} as const;

const listKeys = {
  authRequestParameters: 'authRequestParams',
  tokenRequestParameters: 'tokenRequestParams',
  refreshRequestParameters: 'refreshRequestParams',
} as const;

const methodKey = 'clientAuthenticationMethod';
const postmanMethodKey = 'client_authentication';

/** What an absent credential means, as Postman reads it; a fresh form starts from {@link newOAuth2Config}. */
const absent: OAuth2Config = { ...newOAuth2Config(), callbackUrl: '', grantType: 'authorization_code' };

/**
 * Reads the set-up from an authorization of type `oauth2`. Nothing is refused: a value Postern does not know reads as
 * if it were absent and stays in the credentials until its field is edited.
 */
export function readOAuth2Config(auth: Auth): OAuth2Config {
  const read = (key: string) => auth.credentials.find((credential) => credential.key === key)?.value;
  const config: OAuth2Config = { ...absent };
  for (const [field, key] of entries(textKeys)) config[field] = asText(read(key)) ?? absent[field];
  // Older exports name the redirect `callbackUrl`.
  if (config.callbackUrl === '') config.callbackUrl = asText(read('callbackUrl')) ?? '';
  for (const [field, { key, values }] of entries(choiceKeys)) {
    const found = (values as readonly JsonValue[]).find((value) => value === read(key));
    if (found !== undefined) Object.assign(config, { [field]: found });
  }
  for (const [field, key] of entries(listKeys)) config[field] = readParameters(read(key));
  const method = clientAuthenticationMethods.find((value) => value === read(methodKey));
  const fallback = read(postmanMethodKey) === 'body' ? 'client_secret_post' : 'client_secret_basic';
  config.clientAuthentication = method ?? fallback;
  return config;
}

/**
 * Writes a set-up into an authorization. Only credentials whose field changed are touched: names Postern does not know,
 * their order, their `type` and values it reads differently all survive.
 */
export function writeOAuth2Config(auth: Auth, config: OAuth2Config): Auth {
  const before = auth.type === 'oauth2' ? readOAuth2Config(auth) : absent;
  let credentials = auth.type === 'oauth2' ? auth.credentials : [];
  const set = (key: string, value: JsonValue) => {
    credentials = setCredential(credentials, key, value);
  };
  for (const [field, key] of entries(textKeys)) {
    if (config[field] !== before[field]) set(key, config[field]);
  }
  if (config.callbackUrl !== before.callbackUrl && credentials.some(({ key }) => key === 'callbackUrl')) {
    set('callbackUrl', config.callbackUrl);
  }
  for (const [field, { key }] of entries(choiceKeys)) {
    if (config[field] !== before[field]) set(key, config[field]);
  }
  for (const [field, key] of entries(listKeys)) {
    if (!sameValue(config[field], before[field])) set(key, writeParameters(config[field], credentials, key));
  }
  if (config.clientAuthentication !== before.clientAuthentication) {
    credentials = writeMethod(credentials, config.clientAuthentication);
  }
  return { ...auth, type: 'oauth2', credentials };
}

/** Postman's own field says what it can; ours says what it cannot, and goes when it is not needed. */
function writeMethod(credentials: Credential[], method: OAuth2Config['clientAuthentication']): Credential[] {
  const inPostman = method === 'client_secret_basic' || method === 'client_secret_post';
  const placed = setCredential(
    credentials,
    postmanMethodKey,
    method === 'client_secret_basic' ? 'header' : 'body',
  );
  return inPostman ? placed.filter(({ key }) => key !== methodKey) : setCredential(placed, methodKey, method);
}

function setCredential(credentials: readonly Credential[], key: string, value: JsonValue): Credential[] {
  if (!credentials.some((credential) => credential.key === key)) {
    const type = typeof value === 'string' ? 'string' : 'any';
    return [...credentials, { key, value, type }];
  }
  return credentials.map((credential) => (credential.key === key ? { ...credential, value } : credential));
}

function readParameters(value: JsonValue | undefined): RequestParameter[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRow).map((row) => ({
    key: asText(row['key']) ?? '',
    value: asText(row['value']) ?? '',
    enabled: row['enabled'] !== false && row['disabled'] !== true,
    sendAs: sendAsValues.find((known) => known === row['send_as']) ?? 'request_body',
  }));
}

/** Keeps what a row of the same name and value carried besides, such as a description. */
function writeParameters(
  rows: readonly RequestParameter[],
  credentials: readonly Credential[],
  key: string,
): JsonValue {
  const old = credentials.find((credential) => credential.key === key)?.value;
  const known = Array.isArray(old) ? old.filter(isRow) : [];
  return rows.map((row) => ({
    ...known.find((candidate) => asText(candidate['key']) === row.key),
    key: row.key,
    value: row.value,
    enabled: row.enabled,
    send_as: row.sendAs,
  }));
}

function isRow(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function entries<T extends object>(table: T): [keyof T, T[keyof T]][] {
  return Object.entries(table) as [keyof T, T[keyof T]][];
}
