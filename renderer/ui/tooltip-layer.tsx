import type { ReactNode } from 'react';
import { Tooltip as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { StandIn } from './stand-in.tsx';
import type { ShownTooltip } from './tooltip-control.ts';
import styles from './tooltip.module.css';

export type TooltipLayerProps = {
  id: string;
  shown: ShownTooltip;
  side: 'top' | 'right' | 'bottom' | 'left';
  onClose: () => void;
  children: ReactNode;
};

/** What a tooltip in sight is; it comes with the first one, or a moment after the window. */
export function TooltipLayer({ id, shown, side, onClose, children }: TooltipLayerProps) {
  return (
    <Primitive.Provider disableHoverableContent>
      <Primitive.Root open onOpenChange={onClose}>
        <Primitive.Trigger asChild>
          <StandIn anchor={shown.anchor} />
        </Primitive.Trigger>
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content
            id={id}
            className={styles['tooltip']}
            data-state={shown.how}
            side={side}
            sideOffset={6}
            collisionPadding={8}
          >
            {children}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
