import { useState } from 'react';
import type { ReactElement } from 'react';
import { ContextMenu as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { useEverOpen } from './use-ever-open.ts';
import floating from './floating.module.css';

export type ContextMenuProps = {
  /** The element that has the menu; it must take a ref and event handlers. */
  children: ReactElement;
  /** A function is asked each time the menu opens. */
  items: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  onOpenChange?: (isOpen: boolean) => void;
};

/** A menu on right click, the context-menu key and Shift+F10. */
export function ContextMenu({ children, items, onOpenChange }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuEntry[]>([]);
  const [wasOpen, change] = useEverOpen(undefined, onOpenChange);
  return (
    <Primitive.Root
      modal={false}
      onOpenChange={(isOpen) => {
        if (isOpen) setShown(typeof items === 'function' ? items() : items);
        change(isOpen);
      }}
    >
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      {wasOpen ? (
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content className={floating['list']} collisionPadding={8} loop>
            <MenuEntries primitive={Primitive} items={shown} />
          </Primitive.Content>
        </Primitive.Portal>
      ) : null}
    </Primitive.Root>
  );
}
