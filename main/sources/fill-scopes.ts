import type { ScopeChain, ScopedValue, VariableScope } from '../../core/variables/scope.ts';
import { valueToCome } from './stand-in.ts';
import type { ValueSources } from './value-sources.ts';

/**
 * Puts the values that came from elsewhere into scopes; where one was not got yet, something stands in its place that is
 * masked as it will be. The same scopes, where none of their values comes from elsewhere.
 */
export function fillScopes(sources: ValueSources, chain: ScopeChain): ScopeChain {
  if (!chain.some(({ hasSourced }) => hasSourced === true)) return chain;
  return chain.map((scope) => (scope.hasSourced === true ? filled(sources, scope) : scope));
}

/** Tells whether a value of these scopes was not got yet. */
export function lacksValues(chain: ScopeChain): boolean {
  return chain.some(
    ({ hasSourced, variables }) =>
      hasSourced === true && [...variables.values()].some(({ sourced }) => sourced?.isHere === false),
  );
}

/** Gives scopes in which a value that was not got yet is its name in angle brackets, for what people read. */
export function nameMissing(chain: ScopeChain): ScopeChain {
  if (!lacksValues(chain)) return chain;
  return chain.map((scope) => {
    const named = [...scope.variables].map(([key, value]): [string, ScopedValue] => [
      key,
      value.sourced?.isHere === false ? { ...value, value: `<${key}>` } : value,
    ]);
    return { ...scope, variables: new Map(named) };
  });
}

function filled(sources: ValueSources, scope: VariableScope): VariableScope {
  const { ref } = scope;
  if (ref === undefined) return scope;
  const variables = new Map<string, ScopedValue>();
  for (const [key, value] of scope.variables) {
    const { sourced } = value;
    if (sourced === undefined) {
      variables.set(key, value);
      continue;
    }
    const held = sources.peek({ scope: ref, key }, sourced.source);
    variables.set(key, {
      ...value,
      value: held ?? valueToCome,
      sourced: { ...sourced, isHere: held !== undefined },
    });
  }
  return { ...scope, variables };
}
