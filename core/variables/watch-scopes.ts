import type { ScopeChain, ScopedValue, VariableScope } from './scope.ts';

/** Hears of a variable that was looked up and found in a scope. */
export type UseListener = (name: string, found: ScopedValue, scope: VariableScope) => void;

/** Gives scopes that tell which of their variables are looked up. */
export function watchScopes(chain: ScopeChain, note: UseListener): ScopeChain {
  return chain.map((scope) => ({
    ...scope,
    variables: new WatchedMap(scope.variables, (name, found) => note(name, found, scope)),
  }));
}

class WatchedMap extends Map<string, ScopedValue> {
  /** Asked itself, and not only copied: it may be watched by somebody too. */
  private readonly watched: ReadonlyMap<string, ScopedValue>;
  private readonly note: (name: string, found: ScopedValue) => void;

  constructor(watched: ReadonlyMap<string, ScopedValue>, note: (name: string, found: ScopedValue) => void) {
    super(watched);
    this.watched = watched;
    this.note = note;
  }

  override get(name: string): ScopedValue | undefined {
    const found = this.watched.get(name);
    if (found !== undefined) this.note(name, found);
    return found;
  }
}
