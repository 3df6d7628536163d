import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { BodyRows } from './body-rows.ts';
import type { Match } from './body-search.ts';

/**
 * Brings the match that the search stands on into sight: `goTo` its row, and, once that is drawn, its mark sideways.
 * `onHidden` hears of a match whose row is drawn without it.
 */
export function useReveal(
  rows: BodyRows,
  match: Match | undefined,
  scroller: RefObject<HTMLElement | null>,
  goTo: (row: number) => void,
  onHidden?: (row: number, match: Match) => void,
): void {
  const pending = useRef<{ row: number; match: Match }>(undefined);
  const go = useEffectEvent((row: number) => goTo(row));
  useEffect(() => {
    if (match === undefined) return undefined;
    let isCurrent = true;
    rows.rowOf(match.start).then(
      (row) => {
        if (!isCurrent) return;
        pending.current = { row, match };
        go(row);
      },
      // A body that is gone says so in the viewer.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [rows, match]);
  useLayoutEffect(() => {
    const wanted = pending.current;
    if (wanted === undefined || rows.peek(wanted.row) === undefined) return;
    const mark = scroller.current?.querySelector('mark[data-current]');
    if (mark) {
      pending.current = undefined;
      mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else onHidden?.(wanted.row, wanted.match);
  });
}
