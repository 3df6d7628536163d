import { useImperativeHandle } from 'react';
import type { Ref } from 'react';
import { scrollToRow } from './virtual-rows.ts';
import type { VirtualRows } from './virtual-rows.ts';

/** Lets an owner scroll a virtual list to a row. */
export type ScrollHandle = { scrollToIndex: (index: number) => void };

/** Gives the owner of a virtual list its handle. */
export function useScrollHandle(handle: Ref<ScrollHandle> | undefined, rows: VirtualRows): void {
  useImperativeHandle(handle, () => ({ scrollToIndex: (index) => scrollToRow(rows, index) }), [rows]);
}
