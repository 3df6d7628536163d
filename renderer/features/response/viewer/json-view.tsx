import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { BodyRows } from './body-rows.ts';
import type { Match } from './body-search.ts';
import type { JsonRow, JsonToken } from './engine/rows.ts';
import { lineAtPosition, positionOfLine, visibleCount } from './folds.ts';
import { JsonLineRow } from './json-line-row.tsx';
import type { JsonTarget } from './json-target.ts';
import { LayoutBar } from './layout-bar.tsx';
import { LineActions } from './line-actions.tsx';
import { canvasStyle } from './canvas-style.ts';
import { lineHeightPx, useLineWindow } from './line-window.ts';
import type { SearchMarks } from './marked-text.tsx';
import { PendingRow } from './pending-row.tsx';
import { useBodyRows, useWantedRows } from './use-body-rows.ts';
import { useFolds } from './use-folds.ts';
import { useLongTokens } from './use-long-tokens.ts';
import { useReveal } from './use-reveal.ts';
import styles from './viewer.module.css';

export interface JsonViewProps {
  label: string;
  /** The body's JSON layout. */
  rows: BodyRows;
  marks: SearchMarks | undefined;
  /** The match the search stands on: brought into sight. */
  reveal: Match | undefined;
  /** What can be done with a value; drawn on the active and the pointed-at line. */
  renderActions(target: JsonTarget, line: JsonRow): ReactNode;
  /** Draws a value another way, such as a link around it; `content` is the token as it would be drawn. */
  renderValue?: ((line: JsonRow, token: JsonToken, content: ReactNode) => ReactNode) | undefined;
  /** Hears the Enter key on the active line. */
  onEnter?: ((line: JsonRow) => void) | undefined;
}

/** The line that a key moves to, by visible position. */
function targetOfKey(key: string, position: number, page: number, count: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: position + 1,
    ArrowUp: position - 1,
    PageDown: position + page,
    PageUp: position - page,
    Home: 0,
    End: count - 1,
  };
  const target = moves[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), count - 1);
}

/** A JSON answer, pretty, in colour and foldable. Only the lines in sight exist; no token is ever changed. */
export function JsonView(props: JsonViewProps) {
  const { label, rows, marks, reveal, renderActions, renderValue, onEnter } = props;
  const { rowCount, status } = useBodyRows(rows);
  const { folds, isFolded, toggle, reveal: openFolds } = useFolds(rows);
  const [active, setActive] = useState<number>();
  const [pointedAt, setPointedAt] = useState<number>();
  const long = useLongTokens(rows);
  const count = visibleCount(folds, rowCount);
  const { scroller, shown, scrollToLine } = useLineWindow(count);
  const drawn = Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) =>
    lineAtPosition(folds, shown.first + at),
  );
  useWantedRows(rows, drawn);

  const goTo = (row: number) => {
    setActive(row);
    scrollToLine(positionOfLine(openFolds(row), row));
  };
  useReveal(rows, reveal, scroller, goTo, (row, match) => {
    const line = rows.peek(row);
    if (line?.kind !== 'json') return;
    const token = line.tokens.find(({ start, end }) => start <= match.start && match.start < end);
    const upTo = match.end - (token?.start ?? 0) + 200;
    if (token !== undefined && long.canShowMore(token) && long.shownBytes(token) < upTo) {
      long.showMore(token, upTo);
    }
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = active === undefined ? undefined : rows.peek(active);
    const position = active === undefined ? -1 : positionOfLine(folds, active);
    const page = Math.max(Math.floor((scroller.current?.clientHeight ?? 400) / lineHeightPx) - 1, 1);
    const target = targetOfKey(event.key, position, page, count);
    if (target !== undefined) {
      event.preventDefault();
      goTo(lineAtPosition(folds, target));
    } else if (line?.kind === 'json' && event.key === 'Enter') onEnter?.(line);
    else if (line?.kind === 'json' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      if (line.opens && isFolded(line.row) === (event.key === 'ArrowRight')) {
        event.preventDefault();
        toggle(line.row);
      }
    }
  };

  return (
    <div className={styles['frame']}>
      {/* A scrolling region must take the focus to be moved through by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className={styles['scroller']}
        role="region"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointedAt(undefined)}
      >
        {rowCount === 0 && status === 'reading' && <Skeleton label="Laying out the body" lines={8} />}
        <div className={styles['canvas']} style={canvasStyle(shown.heightPx, rowCount)}>
          <div className={styles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
            {drawn.map((row) => {
              const line = rows.peek(row);
              if (line?.kind !== 'json') return <PendingRow key={row} number={row + 1} />;
              const hasActions = row === active || row === pointedAt;
              return (
                <JsonLineRow
                  key={row}
                  line={line}
                  isFolded={isFolded(row)}
                  isActive={row === active}
                  marks={marks}
                  moreText={long.textOf}
                  canShowMore={long.canShowMore}
                  onShowMore={(token) => long.showMore(token)}
                  onToggleFold={() => toggle(row)}
                  onSelect={() => setActive(row)}
                  onPointAt={() => setPointedAt(row)}
                  renderValue={renderValue}
                  actions={
                    hasActions && (
                      <LineActions rows={rows} row={line} render={(target) => renderActions(target, line)} />
                    )
                  }
                />
              );
            })}
          </div>
        </div>
      </div>
      <LayoutBar rows={rows} />
    </div>
  );
}
