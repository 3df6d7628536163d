import type { RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
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

/** The rows in sight of a scroller, a few more on each side, and the height of them all. */
export function useVirtualRows(options: VirtualRowsOptions): Virtualizer<HTMLElement, Element> {
  const { count, scroller, rowHeight, keyAt, keptIndex, isEnabled = true, headHeight = 0 } = options;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised on the virtualizer's functions
  return useVirtualizer<HTMLElement, Element>({
    count,
    enabled: isEnabled,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // Before anything is measured: as many rows as a window can show, so that they are there from the start.
    initialRect: { width: 0, height: window.innerHeight },
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
