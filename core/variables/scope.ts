import type { VariableScopeRef } from './variable.ts';

/** The kinds of scope in winning order; a folder stands before the folder or collection around it. */
export type VariableScopeKind = 'local' | 'environment' | 'folder' | 'collection' | 'globals';

/** The value of a variable in force; `secret` values are masked wherever they are shown. */
export interface ScopedValue {
  value: string;
  secret: boolean;
  /** The only hosts a secret may be sent to; absent: any. */
  hosts?: readonly string[];
}

/** One named set of variables. The map keeps names that a file chose (`__proto__`) harmless. */
export interface VariableScope {
  /** What people call it, such as the environment's name or `Globals`. */
  name: string;
  kind: VariableScopeKind;
  /** Where an edit goes; absent for local variables. */
  ref?: VariableScopeRef;
  variables: ReadonlyMap<string, ScopedValue>;
}

/** Scopes in winning order: local, environment, folders from the nearest outwards, collection, globals. */
export type ScopeChain = readonly VariableScope[];

/** A variable that was found, and where. */
export interface FoundVariable extends ScopedValue {
  scopeName: string;
  scopeKind: VariableScopeKind;
  ref?: VariableScopeRef;
}

const rank: Record<VariableScopeKind, number> = {
  local: 0,
  environment: 1,
  folder: 2,
  collection: 3,
  globals: 4,
};

/** Puts scopes in winning order; folders keep the order given, which is nearest first. */
export function orderScopes(scopes: readonly VariableScope[]): ScopeChain {
  return scopes.toSorted((left, right) => rank[left.kind] - rank[right.kind]);
}

/** Makes a scope from rows; of rows with the same name the last one counts, as in Postman. */
export function toScope(
  name: string,
  kind: VariableScopeKind,
  variables: Iterable<ScopedValue & { key: string }>,
  ref?: VariableScopeRef,
): VariableScope {
  const map = new Map<string, ScopedValue>();
  for (const { key, value, secret, hosts } of variables) {
    map.set(key, hosts === undefined ? { value, secret } : { value, secret, hosts });
  }
  return ref === undefined ? { name, kind, variables: map } : { name, kind, ref, variables: map };
}

/** Gives the winning value of a name and its scope, or `undefined` where no scope has it. */
export function lookUp(chain: ScopeChain, name: string): FoundVariable | undefined {
  for (const scope of chain) {
    const found = scope.variables.get(name);
    if (found !== undefined) {
      return {
        value: found.value,
        secret: found.secret,
        ...(found.hosts === undefined ? {} : { hosts: found.hosts }),
        scopeName: scope.name,
        scopeKind: scope.kind,
        ...(scope.ref === undefined ? {} : { ref: scope.ref }),
      };
    }
  }
  return undefined;
}
