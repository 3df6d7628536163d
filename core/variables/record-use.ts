import type { UsedVariable } from '../http/preview.ts';
import type { ScopeChain, ScopedValue } from './scope.ts';

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
    scopes: chain.map((scope) => ({
      ...scope,
      variables: new RecordedMap(scope.variables, (name, { value, secret }) =>
        used.set(name, {
          name,
          ...(secret ? {} : { value }),
          secret,
          scopeKind: scope.kind,
          scopeName: scope.name,
        }),
      ),
    })),
    generate(name) {
      const value = generate(name);
      if (value !== undefined)
        used.set(name, { name, value, secret: false, scopeKind: 'generated', scopeName: 'Generated' });
      return value;
    },
    used: () => [...used.values()],
  };
}

class RecordedMap extends Map<string, ScopedValue> {
  private readonly note: ((name: string, found: ScopedValue) => void) | undefined;

  constructor(values: ReadonlyMap<string, ScopedValue>, note: (name: string, found: ScopedValue) => void) {
    super(values);
    this.note = note;
  }

  override get(name: string): ScopedValue | undefined {
    const found = super.get(name);
    if (found !== undefined) this.note?.(name, found);
    return found;
  }
}
