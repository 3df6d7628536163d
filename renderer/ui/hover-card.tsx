import type { ReactElement, ReactNode } from 'react';
import { HoverCard as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { useLayerOpen } from './use-layer-open.ts';
import floating from './floating.module.css';

export type HoverCardProps = {
  /** What is hovered; it must take a ref and event handlers. */
  children: ReactElement;
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  openDelayMs?: number;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A card with more about what the pointer rests on; never the only way to its content. */
export function HoverCard(props: HoverCardProps) {
  const { children, content, side = 'bottom', align = 'start', openDelayMs = 300, onOpenChange } = props;
  const { wasOpen, change } = useLayerOpen(undefined, onOpenChange);
  return (
    <Primitive.Root openDelay={openDelayMs} closeDelay={150} onOpenChange={change}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      {wasOpen ? (
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content
            className={floating['card']}
            side={side}
            align={align}
            sideOffset={4}
            collisionPadding={8}
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      ) : null}
    </Primitive.Root>
  );
}
