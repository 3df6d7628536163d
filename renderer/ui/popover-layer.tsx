import type { ReactNode } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { StandIn } from './stand-in.tsx';
import type { StandInProps } from './stand-in.tsx';
import floating from './floating.module.css';

export type PopoverLayerProps = Pick<StandInProps, 'anchor'> & {
  id: string;
  label: string;
  children: ReactNode;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  width?: number;
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
};

/** What an open panel is; it comes with the first look at one, or a moment after the window. */
export function PopoverLayer(props: PopoverLayerProps) {
  const { anchor, id, label, children, open, onOpenChange, side = 'bottom', align = 'start', width } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>
        <StandIn anchor={anchor} />
      </Primitive.Trigger>
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.Content
          id={id}
          className={floating['card']}
          style={width === undefined ? undefined : { width }}
          aria-label={label}
          onEscapeKeyDown={props.onEscapeKeyDown}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
