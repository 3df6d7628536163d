import type { Discovered } from './discovered.ts';

/** Fields of a set-up that discovery can fill in. */
type DiscoveredField =
  | 'issuer'
  | 'authUrl'
  | 'accessTokenUrl'
  | 'deviceAuthorizationUrl'
  | 'backchannelAuthenticationUrl'
  | 'pushedAuthorizationUrl'
  | 'revocationUrl'
  | 'introspectionUrl'
  | 'userInfoUrl';

/** The endpoints a server told, as the fields of a set-up. What it did not tell stays as it is. */
export function discoveredFields(found: Discovered): Partial<Record<DiscoveredField, string>> {
  const told = {
    issuer: found.issuer,
    authUrl: found.authorizationEndpoint,
    accessTokenUrl: found.tokenEndpoint,
    deviceAuthorizationUrl: found.deviceAuthorizationEndpoint,
    backchannelAuthenticationUrl: found.backchannelAuthenticationEndpoint,
    pushedAuthorizationUrl: found.pushedAuthorizationRequestEndpoint,
    revocationUrl: found.revocationEndpoint,
    introspectionUrl: found.introspectionEndpoint,
    userInfoUrl: found.userinfoEndpoint,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''));
}
