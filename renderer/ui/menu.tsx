import type { ReactElement } from 'react';
import { DropdownMenu as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { useEverOpen } from './use-ever-open.ts';
import floating from './floating.module.css';

export type MenuProps = {
  /** The button that opens it; it must take a ref and event handlers. */
  trigger: ReactElement;
  items: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A menu that drops from a button. */
export function Menu({ trigger, items, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  const [wasOpen, change] = useEverOpen(open, onOpenChange);
  return (
    <Primitive.Root open={open} onOpenChange={change} modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      {wasOpen ? (
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content
            className={floating['list']}
            align={align}
            side={side}
            sideOffset={4}
            collisionPadding={8}
            loop
          >
            <MenuEntries primitive={Primitive} items={items} />
          </Primitive.Content>
        </Primitive.Portal>
      ) : null}
    </Primitive.Root>
  );
}
