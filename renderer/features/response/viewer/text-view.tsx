import type { KeyboardEvent } from 'react';
import type { LineLanguage } from '../../../../core/line-tokens.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { BodyRows } from './body-rows.ts';
import type { Match } from './body-search.ts';
import { LayoutBar } from './layout-bar.tsx';
import { LineText } from './line-text.tsx';
import { canvasStyle } from './canvas-style.ts';
import { lineHeightPx, useLineWindow } from './line-window.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import { PendingRow } from './pending-row.tsx';
import { useBodyRows, useWantedRows } from './use-body-rows.ts';
import { useReveal } from './use-reveal.ts';
import styles from './viewer.module.css';

export interface TextViewProps {
  label: string;
  /** The body's text layout. */
  rows: BodyRows;
  marks: SearchMarks | undefined;
  reveal: Match | undefined;
  /** Draws it in the colours of that language. */
  language?: LineLanguage | undefined;
}

/** A text as it came, line by line, very long lines in pieces; only the rows in sight exist. */
export function TextView({ label, rows, marks, reveal, language }: TextViewProps) {
  const { rowCount, status } = useBodyRows(rows);
  const { scroller, shown, scrollToLine, scrollBy, isScaled } = useLineWindow(rowCount);
  const drawn = Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) => shown.first + at);
  useWantedRows(rows, drawn);
  useReveal(rows, reveal, scroller, scrollToLine);
  // Where the scroll bar is scaled the browser's own steps would leap over lines.
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!isScaled || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = event.currentTarget.clientHeight - lineHeightPx;
    const steps: Record<string, number> = {
      ArrowDown: lineHeightPx,
      ArrowUp: -lineHeightPx,
      PageDown: page,
      PageUp: -page,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    scrollBy(step);
  };
  return (
    <div className={styles['frame']}>
      {/* A scrolling region must take the focus to be scrolled by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className={styles['scroller']}
        role="region"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {rowCount === 0 && status === 'reading' && <Skeleton label="Laying out the body" lines={8} />}
        <div className={styles['canvas']} style={canvasStyle(shown.heightPx, rowCount)}>
          <div className={styles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
            {drawn.map((number) => {
              const row = rows.peek(number);
              if (row?.kind !== 'text') return <PendingRow key={number} number={undefined} />;
              return (
                <div key={row.row} className={styles['line']}>
                  <span className={styles['gutter']} aria-hidden>
                    {row.isContinued ? '↪' : row.line + 1}
                  </span>
                  <span className={styles['code']}>
                    {language !== undefined && !row.isContinued ? (
                      <LineText language={language} text={row.text} offset={row.start} marks={marks} />
                    ) : (
                      <MarkedText text={row.text} offset={row.start} marks={marks} />
                    )}
                  </span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <LayoutBar rows={rows} />
    </div>
  );
}
