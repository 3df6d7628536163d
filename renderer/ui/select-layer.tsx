import type { RefObject } from 'react';
import { Popover as Primitive } from 'radix-ui';
import { classNames } from './class-names.ts';
import { floatingContainer } from './floating-container.ts';
import { SelectList } from './select-list.tsx';
import type { SelectListProps } from './select-list.tsx';
import styles from './select.module.css';
import floating from './floating.module.css';

export type SelectLayerProps = SelectListProps & {
  /** The button the list hangs from. */
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
};

/** What an open select is; it comes with the first look at one, or a moment after the window. */
export function SelectLayer({ trigger, onClose, ...list }: SelectLayerProps) {
  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Anchor virtualRef={trigger as RefObject<HTMLElement>} />
      <Primitive.Portal container={floatingContainer()}>
        <Primitive.Content
          className={classNames(floating['list'], styles['content'])}
          role="presentation"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            // A press on the trigger closes by its own click.
            if (event.target instanceof Node && trigger.current?.contains(event.target) === true) {
              event.preventDefault();
            }
          }}
          // Pressing on the list must not take focus from the trigger.
          onMouseDown={(event) => event.preventDefault()}
        >
          <SelectList {...list} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
