import type { JwkFacts } from './jwk.ts';

/** What an assertion is checked against. */
export interface AssertionContext {
  /** The endpoint the request goes to. */
  endpoint: string;
  issuer?: string;
  /** Whom the profile says the assertion is for. */
  audience: 'endpoint' | 'issuer';
  clientId: string;
  nowEpochSec: number;
  /** The key that will sign; absent while none is chosen. */
  key?: Pick<JwkFacts, 'keyType' | 'curve' | 'keyId'>;
  /** Key ids the server knows; absent where they were not fetched. */
  knownKeyIds?: readonly string[];
  /** A fresh value for the fix of a missing `jti`. */
  freshJti: string;
}
