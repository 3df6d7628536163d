import { useId } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { lazyPart } from './lazy-part.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { useTriggerRef, withTriggerProps } from './trigger-element.ts';
import { useLayerOpen } from './use-layer-open.ts';

export type MenuProps = {
  /** The button that opens it; it must take a ref and event handlers. */
  trigger: ReactElement;
  /** A function is asked while the menu is there. */
  items: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

const MenuLayer = lazyPart(async () => (await import('./menu-layer.tsx')).MenuLayer);

/** A menu that drops from a button. */
export function Menu({ trigger, items, align, side, open, onOpenChange }: MenuProps) {
  const { isOpen, wasOpen, change } = useLayerOpen(open, onOpenChange);
  const { element, ref } = useTriggerRef(trigger);
  const id = useId();
  const { id: ownId } = trigger.props as { id?: string };
  const triggerId = ownId ?? `${id}-trigger`;
  const button = withTriggerProps(trigger, {
    ref,
    id: triggerId,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    'data-state': isOpen ? 'open' : 'closed',
    onPointerDown: (event: PointerEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey) return;
      change(!isOpen);
      // The focus goes to the menu.
      if (!isOpen) event.preventDefault();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.defaultPrevented || !['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
      change(event.key === 'ArrowDown' || !isOpen);
      event.preventDefault();
    },
  });
  return (
    <>
      {button}
      {wasOpen ? (
        <MenuLayer
          anchor={element}
          id={id}
          labelledBy={triggerId}
          open={isOpen}
          onOpenChange={change}
          items={typeof items === 'function' ? items() : items}
          {...{ align, side }}
        />
      ) : null}
    </>
  );
}
