import type { ValueSource } from './value-source.ts';
import type { VariableScopeRef } from './variable.ts';

/** The kinds of scope in winning order; a folder stands before the folder or collection around it. */
export type VariableScopeKind = 'local' | 'environment' | 'folder' | 'collection' | 'globals';

/** What is known of a value that is neither typed nor stored. */
export interface SourcedValue {
  source: ValueSource;
  /** The variable is of type `secret`: what is typed for it is not shown. */
  isMasked: boolean;
  /** The initial value, which a question offers. */
  offered: string;
  /** It was got already; else something stands in its place. */
  isHere: boolean;
}

/** The value of a variable in force; `secret` values are masked wherever they are shown. */
export interface ScopedValue {
  value: string;
  secret: boolean;
  /** The only hosts a secret may be sent to; absent: any. */
  hosts?: readonly string[];
  /** The value comes from elsewhere; it is taken as it stands, without variables in it. */
  sourced?: SourcedValue;
}

/** One named set of variables. The map keeps names that a file chose (`__proto__`) harmless. */
export interface VariableScope {
  /** What people call it, such as the environment's name or `Globals`. */
  name: string;
  kind: VariableScopeKind;
  /** Where an edit goes; absent for local variables. */
  ref?: VariableScopeRef;
  variables: ReadonlyMap<string, ScopedValue>;
  /** Values of it come from elsewhere. */
  hasSourced?: boolean;
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
  let hasSourced = false;
  for (const { key, value, secret, hosts, sourced } of variables) {
    if (sourced !== undefined) hasSourced = true;
    map.set(key, {
      value,
      secret,
      ...(hosts === undefined ? {} : { hosts }),
      ...(sourced === undefined ? {} : { sourced }),
    });
  }
  return {
    name,
    kind,
    ...(ref === undefined ? {} : { ref }),
    variables: map,
    ...(hasSourced ? { hasSourced } : {}),
  };
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
        ...(found.sourced === undefined ? {} : { sourced: found.sourced }),
        scopeName: scope.name,
        scopeKind: scope.kind,
        ...(scope.ref === undefined ? {} : { ref: scope.ref }),
      };
    }
  }
  return undefined;
}
