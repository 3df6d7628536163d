import { useEffect, useId, useRef, useState } from 'react';
import type { MouseEvent, PointerEvent, ReactElement } from 'react';
import { lazyPart } from './lazy-part.tsx';
import type { MenuEntry } from './menu-entry.ts';
import type { Anchor } from './stand-in.tsx';
import { withTriggerProps } from './trigger-element.ts';
import { useLayerOpen } from './use-layer-open.ts';

export type ContextMenuProps = {
  /** The element that has the menu; it must take event handlers. */
  children: ReactElement;
  /** A function is asked each time the menu opens. */
  items: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  onOpenChange?: (isOpen: boolean) => void;
};

const MenuLayer = lazyPart(async () => (await import('./menu-layer.tsx')).MenuLayer);

const longPressMs = 700;

/** A place in the window, which gives the focus back to what had it. */
function anchorAt(x: number, y: number): Anchor {
  const { activeElement } = document;
  return {
    getBoundingClientRect: () => new DOMRect(x, y, 0, 0),
    focus: () => {
      if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
    },
  };
}

/** Tells of a finger or a pen that stays; others ask with their right button. */
function useLongPress(tell: (event: PointerEvent) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const clear = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    clear,
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') return;
      clear();
      timer.current = setTimeout(() => tell(event), longPressMs);
    },
    onPointerMove: clear,
    onPointerCancel: clear,
    onPointerUp: clear,
  };
}

/** A menu on right click, the context-menu key and Shift+F10. */
export function ContextMenu({ children, items, onOpenChange }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuEntry[]>([]);
  const [anchor, setAnchor] = useState<{ current: Anchor | null }>({ current: null });
  const { isOpen, wasOpen, change } = useLayerOpen(undefined, onOpenChange);
  const id = useId();
  const openAt = ({ clientX, clientY }: MouseEvent) => {
    setAnchor({ current: anchorAt(clientX, clientY) });
    setShown(typeof items === 'function' ? items() : items);
    change(true);
  };
  const { clear, ...press } = useLongPress(openAt);
  const trigger = withTriggerProps(children, {
    ...press,
    'data-state': isOpen ? 'open' : 'closed',
    onContextMenu: (event: MouseEvent) => {
      if (event.defaultPrevented) return;
      clear();
      openAt(event);
      event.preventDefault();
    },
  });
  return (
    <>
      {trigger}
      {wasOpen ? (
        <MenuLayer
          id={id}
          anchor={anchor}
          open={isOpen}
          onOpenChange={change}
          items={shown}
          side="right"
          sideOffset={2}
        />
      ) : null}
    </>
  );
}
