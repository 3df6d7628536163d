import type { UsedVariable } from '../http/preview.ts';
import type { ScopeChain } from './scope.ts';
import { describeSource } from './source-rules.ts';
import { watchScopes } from './watch-scopes.ts';

/** Scopes and a generator that note what is asked of them. */
export interface RecordedScopes {
  scopes: ScopeChain;
  generate(name: string): string | undefined;
  /** The variables that were found, in the order of their first use. */
  used(): UsedVariable[];
}

/** Notes which variables are read, and from which scope each came, while a request is prepared. */
export function recordUse(chain: ScopeChain, generate: (name: string) => string | undefined): RecordedScopes {
  const used = new Map<string, UsedVariable>();
  return {
    scopes: watchScopes(chain, (name, { value, secret, sourced }, scope) =>
      used.set(name, {
        name,
        ...(secret ? {} : { value }),
        secret,
        scopeKind: scope.kind,
        scopeName: scope.name,
        ...(sourced === undefined
          ? {}
          : { sourced: { words: describeSource(sourced.source), isHere: sourced.isHere } }),
      }),
    ),
    generate(name) {
      const value = generate(name);
      if (value !== undefined)
        used.set(name, { name, value, secret: false, scopeKind: 'generated', scopeName: 'Generated' });
      return value;
    },
    used: () => [...used.values()],
  };
}
