import { splitScopes } from '../config.ts';
import { readOktaServer } from '../okta-server.ts';
import { findScopeGap } from '../scope-map.ts';
import { action, addScope, editField, getNewToken, openRoleHelp } from './actions.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';
import { shortenWords } from './server-words.ts';
import { offerOrgServer } from './rules-grant.ts';

/** Failures of API calls that a token explains. @see RFC 6750 section 3.1 */
export const apiRules: Rule[] = [
  {
    code: 'insufficientScope',
    applies: (e) =>
      e.stage !== 'authorize' && (insufficientScopes(e) !== undefined || lackedScopes(e).length > 0),
    explain: (e) => {
      const needed = insufficientScopes(e) ?? [];
      const lacking = needed.length > 0 ? needed.filter((scope) => !hasScope(e, scope)) : lackedScopes(e);
      const scopes = lacking.length > 0 ? lacking : needed;
      if (scopes.length === 0) {
        return {
          sentence: 'The token lacks a scope this request needs.',
          actions: [editField('scope', 'Scope')],
        };
      }
      return {
        sentence: `The token lacks ${scopes.map((scope) => `"${scope}"`).join(' and ')}, which this request needs.`,
        cause: 'An administrator must have granted it to the app, under "Okta API Scopes".',
        actions: [addScope(scopes)],
      };
    },
  },
  {
    code: 'adminRoleMissing',
    applies: (e) =>
      isToken(e) && (e.oktaCode === 'E0000006' || e.oktaCode === 'E0000038') && e.status === 403,
    explain: (e) => ({
      sentence:
        e.token?.scopes === undefined
          ? 'Whoever the token is for has no admin role that allows this.'
          : 'The token has the scope, but its user or app has no admin role that allows this.',
      cause: 'Scopes say what the app may ask for; roles say what it may do. The server checks both.',
      actions: [openRoleHelp()],
    }),
  },
  {
    code: 'permissionMissing',
    applies: (e) => e.oktaCode === 'E0000006',
    explain: () => ({
      sentence: 'Whoever this request is sent as is not allowed to do this.',
      actions: [openRoleHelp()],
    }),
  },
  {
    code: 'wrongServerToken',
    applies: (e) =>
      isInvalidToken(e) && e.token?.issuer !== undefined && readOktaServer(e.token.issuer)?.kind === 'custom',
    explain: (e) => ({
      sentence:
        "The token is from a custom authorization server. The org's own API takes tokens of the org server only.",
      actions: [offerOrgServer(e), getNewToken()],
    }),
  },
  {
    code: 'otherOrgToken',
    applies: (e) =>
      isInvalidToken(e) &&
      e.token?.issuer !== undefined &&
      readOktaServer(e.token.issuer) !== undefined &&
      readOktaServer(e.token.issuer)?.orgUrl !==
        readOktaServer(e.request.url.replace(/^(https?:\/\/[^/?#]+).*$/s, '$1'))?.orgUrl,
    explain: (e) => ({
      sentence: `The token was given by ${e.token?.issuer ?? 'another server'}, and the request goes elsewhere.`,
      cause: 'The environment may have been switched since the token was got.',
      actions: [getNewToken()],
    }),
  },
  {
    code: 'tokenExpired',
    applies: (e) =>
      isInvalidToken(e) &&
      e.token?.expiresAtEpochSec !== undefined &&
      e.receivedAtEpochSec - (e.skewSec ?? 0) >= e.token.expiresAtEpochSec,
    explain: () => ({ sentence: 'The token has expired.', actions: [getNewToken()] }),
  },
  {
    code: 'apiTokenInvalid',
    applies: (e) => isInvalidToken(e) && e.request.authorization === 'apiToken',
    explain: () => ({
      sentence: 'The API token is not valid: revoked, unused for 30 days, or of another org.',
      cause:
        'It must stand after "SSWS" and a space. A token got with OAuth lasts shorter and can do less: safer.',
      actions: [action('editField', 'Use OAuth 2.0 instead', { field: 'authType' })],
    }),
  },
  {
    code: 'credentialsRefused',
    applies: (e) =>
      isInvalidToken(e) && (e.request.authorization === 'basic' || e.request.authorization === 'other'),
    explain: () => ({
      sentence: 'The server does not accept the credentials of the request.',
      actions: [action('editField', 'Change the authorization', { field: 'authType' })],
    }),
  },
  {
    code: 'tokenInvalid',
    applies: isInvalidToken,
    explain: (e) =>
      e.request.authorization === 'none'
        ? withoutAuthorization(e)
        : {
            sentence: 'The server does not accept the token: expired, revoked, or of another org.',
            actions: [getNewToken()],
          },
  },
  {
    code: 'apiTokenOnly',
    applies: (e) =>
      (e.status === 401 || e.status === 403) &&
      isToken(e) &&
      e.scopeMap?.find(e.request.method, e.request.url)?.apiTokenOnly === true,
    explain: () => ({
      sentence: 'This operation takes an API token only; no OAuth scope serves it.',
      actions: [action('editField', 'Change the authorization', { field: 'authType' })],
    }),
  },
];

/** What servers ask for, as the window names it, and the type of authorization that sends it. */
const challenged: ReadonlyMap<string, { name: string; authType?: string }> = new Map([
  ['basic', { name: 'Basic Auth', authType: 'basic' }],
  ['bearer', { name: 'a token' }],
  ['dpop', { name: 'a token with DPoP' }],
  ['digest', { name: 'Digest Auth', authType: 'digest' }],
  ['negotiate', { name: 'Negotiate, which Postern does not send' }],
  ['ntlm', { name: 'NTLM, which Postern does not send' }],
]);

/** A request without authorization, to a server that may have said which one it takes. @see RFC 9110 section 11.6.1 */
function withoutAuthorization({ challenges }: Evidence): ReturnType<Rule['explain']> {
  const asked = challenges.flatMap(({ scheme, parameters }) => {
    const known = challenged.get(scheme);
    const realm = shortenWords(parameters['realm'] ?? '', []);
    return known === undefined
      ? []
      : [{ ...known, words: realm === '' ? known.name : `${known.name} (“${realm}”)` }];
  });
  const asks = [...new Set(asked.map(({ words }) => words))].slice(0, 3).join(' or ');
  const { authType, name } = asked.find((entry) => entry.authType !== undefined) ?? {};
  return {
    sentence: `The request was sent without any authorization.${asks === '' ? '' : ` The server asks for ${asks}.`}`,
    actions: [
      authType === undefined
        ? action('editField', 'Choose an authorization', { field: 'authType' })
        : action('editField', `Use ${name ?? ''}`, { field: 'authType', type: authType }),
    ],
  };
}

function isToken(e: Evidence): boolean {
  return e.request.authorization === 'bearer' || e.request.authorization === 'dpop';
}

function isInvalidToken(e: Evidence): boolean {
  if (e.stage !== 'api' && e.stage !== 'userInfo') return false;
  return (
    e.oktaCode === 'E0000011' || (e.status === 401 && (e.oauthError === 'invalid_token' || e.oktaCode === ''))
  );
}

/** Scopes that the server names as missing; an empty list where it names none. */
function insufficientScopes(e: Evidence): string[] | undefined {
  const challenge = e.challenges.find(({ parameters }) => parameters['error'] === 'insufficient_scope');
  if (challenge === undefined && e.oauthError !== 'insufficient_scope') return undefined;
  return splitScopes(challenge?.parameters['scope'] ?? '');
}

/** Scopes that the offline map says are missing, for a 403 that names none. */
function lackedScopes(e: Evidence): string[] {
  if (e.status !== 403 || !isToken(e) || e.scopeMap === undefined || e.token?.scopes === undefined) return [];
  return findScopeGap(e.scopeMap, e.request, e.token.scopes)?.missing ?? [];
}

function hasScope(e: Evidence, scope: string): boolean {
  return e.token?.scopes?.includes(scope) === true;
}
