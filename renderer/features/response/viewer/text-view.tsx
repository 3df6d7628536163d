import { useEffect, useMemo } from 'react';
import { useLineWindow } from './line-window.ts';
import { MarkedText, type SearchMarks } from './marked-text.tsx';
import { TextLines } from './text-lines.ts';
import styles from './viewer.module.css';

export interface TextViewProps {
  label: string;
  text: string;
  marks: SearchMarks | undefined;
  reveal: number | undefined;
}

/** A text as it came, line by line; only the lines in sight exist. */
export function TextView({ label, text, marks, reveal }: TextViewProps) {
  const lines = useMemo(() => new TextLines(text), [text]);
  const { scroller, shown, scrollToLine } = useLineWindow(lines.lineCount);
  useEffect(() => {
    if (reveal !== undefined) scrollToLine(lines.lineOf(reveal));
    // Only a new match moves the view.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [reveal, lines]);
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={styles['scroller']} role="region" aria-label={label} tabIndex={0}>
      <div className={styles['canvas']} style={{ height: shown.heightPx }}>
        <div className={styles['lines']} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
          {Array.from({ length: Math.max(shown.last - shown.first, 0) }, (_, at) => {
            const line = shown.first + at;
            return (
              <div key={line} className={styles['line']}>
                <span className={styles['gutter']} aria-hidden>
                  {line + 1}
                </span>
                <span className={styles['code']}>
                  <MarkedText text={lines.lineAt(line)} offset={lines.startOf(line)} marks={marks} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
