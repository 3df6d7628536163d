import type { Explanation } from '../explanation.ts';
import type { Evidence } from './evidence.ts';

/** One failure that is known: when it is that one, and what to say then. */
export interface Rule {
  /** Stable; what tests and the UI compare. */
  code: string;
  applies(evidence: Evidence): boolean;
  explain(evidence: Evidence): Pick<Explanation, 'sentence' | 'cause' | 'actions'>;
}

/** Tells whether the request went to an endpoint that a client authenticates at. */
export function isClientStage({ stage }: Evidence): boolean {
  return ['token', 'par', 'device', 'backchannel', 'revoke', 'introspect'].includes(stage);
}

/** Tells whether the client signed an assertion. */
export function usesAssertion({ client }: Evidence): boolean {
  return client?.authentication === 'private_key_jwt' || client?.authentication === 'client_secret_jwt';
}

/** Tells whether the server's words match. */
export function says({ description, oktaSummary }: Evidence, pattern: RegExp): boolean {
  return pattern.test(description) || pattern.test(oktaSummary);
}
