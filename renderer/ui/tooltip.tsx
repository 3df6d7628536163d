import { createContext, useContext } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as Primitive } from 'radix-ui';
import { floatingContainer } from './floating-container.ts';
import { Kbd } from './kbd.tsx';
import type { Shortcut } from './shortcut.ts';
import { useEverOpen } from './use-ever-open.ts';
import styles from './tooltip.module.css';

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left';

export type TooltipProps = {
  content: ReactNode;
  shortcut?: Shortcut;
  side?: TooltipSide;
  /** The element that has the tooltip; it must take a ref and event handlers. */
  children: ReactElement;
};

const InsideProvider = createContext(false);

/** Put it once around the app: after the first tooltip the next ones open without delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <InsideProvider value={true}>
      <Primitive.Provider delayDuration={450} skipDelayDuration={250} disableHoverableContent>
        {children}
      </Primitive.Provider>
    </InsideProvider>
  );
}

/** A short text, with an optional shortcut, shown on hover and on keyboard focus. */
export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps) {
  const insideProvider = useContext(InsideProvider);
  const [wasOpen, change] = useEverOpen(undefined);
  const tooltip = (
    <Primitive.Root onOpenChange={change}>
      <Primitive.Trigger
        asChild
        onFocus={(event) => {
          // Focus that comes back from a closed menu or dialog would otherwise open the tooltip.
          if (!event.currentTarget.matches(':focus-visible')) event.preventDefault();
        }}
      >
        {children}
      </Primitive.Trigger>
      {wasOpen ? (
        <Primitive.Portal container={floatingContainer()}>
          <Primitive.Content className={styles['tooltip']} side={side} sideOffset={6} collisionPadding={8}>
            <span>{content}</span>
            {shortcut === undefined ? null : <Kbd shortcut={shortcut} variant="inverse" />}
          </Primitive.Content>
        </Primitive.Portal>
      ) : null}
    </Primitive.Root>
  );
  return insideProvider ? tooltip : <TooltipProvider>{tooltip}</TooltipProvider>;
}
