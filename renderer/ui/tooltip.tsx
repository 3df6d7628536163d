import { useEffect, useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { lazyPart } from './lazy-part.tsx';
import type { Shortcut } from './shortcut.ts';
import { createTooltipControl } from './tooltip-control.ts';
import type { ShownTooltip } from './tooltip-control.ts';
import { withTriggerProps } from './trigger-element.ts';

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left';

export type TooltipProps = {
  content: ReactNode;
  shortcut?: Shortcut;
  side?: TooltipSide;
  /** The element that has the tooltip; it must take event handlers. */
  children: ReactElement;
};

const TooltipLayer = lazyPart(async () => (await import('./tooltip-layer.tsx')).TooltipLayer);

/** A short text, with an optional shortcut, shown on hover and on keyboard focus. */
export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps) {
  const id = useId();
  const [shown, setShown] = useState<ShownTooltip>();
  const [{ handlers, close }] = useState(() => createTooltipControl(setShown));
  useEffect(() => close, [close]);
  return (
    <>
      {withTriggerProps(children, {
        ...handlers,
        'aria-describedby': shown === undefined ? undefined : id,
      })}
      {shown === undefined ? null : (
        <TooltipLayer {...{ id, shown, side }} onClose={close}>
          <span>{content}</span>
          {shortcut === undefined ? null : <Kbd shortcut={shortcut} variant="inverse" />}
        </TooltipLayer>
      )}
    </>
  );
}
