import type { FocusEvent, PointerEvent, SyntheticEvent } from 'react';

/** A tooltip in sight: how it came, and the element it is about. */
export type ShownTooltip = {
  how: 'delayed-open' | 'instant-open';
  anchor: { readonly current: HTMLElement };
};

const delayMs = 450;
const skipDelayMs = 250;

/** After the first tooltip the next ones open without delay, until none was there for a moment. */
let isDelayed = true;
let delayTimer: ReturnType<typeof setTimeout> | undefined;
/** Only one is in sight at a time. */
let closeShown: (() => void) | undefined;

function noteOpened(close: () => void): void {
  closeShown?.();
  clearTimeout(delayTimer);
  isDelayed = false;
  closeShown = close;
}

function noteClosed(): void {
  closeShown = undefined;
  clearTimeout(delayTimer);
  delayTimer = setTimeout(() => {
    isDelayed = true;
  }, skipDelayMs);
}

/** Opens and closes the tooltip of one element: `handlers` are for the element, `show` is told what is in sight. */
export function createTooltipControl(show: (shown: ShownTooltip | undefined) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;
  let isPressed = false;
  let isOver = false;
  const close = () => {
    clearTimeout(timer);
    if (!isOpen) return;
    isOpen = false;
    noteClosed();
    show(undefined);
  };
  const open = (element: EventTarget, how: ShownTooltip['how']) => {
    clearTimeout(timer);
    if (isOpen || !(element instanceof HTMLElement)) return;
    noteOpened(close);
    isOpen = true;
    show({ how, anchor: { current: element } });
  };
  const handlers = {
    onPointerMove({ pointerType, currentTarget }: PointerEvent) {
      if (pointerType === 'touch' || isOver) return;
      isOver = true;
      if (isDelayed) timer = setTimeout(() => open(currentTarget, 'delayed-open'), delayMs);
      else open(currentTarget, 'instant-open');
    },
    onPointerLeave() {
      isOver = false;
      close();
    },
    onPointerDown() {
      if (isOpen) close();
      isPressed = true;
      const release = () => {
        isPressed = false;
      };
      document.addEventListener('pointerup', release, { once: true });
    },
    onFocus({ currentTarget }: FocusEvent) {
      // Focus that comes back from a closed menu or dialog opens nothing.
      if (!isPressed && currentTarget.matches(':focus-visible')) open(currentTarget, 'instant-open');
    },
    onBlur: close,
    onClick: close,
  } satisfies Record<string, ((event: never) => void) | ((event: SyntheticEvent) => void)>;
  return { handlers, close };
}
