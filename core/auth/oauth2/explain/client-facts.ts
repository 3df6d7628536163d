import { effectiveClientAuthentication, type OAuth2Config, splitScopes } from '../config.ts';
import type { FailureFacts } from './failure-facts.ts';

/** Gives what the explainer may know of the client, out of its set-up. */
export function clientFacts(config: OAuth2Config): NonNullable<FailureFacts['client']> {
  return {
    clientId: config.clientId,
    authentication: effectiveClientAuthentication(config),
    grantType: config.grantType,
    keyId: config.keyId,
    redirectUri: config.callbackUrl,
    dpop: config.dpop,
    requestedScopes: splitScopes(config.scope),
    tokenEndpoint: config.accessTokenUrl,
  };
}
