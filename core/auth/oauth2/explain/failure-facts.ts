import type { HeaderPairs } from '../../../http/exchange.ts';
import type { ClientAuthenticationMethod } from '../config.ts';
import type { ScopeMap } from '../scope-map.ts';

/** Where something failed. */
export type FailureStage =
  | 'authorize'
  | 'token'
  | 'par'
  | 'device'
  | 'backchannel'
  | 'revoke'
  | 'introspect'
  | 'userInfo'
  | 'discovery'
  | 'api';

/** Everything the explainer may know; what is not known is left out. */
export interface FailureFacts {
  stage: FailureStage;
  /** The answer; for `authorize`, the parameters of the redirect in `error` instead. */
  status?: number;
  headers: HeaderPairs;
  bodyText: string;
  /** Local clock when the answer came. */
  receivedAtEpochSec: number;
  request: {
    method: string;
    url: string;
    /** How the request was authorized. */
    authorization?: 'bearer' | 'dpop' | 'apiToken' | 'basic' | 'other' | 'none';
    dpopProofSent?: boolean;
    /** The request carried an `Origin` header. */
    originSent?: boolean;
  };
  /** The error of a redirect, in the server's words. */
  error?: { error: string; errorDescription?: string };
  client?: {
    clientId?: string;
    authentication?: ClientAuthenticationMethod;
    grantType?: string;
    keyId?: string;
    redirectUri?: string;
    dpop?: 'off' | 'on' | 'auto';
    requestedScopes?: readonly string[];
    tokenEndpoint?: string;
    /** `aud` of the assertion that was sent. */
    assertionAudience?: string;
  };
  /** The token that was sent. */
  token?: {
    scopes?: readonly string[];
    tokenType?: string;
    expiresAtEpochSec?: number;
    issuer?: string;
  };
  /** The offline map, where it is loaded. */
  scopeMap?: ScopeMap;
  /** Secret texts that must not show up in the server's words. */
  secrets?: readonly string[];
}
