import { atOrgServer, oktaScopesOf, readOktaServer } from '../okta-server.ts';
import { action, editField, getNewToken, openAppHelp, retry } from './actions.ts';
import type { Evidence } from './evidence.ts';
import { type Rule, says } from './rule.ts';

/** Failures of what was asked for: scopes, codes, redirects, refresh tokens. @see RFC 6749 sections 4.1.2.1 and 5.2 */
export const grantRules: Rule[] = [
  {
    code: 'redirectNotRegistered',
    applies: (e) =>
      says(
        e,
        /redirect_uri.*(?:must be a Login redirect URI|not (?:registered|allowed)|mismatch|did not match)|redirect_uri_mismatch/i,
      ) || e.oauthError === 'redirect_uri_mismatch',
    explain: (e) => ({
      sentence:
        'The Callback URL is not among the sign-in redirect URIs of the app. It must be there letter by letter.',
      cause:
        'Scheme, host, port, path, a slash at the end and case all count; "localhost" and "127.0.0.1" differ.',
      actions: [
        action('copyRedirectUri', 'Copy the Callback URL', { redirectUri: e.client?.redirectUri ?? '' }),
        openAppHelp('redirectUris', 'Where to paste it in the app'),
        editField('callbackUrl', 'Callback URL'),
      ],
    }),
  },
  {
    code: 'redirectDiffers',
    applies: (e) => e.oauthError === 'invalid_grant' && says(e, /redirect/i),
    explain: (e) => ({
      sentence: 'The Callback URL of the token request is not the one the sign-in was started with.',
      actions: [
        getNewToken(),
        action('copyRedirectUri', 'Copy the Callback URL', { redirectUri: e.client?.redirectUri ?? '' }),
      ],
    }),
  },
  {
    code: 'verifierWrong',
    applies: (e) => e.oauthError === 'invalid_grant' && says(e, /PKCE|verifier|challenge/i),
    explain: () => ({
      sentence: 'The code verifier does not fit the challenge the sign-in was started with.',
      cause: 'A fixed Code Verifier, or a sign-in started by another app, does this.',
      actions: [getNewToken(), editField('codeVerifier', 'Code Verifier')],
    }),
  },
  {
    code: 'refreshTokenSpent',
    applies: (e) => e.oauthError === 'invalid_grant' && e.client?.grantType === 'refresh_token',
    explain: () => ({
      sentence: 'The refresh token is spent: expired, revoked, or replaced by a newer one.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'codeSpent',
    applies: (e) =>
      e.oauthError === 'invalid_grant' && (e.client?.grantType ?? '').startsWith('authorization_code'),
    explain: () => ({
      sentence: 'The authorization code is spent: it lives five minutes and is good once.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'passwordWrong',
    applies: (e) => e.oauthError === 'invalid_grant' && e.client?.grantType === 'password_credentials',
    explain: () => ({
      sentence: 'The server does not accept this user name and password.',
      actions: [editField('username', 'Username'), editField('password', 'Password')],
    }),
  },
  {
    code: 'grantRefused',
    applies: (e) => e.oauthError === 'invalid_grant',
    explain: () => ({
      sentence: 'What was handed in for a token is spent or not for this app.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'customServerOktaScopes',
    applies: (e) =>
      isScopeError(e) && onCustomServer(e) && oktaScopesOf(e.client?.requestedScopes ?? []).length > 0,
    explain: (e) => ({
      sentence:
        'A custom authorization server, "default" included, gives no okta.* scopes. Only the org server does.',
      actions: [offerOrgServer(e)],
    }),
  },
  {
    code: 'scopeEmpty',
    applies: (e) =>
      e.oauthError === 'invalid_scope' &&
      (says(e, /no scopes were requested/i) || (e.client?.requestedScopes ?? ['']).length === 0),
    explain: () => ({
      sentence: 'No scope was asked for. A service needs at least one, such as okta.users.read.',
      actions: [editField('scope', 'Scope')],
    }),
  },
  {
    code: 'scopeNotGranted',
    applies: isScopeError,
    explain: (e) => {
      const asked = e.client?.requestedScopes ?? [];
      return {
        sentence: `The app may not have ${asked.length === 1 ? `the scope "${asked[0] ?? ''}"` : 'one of the scopes'}. An administrator grants it under "Okta API Scopes" of the app.`,
        cause: 'A misspelt scope gives the same error.',
        actions: [openAppHelp('apiScopes', 'Where to grant scopes'), editField('scope', 'Scope')],
      };
    },
  },
  {
    code: 'resourceRefused',
    applies: (e) => e.oauthError === 'invalid_target',
    explain: () => ({
      sentence: 'The server does not know the resource or audience that was asked for.',
      actions: [editField('resource', 'Resource'), editField('audience', 'Audience')],
    }),
  },
  {
    code: 'userNotAssigned',
    applies: (e) => says(e, /not assigned to the (?:client )?application/i),
    explain: () => ({
      sentence: 'The user who signed in is not assigned to the app.',
      actions: [openAppHelp('assignments', 'Where to assign people'), retry()],
    }),
  },
  {
    code: 'policyDenied',
    applies: (e) => e.oauthError === 'access_denied' && says(e, /policy/i),
    explain: () => ({
      sentence: 'A policy of the server refuses this app, user or grant.',
      actions: [openAppHelp('policies', 'Where policies are')],
    }),
  },
  {
    code: 'accessDenied',
    applies: (e) => e.oauthError === 'access_denied',
    explain: () => ({
      sentence: 'Access was denied: somebody said no, or the sign-in was cancelled.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'signInNeeded',
    applies: (e) =>
      ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'].includes(
        e.oauthError,
      ),
    explain: () => ({
      sentence: 'The server needs the user to sign in or agree, and "prompt=none" forbids it to ask.',
      actions: [editField('authRequestParameters', 'extra parameters'), getNewToken()],
    }),
  },
  {
    code: 'pkceRequired',
    applies: (e) => e.oauthError === 'invalid_request' && says(e, /PKCE|code_challenge|code challenge/i),
    explain: () => ({
      sentence: 'The app requires PKCE with SHA-256.',
      actions: [
        action('changeGrantType', 'Use Authorization Code with PKCE', {
          grantType: 'authorization_code_with_pkce',
        }),
      ],
    }),
  },
  {
    code: 'pushRequired',
    applies: (e) => says(e, /pushed authorization request/i) || e.oauthError === 'invalid_request_uri',
    explain: (e) => ({
      sentence:
        e.oauthError === 'invalid_request_uri'
          ? 'The pushed request has expired. It lives a minute or so.'
          : 'The server takes only authorization requests that were pushed to it first.',
      actions: [getNewToken(), editField('pushedAuthorization', 'Pushed Authorization Request')],
    }),
  },
  {
    code: 'deviceExpired',
    applies: (e) => e.oauthError === 'expired_token',
    explain: () => ({
      sentence: 'The code for the other device has expired before it was entered.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'serverBusy',
    applies: (e) => e.oauthError === 'temporarily_unavailable' || e.oauthError === 'server_error',
    explain: () => ({
      sentence: 'The authorization server is in trouble. The request was fine.',
      actions: [retry()],
    }),
  },
  {
    code: 'parameterRefused',
    applies: (e) =>
      e.stage === 'authorize' &&
      (e.oauthError === 'invalid_request' || e.oauthError === 'unsupported_response_type'),
    explain: () => ({
      sentence: 'The server refuses a parameter of the sign-in request.',
      actions: [editField('authRequestParameters', 'extra parameters'), editField('grantType', 'Grant Type')],
    }),
  },
];

/** Offers the org server's address in place of the custom server's. */
export function offerOrgServer(e: Evidence): ReturnType<typeof action> {
  const address = e.client?.tokenEndpoint ?? e.token?.issuer ?? e.request.url;
  const server = readOktaServer(address);
  return action('useOrgServer', 'Use the org server', {
    orgUrl: server?.orgUrl ?? '',
    tokenEndpoint: atOrgServer(address) ?? address,
  });
}

function isScopeError(e: Evidence): boolean {
  return (
    e.oauthError === 'invalid_scope' ||
    says(
      e,
      /scopes? (?:are|is) not (?:configured|granted|allowed)|not allowed (?:access to|to request).*scopes?|scopes? .*not consented/i,
    )
  );
}

function onCustomServer(e: Evidence): boolean {
  return readOktaServer(e.client?.tokenEndpoint ?? e.request.url)?.kind === 'custom';
}
