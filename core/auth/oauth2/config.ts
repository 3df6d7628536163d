import { z } from 'zod';
import { requestParameterSchema } from './request-parameter.ts';

/** Ways to get a token, by Postman's names; those it has no name for are ours. */
export const oauth2GrantTypes = [
  'authorization_code_with_pkce',
  'authorization_code',
  'client_credentials',
  'device_code',
  'refresh_token',
  'jwt_bearer',
  'token_exchange',
  'ciba',
  'implicit',
  'password_credentials',
] as const;
export type OAuth2GrantType = (typeof oauth2GrantTypes)[number];

/** Tells whether a grant needs nobody at a browser, so that a send may get the token by itself. */
export function isUnattendedGrant(grantType: string): boolean {
  return ['client_credentials', 'jwt_bearer', 'token_exchange'].includes(grantType);
}

/** Grants that new set-ups are not offered, and why. @see RFC 9700 sections 2.1.2 and 2.4 */
export const legacyGrantReasons: Partial<Record<OAuth2GrantType, string>> = {
  implicit:
    'Implicit hands the token over in the address bar, where it can leak. Kept for old servers; use Authorization Code with PKCE.',
  password_credentials:
    'Password gives your password to this app instead of the sign-in page. Kept for old servers; use Authorization Code with PKCE.',
};

/** How the client proves who it is. @see RFC 6749 section 2.3, OpenID Connect Core 1.0 section 9 */
export const clientAuthenticationMethods = [
  'none',
  'client_secret_post',
  'client_secret_basic',
  'client_secret_jwt',
  'private_key_jwt',
] as const;
export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number];

/**
 * An OAuth 2.0 set-up as the form shows it. Every text may hold `{{variables}}`; an empty text means "not set".
 * `config-format.ts` reads it from and writes it to Postman's credentials.
 */
export const oauth2ConfigSchema = z.object({
  grantType: z.enum(oauth2GrantTypes),
  tokenName: z.string(),
  callbackUrl: z.string(),
  authUrl: z.string(),
  accessTokenUrl: z.string(),
  /** Empty: the Access Token URL. */
  refreshTokenUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  challengeMethod: z.enum(['S256', 'plain']),
  /** Empty: generated. */
  codeVerifier: z.string(),
  scope: z.string(),
  /** Empty: generated. A typed one gets a random part. */
  state: z.string(),
  username: z.string(),
  password: z.string(),
  /** For `jwt_bearer`: an assertion made elsewhere; empty: signed with the key. @see RFC 7523 section 2.1 */
  grantAssertion: z.string().default(''),
  /** Its claims. Empty: `iss` is the client, `aud` the token endpoint, and there is no `sub`. */
  grantIssuer: z.string().default(''),
  grantSubject: z.string().default(''),
  grantAudience: z.string().default(''),
  /** A JSON object of further claims, which win. */
  grantClaims: z.string().default(''),
  /** For `token_exchange`. @see RFC 8693 section 2.1 */
  subjectToken: z.string().default(''),
  /** Empty: an access token. */
  subjectTokenType: z.string().default(''),
  actorToken: z.string().default(''),
  actorTokenType: z.string().default(''),
  /** Empty: the server's choice. */
  requestedTokenType: z.string().default(''),
  /** For `ciba`: who is to approve, by one of the two. @see OpenID Connect CIBA Core 1.0 section 7.1 */
  loginHint: z.string().default(''),
  idTokenHint: z.string().default(''),
  bindingMessage: z.string().default(''),
  clientAuthentication: z.enum(clientAuthenticationMethods),
  audience: z.string(),
  /** One or more, parted by spaces. @see RFC 8707 */
  resource: z.string(),
  authRequestParameters: z.array(requestParameterSchema),
  tokenRequestParameters: z.array(requestParameterSchema),
  refreshRequestParameters: z.array(requestParameterSchema),
  /** The word before the token in the header; `token_type` `DPoP` wins over it. */
  headerPrefix: z.string(),
  addTokenTo: z.enum(['header', 'queryParams']),
  /** A token pasted into the form; empty: the one Postern got. */
  accessToken: z.string(),
  /** Which stored key signs; for `private_key_jwt`. */
  keyId: z.string(),
  /** Algorithm of the client assertion; empty: the key's own. */
  assertionAlgorithm: z.string(),
  /** Whom the client assertion names as its audience: the endpoint that is called (Okta), or the issuer. */
  assertionAudience: z.enum(['endpoint', 'issuer']),
  /** `auto` turns itself on after the server asks for a proof. @see RFC 9449 */
  dpop: z.enum(['off', 'on', 'auto']),
  /** `auto`: where the server requires it. @see RFC 9126 */
  pushedAuthorization: z.enum(['off', 'on', 'auto']),
  issuer: z.string(),
  deviceAuthorizationUrl: z.string(),
  backchannelAuthenticationUrl: z.string().default(''),
  pushedAuthorizationUrl: z.string(),
  revocationUrl: z.string(),
  introspectionUrl: z.string(),
  userInfoUrl: z.string(),
  /** In a resolved set-up: the secrets in it that may go to some hosts only, by the fields they stand in. */
  boundSecrets: z
    .array(
      z.object({
        name: z.string(),
        value: z.string(),
        hosts: z.array(z.string()).readonly(),
        parts: z.array(z.string()).readonly(),
      }),
    )
    .optional(),
});
export type OAuth2Config = z.infer<typeof oauth2ConfigSchema>;

/** Fields whose text is an address of the server, and goes to that address only. */
export const addressFields = [
  'authUrl',
  'accessTokenUrl',
  'refreshTokenUrl',
  'deviceAuthorizationUrl',
  'backchannelAuthenticationUrl',
  'pushedAuthorizationUrl',
  'revocationUrl',
  'introspectionUrl',
  'userInfoUrl',
] as const satisfies readonly (keyof OAuth2Config)[];

/** What Okta's console pre-fills as the redirect of a web app; Postern listens there. */
export const defaultCallbackUrl = 'http://localhost:8080/authorization-code/callback';
/** The redirect of the desktop app. */
export const appCallbackUrl = 'app.postern:/oauth/callback';

/** Gives a fresh set-up. */
export function newOAuth2Config(): OAuth2Config {
  return {
    grantType: 'authorization_code_with_pkce',
    tokenName: '',
    callbackUrl: defaultCallbackUrl,
    authUrl: '',
    accessTokenUrl: '',
    refreshTokenUrl: '',
    clientId: '',
    clientSecret: '',
    challengeMethod: 'S256',
    codeVerifier: '',
    scope: '',
    state: '',
    username: '',
    password: '',
    grantAssertion: '',
    grantIssuer: '',
    grantSubject: '',
    grantAudience: '',
    grantClaims: '',
    subjectToken: '',
    subjectTokenType: '',
    actorToken: '',
    actorTokenType: '',
    requestedTokenType: '',
    loginHint: '',
    idTokenHint: '',
    bindingMessage: '',
    clientAuthentication: 'client_secret_basic',
    audience: '',
    resource: '',
    authRequestParameters: [],
    tokenRequestParameters: [],
    refreshRequestParameters: [],
    headerPrefix: 'Bearer',
    addTokenTo: 'header',
    accessToken: '',
    keyId: '',
    assertionAlgorithm: '',
    assertionAudience: 'endpoint',
    dpop: 'auto',
    pushedAuthorization: 'auto',
    issuer: '',
    deviceAuthorizationUrl: '',
    backchannelAuthenticationUrl: '',
    pushedAuthorizationUrl: '',
    revocationUrl: '',
    introspectionUrl: '',
    userInfoUrl: '',
  };
}

/**
 * Gives how the client really authenticates: one without a secret does not, whatever the form says, since Postman's
 * form has no "none".
 */
export function effectiveClientAuthentication(
  config: Pick<OAuth2Config, 'clientAuthentication' | 'clientSecret'>,
): ClientAuthenticationMethod {
  const usesSecret =
    config.clientAuthentication === 'client_secret_basic' ||
    config.clientAuthentication === 'client_secret_post';
  return usesSecret && config.clientSecret === '' ? 'none' : config.clientAuthentication;
}

/** Tells whether a stored key signs something of the set-up: the client's assertion, or the one that is granted upon. */
export function signsWithKey(
  config: Pick<OAuth2Config, 'clientAuthentication' | 'grantType' | 'grantAssertion'>,
): boolean {
  return (
    config.clientAuthentication === 'private_key_jwt' ||
    (config.grantType === 'jwt_bearer' && config.grantAssertion === '')
  );
}

/** Gives the scopes of a scope text: parted by white space, each once, in order. @see RFC 6749 section 3.3 */
export function splitScopes(scope: string): string[] {
  return [...new Set(scope.split(/\s+/).filter((entry) => entry !== ''))];
}

/** Gives a set-up with every text resolved, the texts of enabled extra parameters included; disabled ones are dropped. */
export function resolveOAuth2Config(
  config: OAuth2Config,
  resolve: (text: string, field: string) => string,
): OAuth2Config {
  const parameters = (rows: OAuth2Config['authRequestParameters'], field: string) =>
    rows
      .filter((row) => row.enabled)
      .map((row) => ({ ...row, key: resolve(row.key, field), value: resolve(row.value, field) }));
  const texts = Object.fromEntries(
    textFields.map((field) => [field, resolve(config[field], field).trim()]),
  ) as Pick<OAuth2Config, TextField>;
  return {
    ...config,
    ...texts,
    // White space in a secret or password is part of it.
    clientSecret: resolve(config.clientSecret, 'clientSecret'),
    password: resolve(config.password, 'password'),
    authRequestParameters: parameters(config.authRequestParameters, 'authRequestParameters'),
    tokenRequestParameters: parameters(config.tokenRequestParameters, 'tokenRequestParameters'),
    refreshRequestParameters: parameters(config.refreshRequestParameters, 'refreshRequestParameters'),
  };
}

const textFields = [
  'tokenName',
  'callbackUrl',
  'authUrl',
  'accessTokenUrl',
  'refreshTokenUrl',
  'clientId',
  'codeVerifier',
  'scope',
  'state',
  'username',
  'grantAssertion',
  'grantIssuer',
  'grantSubject',
  'grantAudience',
  'grantClaims',
  'subjectToken',
  'subjectTokenType',
  'actorToken',
  'actorTokenType',
  'requestedTokenType',
  'loginHint',
  'idTokenHint',
  'bindingMessage',
  'audience',
  'resource',
  'headerPrefix',
  'accessToken',
  'keyId',
  'assertionAlgorithm',
  'issuer',
  'deviceAuthorizationUrl',
  'backchannelAuthenticationUrl',
  'pushedAuthorizationUrl',
  'revocationUrl',
  'introspectionUrl',
  'userInfoUrl',
] as const satisfies readonly (keyof OAuth2Config)[];
type TextField = (typeof textFields)[number];
