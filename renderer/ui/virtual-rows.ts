import type { RefObject } from 'react';
import { defaultRangeExtractor, elementScroll, useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';

export type VirtualRowsOptions = {
  count: number;
  scroller: RefObject<HTMLElement | null>;
  /** In px. */
  rowHeight: number;
  keyAt?: (index: number) => string | number;
  /** A row that stays mounted out of sight, such as the one with the focus. */
  keptIndex?: number;
  isEnabled?: boolean;
  /** Height of a sticky head that covers the top of the scroller, in px. */
  headHeight?: number;
};

export type VirtualRows = Virtualizer<HTMLElement, Element>;

/**
 * The rows in sight of a scroller, a few more on each side, and the height of them all. A list that appears asks for no
 * layout of its own: it draws as many rows as a window can show and hears its size when the page has been laid out.
 */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { count, scroller, rowHeight, keyAt, keptIndex, isEnabled = true, headHeight = 0 } = options;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised on the virtualizer's functions
  return useVirtualizer<HTMLElement, Element>({
    count,
    enabled: isEnabled,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 0, height: window.innerHeight },
    observeElementRect: observeRect,
    scrollToFn: (offset, how, instance) => {
      const isThere = offset + (how.adjustments ?? 0) === 0 && (instance.scrollOffset ?? 0) === 0;
      if (!isThere) elementScroll(offset, how, instance);
    },
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
    ...(keyAt === undefined ? {} : { getItemKey: keyAt }),
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (keptIndex === undefined || keptIndex >= count || indexes.includes(keptIndex)) return indexes;
      return [...indexes, keptIndex].toSorted((left, right) => left - right);
    },
  });
}

/** Brings a row into sight, also in a list that has just appeared and does not know its size yet. */
export function scrollToRow(rows: VirtualRows, index: number): void {
  if (rows.scrollElement !== null) rows.scrollRect = innerSize(rows.scrollElement);
  rows.scrollToIndex(index, { align: 'auto' });
}

const innerSize = (element: HTMLElement) => ({ width: element.clientWidth, height: element.clientHeight });

function observeRect(
  { scrollElement }: VirtualRows,
  tell: (rect: { width: number; height: number }) => void,
) {
  if (scrollElement === null) return undefined;
  const observer = new ResizeObserver(() => tell(innerSize(scrollElement)));
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
