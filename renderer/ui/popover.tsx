import { useId } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { lazyPart } from './lazy-part.tsx';
import type { PopoverLayerProps } from './popover-layer.tsx';
import { useTriggerRef, withTriggerProps } from './trigger-element.ts';
import { useLayerOpen } from './use-layer-open.ts';

export type PopoverProps = Pick<PopoverLayerProps, 'children' | 'side' | 'align'> & {
  /** The accessible name of what opens. */
  label: string;
  /** The button that opens it; it must take a ref and event handlers. */
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** In px. */
  width?: number;
  /** Escape that ends something inside is prevented here, and then does not close the panel. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
};

const PopoverLayer = lazyPart(async () => (await import('./popover-layer.tsx')).PopoverLayer);

/** A small panel that opens beside a button. */
export function Popover({ trigger, open, onOpenChange, ...panel }: PopoverProps) {
  const { isOpen, wasOpen, change } = useLayerOpen(open, onOpenChange);
  const { element, ref } = useTriggerRef(trigger);
  const id = useId();
  const button = withTriggerProps(trigger, {
    ref,
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    'data-state': isOpen ? 'open' : 'closed',
    onClick: (event: MouseEvent) => {
      if (!event.defaultPrevented) change(!isOpen);
    },
  });
  return (
    <>
      {button}
      {wasOpen ? (
        <PopoverLayer {...panel} id={id} anchor={element} open={isOpen} onOpenChange={change} />
      ) : null}
    </>
  );
}
