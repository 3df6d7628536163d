import { type NonceGiver, nonceKeyOf } from '../../core/auth/oauth2/dpop.ts';
import type { CallbackOutcome } from '../../core/auth/oauth2/authorization-response.ts';
import type { Discovered } from '../../core/auth/oauth2/discovered.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import type { Listeners } from '../listeners.ts';
import { type LoopbackListeners, createLoopbackListeners } from './loopback-listener.ts';
import { ServerClocks } from './server-clocks.ts';
import { type SingleFlight, createSingleFlight } from './single-flight.ts';

/** What flows of one app share: who waits for a redirect, the nonces of servers, and what is under way. */
export interface OAuthRuntime {
  readonly listeners: LoopbackListeners;
  /** Flows that wait for the browser, by the id of their call. */
  readonly waiting: Map<string, (address: string) => CallbackOutcome>;
  /** Runs one refresh or fetch at a time for each token. */
  readonly flights: SingleFlight;
  /** What servers say about themselves, by the issuer or endpoint that was asked about. */
  readonly servers: Map<string, { discovered: Discovered | undefined; untilEpochMs: number }>;
  /** Keys that servers sign with, by their address. */
  readonly keySets: Map<string, { keys: Jwk[]; untilEpochMs: number }>;
  /** Clocks of servers that are signed by. */
  readonly clocks: ServerClocks;
  nonceOf(giver: NonceGiver, url: string): string | undefined;
  keepNonce(giver: NonceGiver, url: string, nonce: string): void;
  /** Clients that were found to need DPoP, by token endpoint and client id. */
  readonly needsDpop: Set<string>;
}

const mostNonces = 500;

/** Makes the runtime of one app. Nothing in it is kept on disk. */
export function createOAuthRuntime(sockets?: Listeners): OAuthRuntime {
  const nonces = new Map<string, string>();
  return {
    listeners: createLoopbackListeners(sockets),
    waiting: new Map(),
    flights: createSingleFlight(),
    servers: new Map(),
    keySets: new Map(),
    needsDpop: new Set(),
    clocks: new ServerClocks(),
    nonceOf: (giver, url) => nonces.get(nonceKeyOf(giver, url)),
    keepNonce(giver, url, nonce) {
      if (nonces.size >= mostNonces) nonces.clear();
      nonces.set(nonceKeyOf(giver, url), nonce);
    },
  };
}
