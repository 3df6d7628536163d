import type { OAuth2Config } from './config.ts';
import type { Discovered } from './discovered.ts';

/** The endpoints a server told, as the fields of a set-up. What it did not tell stays as it is. */
export function discoveredFields(found: Discovered): Partial<OAuth2Config> {
  const told = {
    issuer: found.issuer,
    authUrl: found.authorizationEndpoint,
    accessTokenUrl: found.tokenEndpoint,
    deviceAuthorizationUrl: found.deviceAuthorizationEndpoint,
    pushedAuthorizationUrl: found.pushedAuthorizationRequestEndpoint,
    revocationUrl: found.revocationEndpoint,
    introspectionUrl: found.introspectionEndpoint,
    userInfoUrl: found.userinfoEndpoint,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''));
}
