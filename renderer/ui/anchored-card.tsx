import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Popover as Primitive } from 'radix-ui';
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
  if (virtualRef === undefined) return null;
  return (
    <Primitive.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Primitive.Anchor virtualRef={virtualRef} />
      <Primitive.Portal>
        <Primitive.Content
          className={floating['card']}
          aria-label={label}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={takesFocus ? undefined : (event) => event.preventDefault()}
          onCloseAutoFocus={takesFocus ? undefined : (event) => event.preventDefault()}
          onPointerEnter={props.onPointerEnter}
          onPointerLeave={props.onPointerLeave}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
