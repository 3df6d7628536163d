import { describe, expect, it } from 'vitest';
import type { HeaderPairs } from '../../http/exchange.ts';
import { explainedActionKinds } from './explain/actions.ts';
import { explainFailure } from './error-explainer.ts';
import type { FailureFacts } from './explain/failure-facts.ts';
import { shortenWords } from './explain/server-words.ts';
import { explanationSchema } from './explanation.ts';
import { oktaScopeMap } from './okta-scope-map.ts';

const org = 'https://org.okta.com';
const now = 1_800_000_000;
const dateAt = (sec: number): [string, string] => ['Date', new Date(sec * 1000).toUTCString()];

type Change = Partial<Omit<FailureFacts, 'request' | 'client' | 'token'>> & {
  body?: object | string;
  request?: Partial<FailureFacts['request']>;
  client?: FailureFacts['client'];
  token?: FailureFacts['token'];
};

function token(change: Change): FailureFacts {
  const { body, request, client, ...rest } = change;
  return {
    stage: 'token',
    status: 400,
    headers: [dateAt(now)],
    bodyText: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
    receivedAtEpochSec: now,
    request: { method: 'POST', url: `${org}/oauth2/v1/token`, ...request },
    client: {
      clientId: '0oa1',
      authentication: 'private_key_jwt',
      grantType: 'client_credentials',
      keyId: 'k1',
      requestedScopes: ['okta.users.read'],
      tokenEndpoint: `${org}/oauth2/v1/token`,
      ...client,
    },
    ...rest,
  };
}

function api(change: Change): FailureFacts {
  const { body, request, ...rest } = change;
  return {
    stage: 'api',
    status: 403,
    headers: [dateAt(now)],
    bodyText: JSON.stringify(body ?? {}),
    receivedAtEpochSec: now,
    request: { method: 'GET', url: `${org}/api/v1/logs?limit=1`, authorization: 'bearer', ...request },
    token: { scopes: ['okta.users.read'], tokenType: 'Bearer' },
    scopeMap: oktaScopeMap(),
    ...rest,
  };
}

const error = (name: string, description?: string) => ({ error: name, error_description: description });
const okta = (errorCode: string, errorSummary = 'x') => ({
  errorCode,
  errorSummary,
  errorCauses: [],
  errorId: 'oae1',
});
const insufficient: HeaderPairs = [
  [
    'WWW-Authenticate',
    'Bearer authorization_uri="http://org.okta.com/oauth2/v1/authorize", realm="http://org.okta.com", scope="okta.logs.read", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/logs"',
  ],
];
const secretClient = { authentication: 'client_secret_post' as const };
const codeClient = { ...secretClient, grantType: 'authorization_code_with_pkce' };

const cases: [name: string, facts: FailureFacts, code: string, actions: string[]][] = [
  // Token endpoint, 4.4.
  [
    'service without a signed assertion',
    token({
      client: secretClient,
      status: 401,
      body: error(
        'invalid_client',
        'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
      ),
    }),
    'serviceNeedsPrivateKey',
    ['changeClientAuthentication'],
  ],
  [
    'the same without a key',
    token({
      client: { ...secretClient, keyId: '' },
      status: 401,
      body: error(
        'invalid_client',
        'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
      ),
    }),
    'serviceNeedsPrivateKey',
    ['changeClientAuthentication', 'generateKey'],
  ],
  [
    'two credentials',
    token({
      client: secretClient,
      body: error(
        'invalid_request',
        'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
      ),
    }),
    'severalCredentials',
    ['editField', 'editField'],
  ],
  [
    'no credentials',
    token({
      client: { authentication: 'none' },
      status: 401,
      body: error('invalid_client', 'No client credentials found.'),
    }),
    'noCredentials',
    ['editField', 'editField'],
  ],
  [
    'wrong client id',
    token({ status: 401, body: error('invalid_client', "Invalid value for 'client_id' parameter.") }),
    'clientUnknown',
    ['editField', 'editField'],
  ],
  [
    'wrong secret',
    token({
      client: secretClient,
      status: 401,
      body: error('invalid_client', 'The client secret supplied for a confidential client is invalid.'),
    }),
    'secretWrong',
    ['editField', 'editField'],
  ],
  [
    'no scope',
    token({ client: { requestedScopes: [] }, body: error('invalid_scope', 'No scopes were requested.') }),
    'scopeEmpty',
    ['editField'],
  ],
  [
    'scope not granted',
    token({
      body: error(
        'invalid_scope',
        'One or more scopes are not configured for the authorization server resource.',
      ),
    }),
    'scopeNotGranted',
    ['openAppHelp', 'editField'],
  ],
  [
    'okta scope at a custom server',
    token({
      client: { tokenEndpoint: `${org}/oauth2/default/v1/token` },
      request: { url: `${org}/oauth2/default/v1/token` },
      body: error(
        'invalid_scope',
        'One or more scopes are not configured for the authorization server resource.',
      ),
    }),
    'customServerOktaScopes',
    ['useOrgServer'],
  ],
  [
    'custom servers switched off',
    token({
      request: { url: `${org}/oauth2/default/v1/token` },
      status: 401,
      body: okta('E0000015', 'You do not have permission to access the feature you are requesting'),
    }),
    'customServerOff',
    ['useOrgServer'],
  ],
  [
    'spent code',
    token({
      client: codeClient,
      body: error('invalid_grant', 'The authorization code is invalid or has expired.'),
    }),
    'codeSpent',
    ['getNewToken'],
  ],
  [
    'wrong verifier',
    token({ client: codeClient, body: error('invalid_grant', 'PKCE verification failed.') }),
    'verifierWrong',
    ['getNewToken', 'editField'],
  ],
  [
    'redirect differs',
    token({
      client: { ...codeClient, redirectUri: 'http://localhost/cb' },
      body: error(
        'invalid_grant',
        "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
      ),
    }),
    'redirectDiffers',
    ['getNewToken', 'copyRedirectUri'],
  ],
  [
    'refresh token rotated out',
    token({
      client: { ...secretClient, grantType: 'refresh_token' },
      body: error('invalid_grant', 'The refresh token is invalid or expired.'),
    }),
    'refreshTokenSpent',
    ['getNewToken'],
  ],
  [
    'wrong password',
    token({
      client: { ...secretClient, grantType: 'password_credentials' },
      body: error('invalid_grant', 'The credentials provided were invalid.'),
    }),
    'passwordWrong',
    ['editField', 'editField'],
  ],
  [
    'grant not allowed',
    token({
      status: 400,
      body: error(
        'unauthorized_client',
        'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].',
      ),
    }),
    'grantNotAllowed',
    ['changeGrantType', 'openAppHelp'],
  ],
  [
    'Origin',
    token({
      client: codeClient,
      status: 400,
      body: error(
        'invalid_client',
        'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
      ),
    }),
    'originSent',
    ['removeOriginHeader'],
  ],
  [
    'device code expired',
    token({ client: { grantType: 'device_code' }, body: error('expired_token') }),
    'deviceExpired',
    ['getNewToken'],
  ],
  [
    'unknown resource',
    token({ body: error('invalid_target') }),
    'resourceRefused',
    ['editField', 'editField'],
  ],
  // Assertions, 4.5.
  [
    'wrong audience',
    token({
      status: 401,
      body: error(
        'invalid_client',
        'The audience claim for client_assertion must be the endpoint invoked for the request.',
      ),
    }),
    'assertionAudience',
    ['fixAud'],
  ],
  [
    'unknown kid',
    token({
      status: 401,
      body: error('invalid_client', "The client_assertion signature is invalid: 'kid' is invalid."),
    }),
    'assertionKeyId',
    ['copyPublicKey', 'comparePublicKeys', 'generateKey'],
  ],
  [
    'missing kid',
    token({ status: 401, body: error('invalid_client', "A 'kid' is required in the header.") }),
    'assertionKeyId',
    ['copyPublicKey', 'comparePublicKeys', 'generateKey'],
  ],
  [
    'wrong signature',
    token({ status: 401, body: error('invalid_client', 'The client_assertion signature is invalid.') }),
    'assertionSignature',
    ['copyPublicKey', 'generateKey'],
  ],
  [
    'wrong HMAC',
    token({
      client: { authentication: 'client_secret_jwt' },
      status: 401,
      body: error('invalid_client', 'The client_assertion signature is invalid.'),
    }),
    'assertionSignature',
    ['editField'],
  ],
  [
    'jti used twice',
    token({
      status: 401,
      body: error('invalid_client', 'The client_assertion token has already been used.'),
    }),
    'assertionUsedTwice',
    ['retry'],
  ],
  [
    'quoted exp',
    token({
      status: 401,
      body: error('invalid_client', "The client_assertion token has an invalid 'exp' claim."),
    }),
    'assertionTimes',
    ['retry', 'openClockHelp'],
  ],
  [
    'expired assertion',
    token({ status: 401, body: error('invalid_client', 'The client_assertion token is expired.') }),
    'assertionTimes',
    ['retry', 'openClockHelp'],
  ],
  [
    'iss and sub',
    token({
      status: 401,
      body: error('invalid_client', 'The issuer and subject of the client_assertion must be the client id.'),
    }),
    'assertionSubject',
    ['editField'],
  ],
  [
    'unexplained',
    token({ status: 401, body: error('invalid_client') }),
    'clientRefused',
    ['comparePublicKeys', 'editField'],
  ],
  // DPoP, 4.6.
  [
    'no proof',
    token({ body: error('invalid_dpop_proof', 'The DPoP proof JWT header is missing.') }),
    'dpopRequired',
    ['turnOnDpop', 'openAppHelp'],
  ],
  [
    'proof used twice',
    token({
      request: { dpopProofSent: true },
      body: error('invalid_dpop_proof', 'The DPoP proof JWT has already been used.'),
    }),
    'dpopProofReused',
    ['retry'],
  ],
  [
    'nonce',
    token({
      request: { dpopProofSent: true },
      body: error('use_dpop_nonce', 'Authorization server requires nonce in DPoP proof.'),
    }),
    'dpopNonceStale',
    ['retry'],
  ],
  [
    'htu',
    token({
      request: { dpopProofSent: true },
      body: error('invalid_dpop_proof', "The 'htu' claim in the DPoP proof JWT is invalid."),
    }),
    'dpopAddress',
    ['retry'],
  ],
  [
    'other key',
    api({
      status: 401,
      request: { authorization: 'dpop', dpopProofSent: true },
      headers: [
        [
          'WWW-Authenticate',
          'DPoP algs="RS256", error="invalid_dpop_proof", error_description="The thumbprint does not match the cnf claim."',
        ],
      ],
    }),
    'dpopKey',
    ['getNewToken'],
  ],
  [
    'proof refused',
    token({ request: { dpopProofSent: true }, body: error('invalid_dpop_proof', 'Bad.') }),
    'dpopRefused',
    ['retry', 'getNewToken'],
  ],
  [
    'DPoP token as Bearer',
    api({ status: 401, token: { tokenType: 'DPoP' }, body: okta('E0000011') }),
    'dpopTokenSentAsBearer',
    ['editField', 'getNewToken'],
  ],
  // The browser, 4.2 and 4.3.
  [
    'redirect not registered',
    token({
      stage: 'authorize',
      status: 400,
      client: { redirectUri: 'http://localhost:8080/authorization-code/callback' },
      error: {
        error: 'invalid_request',
        errorDescription:
          "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: https://org-admin.okta.com/admin/app/oidc_client/instance/0oa1#tab-general",
      },
    }),
    'redirectNotRegistered',
    ['copyRedirectUri', 'openAppHelp', 'editField'],
  ],
  [
    'user not assigned',
    token({
      stage: 'authorize',
      status: undefined,
      error: { error: 'access_denied', errorDescription: 'User is not assigned to the client application.' },
    }),
    'userNotAssigned',
    ['openAppHelp', 'retry'],
  ],
  [
    'policy',
    token({
      stage: 'authorize',
      status: undefined,
      error: {
        error: 'access_denied',
        errorDescription:
          'Policy evaluation failed for this request, please check the policy configurations.',
      },
    }),
    'policyDenied',
    ['openAppHelp'],
  ],
  [
    'denied',
    token({
      stage: 'authorize',
      status: undefined,
      error: { error: 'access_denied', errorDescription: 'The resource owner denied the request.' },
    }),
    'accessDenied',
    ['getNewToken'],
  ],
  [
    'prompt=none',
    token({ stage: 'authorize', status: undefined, error: { error: 'login_required' } }),
    'signInNeeded',
    ['editField', 'getNewToken'],
  ],
  [
    'PKCE wanted',
    token({
      stage: 'authorize',
      status: undefined,
      error: {
        error: 'invalid_request',
        errorDescription:
          'PKCE code challenge is required when the token endpoint authentication method is none.',
      },
    }),
    'pkceRequired',
    ['changeGrantType'],
  ],
  [
    'parameter refused',
    token({
      stage: 'authorize',
      status: undefined,
      error: { error: 'invalid_request', errorDescription: 'The request is missing a parameter.' },
    }),
    'parameterRefused',
    ['editField', 'editField'],
  ],
  [
    'scope at the browser',
    token({
      stage: 'authorize',
      status: undefined,
      error: {
        error: 'invalid_scope',
        errorDescription: 'One or more scopes are not configured for the authorization server resource.',
      },
    }),
    'scopeNotGranted',
    ['openAppHelp', 'editField'],
  ],
  [
    'push wanted',
    token({
      stage: 'authorize',
      status: undefined,
      error: { error: 'invalid_request', errorDescription: 'Pushed Authorization Request is required.' },
    }),
    'pushRequired',
    ['getNewToken', 'editField'],
  ],
  [
    'busy',
    token({ stage: 'authorize', status: undefined, error: { error: 'temporarily_unavailable' } }),
    'serverBusy',
    ['retry'],
  ],
  // APIs, 4.7.
  [
    'scope missing, as Okta says it',
    api({ headers: insufficient, body: okta('E0000006') }),
    'insufficientScope',
    ['addScope'],
  ],
  ['scope missing, by the map', api({ body: okta('E0000006') }), 'insufficientScope', ['addScope']],
  [
    'role missing',
    api({ body: okta('E0000006'), token: { scopes: ['okta.logs.read'] } }),
    'adminRoleMissing',
    ['openRoleHelp'],
  ],
  [
    'role missing with manage',
    api({
      body: okta('E0000006'),
      token: { scopes: ['okta.users.manage'] },
      request: { url: `${org}/api/v1/users` },
    }),
    'adminRoleMissing',
    ['openRoleHelp'],
  ],
  [
    'no permission with an API token',
    api({ body: okta('E0000006'), request: { authorization: 'apiToken' }, token: undefined }),
    'permissionMissing',
    ['openRoleHelp'],
  ],
  [
    'token expired',
    api({ status: 401, body: okta('E0000011'), token: { expiresAtEpochSec: now - 1 } }),
    'tokenExpired',
    ['getNewToken'],
  ],
  [
    'token of a custom server',
    api({ status: 401, body: okta('E0000011'), token: { issuer: `${org}/oauth2/default` } }),
    'wrongServerToken',
    ['useOrgServer', 'getNewToken'],
  ],
  [
    'token of another org',
    api({ status: 401, body: okta('E0000011'), token: { issuer: 'https://other.okta.com' } }),
    'otherOrgToken',
    ['getNewToken'],
  ],
  [
    'token refused',
    api({ status: 401, body: okta('E0000011', 'Invalid token provided') }),
    'tokenInvalid',
    ['getNewToken'],
  ],
  [
    'no token',
    api({ status: 401, body: okta('E0000011'), request: { authorization: 'none' } }),
    'tokenInvalid',
    ['editField'],
  ],
  [
    'API token refused',
    api({ status: 401, body: okta('E0000011'), request: { authorization: 'apiToken' } }),
    'apiTokenInvalid',
    ['editField'],
  ],
  [
    'Basic refused',
    api({ status: 401, request: { authorization: 'basic', url: 'https://example.com/' } }),
    'credentialsRefused',
    ['editField'],
  ],
  [
    'API token only',
    api({ status: 403, request: { method: 'DELETE', url: `${org}/api/v1/api-tokens/current` } }),
    'apiTokenOnly',
    ['editField'],
  ],
  [
    'validation',
    api({
      status: 400,
      body: { ...okta('E0000001'), errorCauses: [{ errorSummary: 'login: must be an email' }] },
    }),
    'validation',
    ['editField'],
  ],
  ['body unreadable', api({ status: 400, body: okta('E0000003') }), 'validation', ['editField']],
  ['sign-in failed', api({ status: 401, body: okta('E0000004') }), 'signInFailed', ['editField']],
  [
    'session gone',
    api({ status: 403, body: okta('E0000005'), token: { scopes: ['okta.logs.read'] } }),
    'sessionInvalid',
    ['retry'],
  ],
  ['not found', api({ status: 404, body: okta('E0000007') }), 'notFound', ['editField']],
  ['fault', api({ status: 500, body: okta('E0000009') }), 'serverFault', ['retry']],
  ['read-only', api({ status: 503, body: okta('E0000010') }), 'readOnly', ['retry']],
  ['feature off', api({ status: 401, body: okta('E0000015') }), 'featureOff', ['openAppHelp']],
  ['media type', api({ status: 400, body: okta('E0000021') }), 'mediaTypeRefused', ['editField']],
  ['method', api({ status: 405, body: okta('E0000022') }), 'methodRefused', ['editField']],
  [
    'not allowed',
    api({ body: okta('E0000038'), token: { scopes: ['okta.logs.read'] } }),
    'adminRoleMissing',
    ['openRoleHelp'],
  ],
  // Limits, 4.9, and addresses.
  [
    'rate limit',
    api({
      status: 429,
      body: okta('E0000047'),
      headers: [
        dateAt(now),
        ['X-Rate-Limit-Limit', '600'],
        ['X-Rate-Limit-Remaining', '0'],
        ['X-Rate-Limit-Reset', String(now + 41)],
      ],
    }),
    'rateLimited',
    ['waitAndRetry'],
  ],
  [
    'concurrency',
    api({
      status: 429,
      body: okta('E0000047'),
      headers: [
        ['X-Rate-Limit-Limit', '0'],
        ['X-Rate-Limit-Remaining', '0'],
      ],
    }),
    'concurrencyLimited',
    ['waitAndRetry'],
  ],
  ['rate limit at /token', token({ status: 429, body: okta('E0000047') }), 'rateLimited', ['waitAndRetry']],
  ['a redirect', token({ status: 307 }), 'redirected', ['editField', 'discover']],
  ['a web page', token({ status: 404, body: '<html>' }), 'notAnEndpoint', ['discover', 'editField']],
  ['server down', token({ status: 502, body: '' }), 'serverDown', ['retry']],
];

describe('explainFailure', () => {
  it.each(cases)('%s', (_name, facts, code, actions) => {
    const explanation = explainFailure(facts);
    expect([explanation?.code, explanation?.actions.map(({ kind }) => kind)]).toEqual([code, actions]);
    expect(explanationSchema.safeParse(explanation).success).toBe(true);
    expect(explanation?.sentence).toMatch(/[.]$/);
    for (const { kind, label } of explanation?.actions ?? []) {
      expect(explainedActionKinds).toContain(kind);
      expect(label).not.toBe('');
    }
  });

  it('names the scope and hands it to the button', () => {
    const explanation = explainFailure(api({ headers: insufficient, body: okta('E0000006') }));
    expect(explanation?.sentence).toContain('okta.logs.read');
    expect(explanation?.actions[0]?.data).toEqual({ scopes: ['okta.logs.read'] });
  });

  it('hands the org server’s address, the endpoint and the redirect to their buttons', () => {
    const dataOf = (name: string) =>
      explainFailure(cases.find(([title]) => title === name)?.[1] as FailureFacts)?.actions.map(
        ({ data }) => data,
      );
    expect(dataOf('okta scope at a custom server')?.[0]).toEqual({
      orgUrl: org,
      tokenEndpoint: `${org}/oauth2/v1/token`,
    });
    expect(dataOf('wrong audience')?.[0]).toEqual({ audience: `${org}/oauth2/v1/token` });
    expect(dataOf('redirect not registered')?.[0]).toEqual({
      redirectUri: 'http://localhost:8080/authorization-code/callback',
    });
    expect(dataOf('rate limit')?.[0]).toEqual({ waitSec: 41 });
  });

  it('reads the wait from the server’s clock, and from Retry-After first', () => {
    const limited = (headers: HeaderPairs, receivedAtEpochSec = now) =>
      explainFailure(api({ status: 429, headers, receivedAtEpochSec }))?.actions[0]?.data?.['waitSec'];
    const reset: HeaderPairs = [
      ['X-Rate-Limit-Limit', '6'],
      ['X-Rate-Limit-Remaining', '0'],
      ['X-Rate-Limit-Reset', String(now + 41)],
    ];
    expect(limited([dateAt(now), ...reset], now + 600)).toBe(41);
    expect(limited([dateAt(now), ['Retry-After', '7'], ...reset])).toBe(7);
    expect(limited([])).toBe(60);
  });

  it('says which authorization a server asks for, and sets up the one that Postern sends', () => {
    const asked = (...lines: string[]) =>
      explainFailure(
        api({
          status: 401,
          headers: lines.map((line) => ['WWW-Authenticate', line]),
          request: { authorization: 'none' },
        }),
      );
    const offered = asked('Digest realm="D", nonce="x"', 'Basic realm="The \u202edoor", charset="UTF-8"');
    expect(offered?.sentence).toContain('Digest Auth (“D”) or Basic Auth (“The  door”)');
    expect(offered?.actions).toMatchObject([{ kind: 'editField', data: { type: 'digest' } }]);
    expect(asked('NTLM')?.actions[0]?.data).toEqual({ field: 'authType' });
    expect(asked('Constructor x="y"')?.actions[0]?.data).toEqual({ field: 'authType' });
  });

  it('shows the server’s own words for what it does not know, and says nothing of success', () => {
    expect(explainFailure(token({ body: error('weird_error', 'The moon is <b>wrong</b>.') }))).toEqual({
      code: 'unknown',
      sentence: 'The server refused with status 400.',
      serverWords: 'weird_error: The moon is <b>wrong</b>.',
      actions: [],
    });
    const said = (body: object) => explainFailure(api({ status: 422, body }))?.serverWords;
    expect(said({ title: 'No credit.', detail: 'It costs 50.', status: 422 })).toBe(
      'No credit. It costs 50.',
    );
    expect(said({ error: { code: 422, message: 'Bad id' } })).toBe('Bad id');
    expect(said({ errors: [{ message: 'first' }, { message: 'second' }] })).toBe('first');
    expect(said({ message: 'plain' })).toBe('plain');
    expect(said({ status: 422 })).toBeUndefined();
    expect(explainFailure(api({ status: 418 }))).toMatchObject({ code: 'unknown', serverWords: undefined });
    expect(explainFailure(api({ status: 200 }))).toBeUndefined();
    expect(explainFailure(api({ status: 304 }))).toBeUndefined();
  });

  it('offers the request id', () => {
    const headers: HeaderPairs = [['X-Okta-Request-Id', 'Zx1']];
    expect(
      explainFailure(api({ status: 404, headers, body: okta('E0000007') }))?.actions.at(-1),
    ).toMatchObject({
      kind: 'copyRequestId',
      data: { requestId: 'Zx1' },
    });
  });
});

describe('a clock that is off by ten minutes', () => {
  const expired = error('invalid_client', 'The client_assertion token is expired.');
  const early = error('invalid_client', "The 'iat' of the client_assertion is in the future.");
  const proof = error('invalid_dpop_proof', "The 'iat' claim of the DPoP proof JWT is not valid.");
  const sent = { dpopProofSent: true };
  const situations: [string, FailureFacts][] = [
    ['token, ahead', token({ status: 401, body: early, receivedAtEpochSec: now + 600 })],
    ['token, behind', token({ status: 401, body: expired, receivedAtEpochSec: now - 600 })],
    [
      'secret assertion',
      token({
        status: 401,
        body: expired,
        receivedAtEpochSec: now - 600,
        client: { authentication: 'client_secret_jwt' },
      }),
    ],
    ['no words', token({ status: 401, body: error('invalid_client'), receivedAtEpochSec: now + 600 })],
    ['PAR', token({ stage: 'par', status: 401, body: early, receivedAtEpochSec: now + 600 })],
    ['device', token({ stage: 'device', status: 401, body: expired, receivedAtEpochSec: now - 600 })],
    ['revocation', token({ stage: 'revoke', status: 401, body: expired, receivedAtEpochSec: now - 600 })],
    [
      'introspection',
      token({ stage: 'introspect', status: 401, body: early, receivedAtEpochSec: now + 600 }),
    ],
    ['DPoP at the token endpoint', token({ body: proof, request: sent, receivedAtEpochSec: now + 600 })],
    [
      'DPoP at an API',
      api({
        status: 401,
        body: okta('E0000011'),
        request: { authorization: 'dpop', ...sent },
        receivedAtEpochSec: now - 600,
      }),
    ],
  ];

  it.each(situations)('is explained from the Date header: %s', (_name, facts) => {
    const explanation = explainFailure(facts);
    expect(explanation?.code).toBe('clockWrong');
    expect(explanation?.sentence).toContain('10 minutes');
    const offsetSec = now - facts.receivedAtEpochSec;
    expect(explanation?.actions[0]).toMatchObject({
      kind: 'useServerClock',
      data: { origin: expect.stringMatching(/^https?:\/\/[^/]+$/) as string, offsetSec },
    });
  });

  it('counts ten situations, and is not blamed for other failures or small differences', () => {
    expect(situations).toHaveLength(10);
    const later = { receivedAtEpochSec: now + 600 };
    expect(
      explainFailure(token({ ...later, status: 401, body: error('invalid_client', "'kid' is invalid.") }))
        ?.code,
    ).toBe('assertionKeyId');
    expect(explainFailure(token({ ...later, body: error('invalid_scope') }))?.code).toBe('scopeNotGranted');
    expect(
      explainFailure(token({ ...later, status: 401, client: secretClient, body: error('invalid_client') }))
        ?.code,
    ).toBe('secretWrong');
    expect(
      explainFailure(api({ ...later, body: okta('E0000006'), token: { scopes: ['okta.logs.read'] } }))?.code,
    ).toBe('adminRoleMissing');
    expect(explainFailure(token({ status: 401, body: expired, receivedAtEpochSec: now + 30 }))?.code).toBe(
      'assertionTimes',
    );
  });
});

describe('the server’s words', () => {
  it('lose secrets, tokens, control characters and length', () => {
    expect(shortenWords('bad secret s3cr3t-value here', ['s3cr3t-value'])).toBe('bad secret … here');
    expect(shortenWords(`token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl failed`, [])).toBe(
      'token … failed',
    );
    expect(shortenWords(`key ${'a1'.repeat(40)} failed`, [])).toBe('key … failed');
    expect(shortenWords('a\r\nb\u0000c\u202Ed', [])).toBe('a b c d');
    expect(shortenWords('word '.repeat(200), []).length).toBeLessThanOrEqual(300);
    expect(shortenWords('abcdef abc', ['abc', 'abcdef'])).toBe('… abc');
  });
});
