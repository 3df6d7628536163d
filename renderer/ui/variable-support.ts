import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Suggestion } from './suggestion-list.tsx';

/** What is known of a `{{name}}`: found in a scope, made at send time (`{{$guid}}`), or nowhere. */
export type VariableStatus = 'resolved' | 'unresolved' | 'generated';

/** What fields need to know of variables; features give it, the kit only shows it. */
export type VariableSupport = {
  statusOf: (name: string) => VariableStatus;
  /** Offered after `{{`; `value` is the bare name. */
  suggestions: () => readonly Suggestion[];
  /** The card for a hovered variable, or for the one under the caret after F2. */
  renderCard?: (name: string, close: () => void) => ReactNode;
};

const noVariables: VariableSupport = { statusOf: () => 'resolved', suggestions: () => [] };

const VariableSupportContext = createContext<VariableSupport>(noVariables);

/** Gives every variable-aware field below it the same variables. */
export const VariableSupportProvider = VariableSupportContext.Provider;

/** The variables of the nearest provider. */
export function useVariableSupport(): VariableSupport {
  return useContext(VariableSupportContext);
}
