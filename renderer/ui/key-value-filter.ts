import { useState } from 'react';
import type { RowKeys } from './row-keys.ts';

/** Which rows of a table are shown while somebody looks for some. */
export type RowFilter<Row> = {
  /** What was typed; empty shows all. */
  text: string;
  matches: (row: Row) => boolean;
};

const none: ReadonlySet<string> = new Set();

/**
 * The indexes of the rows that a filter shows, `undefined` where it shows all. A row that is edited under a filter stays
 * until the filter changes: it must not go from under the caret.
 */
export function useShownRows<Row>(rows: readonly Row[], filter: RowFilter<Row> | undefined, keys: RowKeys) {
  const text = filter?.text ?? '';
  const [held, setHeld] = useState({ text, keys: none });
  const heldKeys = held.text === text ? held.keys : none;
  const isOn = filter !== undefined && text !== '';
  const shown = isOn
    ? rows.flatMap((row, index) => (filter.matches(row) || heldKeys.has(keys.at(index)) ? [index] : []))
    : undefined;
  return {
    shown,
    /** Keeps rows shown, before they change. */
    hold(from: number, count = 1) {
      if (!isOn) return;
      const added = Array.from({ length: count }, (_, at) => keys.at(from + at));
      setHeld({ text, keys: new Set([...heldKeys, ...added]) });
    },
  };
}

/** The row a step leads to among those that are shown, the blank one at the end included; nothing past either end. */
export function shownTarget(
  shown: readonly number[] | undefined,
  from: number,
  to: number,
  draft: number,
): number | undefined {
  if (shown === undefined || from === to) return to;
  const all = [...shown, draft];
  const at = all.indexOf(from);
  return at === -1 ? to : all[at + (to - from)];
}

/** Where the row after a deleted one stands once that one is gone; the blank one where there is none. */
export function rowAfterRemoved(
  shown: readonly number[] | undefined,
  removed: number,
  rowCount: number,
): number {
  const next = shown === undefined ? removed + 1 : shown.find((index) => index > removed);
  return (next ?? rowCount) - 1;
}
