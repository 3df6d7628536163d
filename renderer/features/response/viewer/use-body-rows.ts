import { useEffect, useSyncExternalStore } from 'react';
import type { BodyRows } from './body-rows.ts';
import type { LayoutProgress } from './engine/rows.ts';

/** Follows the rows of a body: draws anew when rows or news about them come. */
export function useBodyRows(rows: BodyRows): LayoutProgress {
  useSyncExternalStore(rows.subscribe, rows.version);
  return rows.progress;
}

/** Fetches the rows that are drawn, where they are not there yet. */
export function useWantedRows(rows: BodyRows, drawn: readonly number[]): void {
  useEffect(() => {
    for (const row of drawn) rows.want(row);
    if (drawn.length === 0) rows.want(0);
  });
}
