import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import floating from './floating.module.css';

export type AnchoredCardProps = {
  /** The accessible name of the card. */
  label: string;
  /** Where it hangs, in viewport coordinates; `undefined` closes it. */
  anchor: DOMRect | undefined;
  onClose: () => void;
  children: ReactNode;
  /** Moves focus into the card, for keyboards; hovering leaves focus where it is. */
  takesFocus?: boolean;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
};

/** A floating card at a rectangle that is no element: a token in a text field, a value in a viewer. */
export function AnchoredCard(props: AnchoredCardProps) {
  const { label, anchor, onClose, children, takesFocus = false } = props;
  const virtualRef = useMemo(
    () => (anchor === undefined ? undefined : { current: { getBoundingClientRect: () => anchor } }),
    [anchor],
  );
  const cameFrom = useRef<HTMLElement>(null);
  if (virtualRef === undefined) return null;
  return (
    <Primitive.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Primitive.Anchor virtualRef={virtualRef} />
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.Content
          className={floating['card']}
          aria-label={label}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            if (!takesFocus) event.preventDefault();
            else if (document.activeElement instanceof HTMLElement) cameFrom.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // There is no trigger element to go back to; go back to where the key was pressed.
            event.preventDefault();
            cameFrom.current?.focus();
            cameFrom.current = null;
          }}
          onPointerEnter={props.onPointerEnter}
          onPointerLeave={props.onPointerLeave}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
