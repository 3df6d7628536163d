import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';

export type FixedRowsOptions = {
  count: number;
  scroller: RefObject<HTMLElement | null>;
  /** In px, the same for each row. */
  rowHeight: number;
  /** A row that stays mounted out of sight, such as the one with the focus. */
  keptIndex: number;
};

export type FixedRows = {
  /** The rows to draw, in order. */
  indexes: readonly number[];
  /** Brings a row into sight, also in a list that has just appeared. */
  scrollTo: (index: number) => void;
};

/** Rows drawn on each side of those in sight. */
const overscan = 8;

type Range = { first: number; last: number };

function rangeOf(top: number, height: number, rowHeight: number): Range {
  return { first: Math.floor(top / rowHeight), last: Math.ceil((top + height) / rowHeight) };
}

function indexesOf({ first, last }: Range, count: number, keptIndex: number): number[] {
  const from = Math.max(0, Math.min(first, count) - overscan);
  const to = Math.min(count, last + overscan);
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  if (keptIndex < 0 || keptIndex >= count) return indexes;
  if (keptIndex < from) return [keptIndex, ...indexes];
  return keptIndex < to ? indexes : [...indexes, keptIndex];
}

/**
 * The rows in sight of a scroller, and a few more on each side, where all are equally high: what `useVirtualRows` does for
 * every list, and little enough to be there with the window. A list that appears asks for no layout: it draws as many rows
 * as a window can show and hears its size when the page has been laid out.
 */
export function useFixedRows({ count, scroller, rowHeight, keptIndex }: FixedRowsOptions): FixedRows {
  const [range, setRange] = useState(() => rangeOf(0, window.innerHeight, rowHeight));
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let known = range;
    const look = () => {
      const next = rangeOf(element.scrollTop, element.clientHeight, rowHeight);
      if (next.first === known.first && next.last === known.last) return;
      known = next;
      // At once, or the frame would show the gap.
      flushSync(() => setRange(next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the range is where it starts from; then the listener knows it
  }, [scroller, rowHeight]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      const { scrollTop, clientHeight } = element;
      const top = index * rowHeight;
      if (top < scrollTop) element.scrollTop = top;
      else if (top + rowHeight > scrollTop + clientHeight) element.scrollTop = top + rowHeight - clientHeight;
    },
    [scroller, rowHeight],
  );
  return { indexes: indexesOf(range, count, keptIndex), scrollTo };
}
