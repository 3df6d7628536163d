import { useEffect, useState } from 'react';
import type { ValueState } from '../../../core/contract/value.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { VariableScopeRef } from '../../../core/variables/variable.ts';
import { useStore } from '../../store/store.ts';
import { scopeKey } from './values-slice.ts';

/** Reads how the values of a set stand, and again whenever what is stored of it changed. */
export function useValueStates(scope: VariableScopeRef, hasSources: boolean): void {
  const load = useStore((state) => state.values.load);
  const key = scopeKey(scope);
  const id = scope.kind === 'globals' ? '' : scope.id;
  const { kind } = scope;
  useEffect(() => {
    if (hasSources) void load(kind === 'globals' ? { kind } : { kind, id });
  }, [load, hasSources, key, kind, id]);
}

/** How the value of one variable stands; nothing, where another source than this one is stored. */
export function useValueState(
  scope: VariableScopeRef,
  key: string,
  source: ValueSource | null | undefined,
): ValueState | undefined {
  const states = useStore((state) => state.values.states[scopeKey(scope)]);
  const found = states?.find((state) => state.key === key);
  return found !== undefined && sameValue(found.source, source) ? found : undefined;
}

/** The time, often enough to say how many minutes ago something was. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
