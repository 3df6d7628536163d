import { type RefObject, type UIEvent, useEffect, useRef, useState } from 'react';
import type { ScrollHandle } from '../../../ui/scroll-handle.ts';

/** How near the end counts as being there, in px. */
const nearPx = 40;

/** Keeps a list at its end while it grows; who scrolls up to read stays there, and who reads at `startIndex` begins there. */
export function useFollowEnd(
  count: number,
  last: unknown,
  startIndex = -1,
): {
  handle: RefObject<ScrollHandle | null>;
  isAtEnd: boolean;
  onScrollCapture(event: UIEvent): void;
  toEnd(): void;
  /** Somebody reads here now. */
  stay(): void;
} {
  const handle = useRef<ScrollHandle>(null);
  const [isAtEnd, setAtEnd] = useState(startIndex === -1);
  const hasStarted = useRef(false);
  const toEnd = () => handle.current?.scrollToIndex(count - 1);
  useEffect(() => {
    if (count === 0) return;
    if (isAtEnd) handle.current?.scrollToIndex(count - 1);
    else if (!hasStarted.current) handle.current?.scrollToIndex(startIndex);
    hasStarted.current = true;
    // Only something new moves the view.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [count, last]);
  return {
    handle,
    isAtEnd,
    toEnd,
    stay: () => setAtEnd(false),
    onScrollCapture({ target }) {
      if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'list') return;
      setAtEnd(target.scrollHeight - target.scrollTop - target.clientHeight < nearPx);
    },
  };
}
