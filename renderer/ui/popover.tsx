import type { ReactElement, ReactNode } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { useEverOpen } from './use-ever-open.ts';
import floating from './floating.module.css';

export type PopoverProps = {
  /** The accessible name of what opens. */
  label: string;
  trigger: ReactElement;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  /** In px. */
  width?: number;
  /** Escape that ends something inside is prevented here, and then does not close the panel. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
};

/** A small panel that opens beside a button. */
export function Popover(props: PopoverProps) {
  const { label, trigger, children, open, onOpenChange, side = 'bottom', align = 'start', width } = props;
  const [wasOpen, change] = useEverOpen(open, onOpenChange);
  return (
    <Primitive.Root open={open} onOpenChange={change}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      {wasOpen ? (
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content
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
      ) : null}
    </Primitive.Root>
  );
}
