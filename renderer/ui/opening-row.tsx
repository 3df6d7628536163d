import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './opening-row.module.css';

export interface OpeningRowProps {
  isOpen: boolean;
  /** Absent where there is nothing to open: the row then shows its head only. */
  onToggle: (() => void) | undefined;
  /** What the row shows in one line. */
  head: ReactNode;
  /** What can be done with it, shown where somebody points or is. */
  end: ReactNode;
  tone?: 'danger' | 'warning' | undefined;
  /** What it opens to. */
  children?: ReactNode;
}

/** A row of a list of events or exchanges, in the type of code, that opens to its details. */
export function OpeningRow({ isOpen, onToggle, head, end, tone, children }: OpeningRowProps) {
  return (
    <div className={styles['row']} data-tone={tone}>
      <div className={styles['head']}>
        {onToggle === undefined ? (
          <div className={styles['still']}>{head}</div>
        ) : (
          <button type="button" className={styles['open']} aria-expanded={isOpen} onClick={onToggle}>
            <ChevronRight aria-hidden="true" />
            {head}
          </button>
        )}
        <span className={styles['end']}>{end}</span>
      </div>
      {isOpen && <div className={styles['details']}>{children}</div>}
    </div>
  );
}
