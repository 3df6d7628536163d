import { AnchoredCard } from './anchored-card.tsx';
import type { useVariableCard } from './variable-card-state.ts';
import type { VariableSupport } from './variable-support.ts';

export type VariableCardProps = {
  state: ReturnType<typeof useVariableCard>;
  support: VariableSupport | undefined;
};

/** The card of the variable the pointer rests on, filled by the feature that knows variables. */
export function VariableCard({ state, support }: VariableCardProps) {
  const { card, close, keep, hold, pointAt } = state;
  return (
    <AnchoredCard
      label={`Variable ${card?.name ?? ''}`}
      anchor={card?.rect}
      takesFocus={card?.takesFocus}
      onClose={close}
      onPointerEnter={keep}
      onPointerLeave={() => pointAt(undefined)}
    >
      {card === undefined ? null : <div onFocus={hold}>{support?.renderCard?.(card.name, close)}</div>}
    </AnchoredCard>
  );
}
