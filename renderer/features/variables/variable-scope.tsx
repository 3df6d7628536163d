import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';
import { VariableSupportProvider } from '../../ui/variable-support.ts';
import type { VariableSupport } from '../../ui/variable-support.ts';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import type { VariableTextFieldProps } from '../../ui/variable-text-field.tsx';
import { useVariableChain } from './use-variable-chain.ts';
import { VariableCard } from './variable-card.tsx';
import { completableNames, findVisible } from './visible-scopes.ts';

function supportFor(chain: ScopeChain): VariableSupport {
  // Made once, when something is first completed.
  let suggestions: ReturnType<VariableSupport['suggestions']> | undefined;
  return {
    statusOf: (name) => {
      const found = findVisible(chain, name);
      if (found === undefined) return 'unresolved';
      return found.scope === 'generated' ? 'generated' : 'resolved';
    },
    suggestions: () => {
      suggestions ??= completableNames(chain).map(({ name, scopeName }) => ({
        value: name,
        detail: scopeName,
      }));
      return suggestions;
    },
    renderCard: (name, close) => <VariableCard chain={chain} name={name} onClose={close} />,
  };
}

export type VariableScopeProps = {
  /** The item whose environment, folders, collection and globals count. */
  itemId?: ItemId | undefined;
  /** For a request that was never saved: where it will go. */
  parentId?: ItemId | undefined;
  children: ReactNode;
};

/** Every variable-aware field inside colours, completes and explains the variables that this item sees. */
export function VariableScope({ itemId, parentId, children }: VariableScopeProps) {
  const chain = useVariableChain(itemId, parentId);
  const support = useMemo(() => supportFor(chain), [chain]);
  return <VariableSupportProvider value={support}>{children}</VariableSupportProvider>;
}

export type VariableFieldProps = Omit<VariableTextFieldProps, 'variables'> &
  Omit<VariableScopeProps, 'children'>;

/** A single field with the variables of an item; inside a `VariableScope` use the kit's `VariableTextField`. */
export function VariableField({ itemId, parentId, ...field }: VariableFieldProps) {
  return (
    <VariableScope itemId={itemId} parentId={parentId}>
      <VariableTextField {...field} />
    </VariableScope>
  );
}
