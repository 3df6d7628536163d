import { useImperativeHandle } from 'react';
import type { Ref } from 'react';

/** Lets an owner scroll a virtual list to a row. */
export type ScrollHandle = { scrollToIndex: (index: number) => void };

/** Gives the owner of a virtual list its handle. */
export function useScrollHandle(
  handle: Ref<ScrollHandle> | undefined,
  virtualizer: { scrollToIndex: (index: number, options: { align: 'auto' }) => void },
): void {
  useImperativeHandle(
    handle,
    () => ({ scrollToIndex: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }) }),
    [virtualizer],
  );
}
