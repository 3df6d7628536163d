import type { Auth } from '../auth/auth.ts';
import { freshAuth } from '../auth/fresh-auth.ts';
import { type OAuth2Config, defaultCallbackUrl } from '../auth/oauth2/config.ts';
import { readOAuth2Config, writeOAuth2Config } from '../auth/oauth2/config-format.ts';
import type { Discovered } from '../auth/oauth2/discovered.ts';
import { discoveredFields } from '../auth/oauth2/discovered-fields.ts';
import type { GuideTrack } from './guide-step.ts';

/** What a set-up is made of. */
export interface SetUpParts {
  track: GuideTrack;
  found: Discovered;
  /** The org's address, and the variable that holds it. */
  orgUrl: string;
  urlVariable: string;
  clientIdVariable: string;
  /** The key that signs; for the service track. */
  keyId: string | undefined;
  /** Used where the set-up names none yet. */
  scopes: readonly string[];
}

/** True where a set-up gets tokens the way of a track. */
export function isOfTrack(auth: Auth | undefined, track: GuideTrack): boolean {
  if (auth?.type !== 'oauth2') return false;
  const { grantType } = readOAuth2Config(auth);
  return track === 'service'
    ? grantType === 'client_credentials'
    : grantType.startsWith('authorization_code');
}

/**
 * Sets OAuth 2.0 up for a track, filled in by discovery. Addresses of the org start with its variable, so that the set-up
 * serves every environment. What an earlier set-up of the same track says about client, redirect and scopes stays.
 */
export function setUpAuth(before: Auth | undefined, parts: SetUpParts): Auth {
  const { track, found, orgUrl, urlVariable, clientIdVariable, keyId } = parts;
  const start = before !== undefined && isOfTrack(before, track) ? before : freshAuth('oauth2');
  const old = readOAuth2Config(start);
  const isFresh = start !== before;
  const endpoints = Object.fromEntries(
    Object.entries(discoveredFields(found)).map(([field, address]) => [
      field,
      withVariable(address, orgUrl, urlVariable),
    ]),
  ) as Partial<OAuth2Config>;
  const client: Partial<OAuth2Config> =
    track === 'service'
      ? {
          grantType: 'client_credentials',
          clientAuthentication: 'private_key_jwt',
          assertionAudience: 'endpoint',
          clientSecret: '',
          keyId: keyId ?? old.keyId,
        }
      : {
          grantType: 'authorization_code_with_pkce',
          callbackUrl: old.callbackUrl || defaultCallbackUrl,
          clientAuthentication: isFresh ? 'client_secret_post' : old.clientAuthentication,
        };
  return writeOAuth2Config(start, {
    ...old,
    ...endpoints,
    ...client,
    clientId: isFresh || old.clientId === '' ? `{{${clientIdVariable}}}` : old.clientId,
    scope: isFresh || old.scope.trim() === '' ? parts.scopes.join(' ') : old.scope,
  });
}

function withVariable(address: string, orgUrl: string, variable: string): string {
  const rest = address.startsWith(orgUrl) ? address.slice(orgUrl.length) : undefined;
  return rest === undefined || (rest !== '' && !rest.startsWith('/')) ? address : `{{${variable}}}${rest}`;
}

/** The labels of the fields a set-up of a track cannot do without and that are empty. */
export function missingFields(config: OAuth2Config, track: GuideTrack, keyExists: boolean): string[] {
  const wanted: [label: string, isThere: boolean][] = [
    ['Access Token URL', config.accessTokenUrl !== ''],
    ['Client ID', config.clientId !== ''],
    ['Scope', config.scope.trim() !== ''],
    ...(track === 'service'
      ? ([['Key', config.clientAuthentication === 'private_key_jwt' && keyExists]] as [string, boolean][])
      : ([
          ['Auth URL', config.authUrl !== ''],
          ['Callback URL', config.callbackUrl !== ''],
        ] as [string, boolean][])),
  ];
  return wanted.filter(([, isThere]) => !isThere).map(([label]) => label);
}
