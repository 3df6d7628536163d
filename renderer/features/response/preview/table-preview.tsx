import { useMemo, useRef } from 'react';
import { countOf } from '../../../../core/count-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useVirtualRows } from '../../../ui/virtual-rows.ts';
import { type TableParts, tableParts } from './table-parts.ts';
import styles from './table-preview.module.css';

const rowHeightPx = 26;

/** How much of the text the table is. */
function captionOf({ head, rows, columnCount, isCut }: TableParts): string {
  const isNarrow = head.length < columnCount;
  const shownRows = countOf(rows.length, 'row');
  if (!isCut && !isNarrow) return `${shownRows}, ${countOf(columnCount, 'column')}`;
  const columns = isNarrow ? ` and ${head.length} of ${columnCount} columns` : '';
  return `${isCut ? `The first ${shownRows}` : shownRows}${columns}; Raw shows all of the text.`;
}

/** Comma-separated text as a table: its first line names the columns. */
export function TablePreview({ text }: { text: string }) {
  const table = useMemo(() => tableParts(text), [text]);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = table?.rows ?? [];
  const virtualizer = useVirtualRows({
    count: rows.length,
    scroller,
    rowHeight: rowHeightPx,
    headHeight: rowHeightPx,
  });
  if (table === undefined) {
    return (
      <Notice tone="info" variant="banner">
        This text cannot be cut into cells: a quote never closes, or there is nothing in it. Raw shows it as
        it is.
      </Notice>
    );
  }
  const columns = ['56px', ...table.widths.map((width) => `calc(${width}ch + 20px)`), '1fr'].join(' ');
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        className={styles['table']}
        role="table"
        aria-label="Response body"
        aria-rowcount={rows.length + 1}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must take focus to be scrolled by keys
        tabIndex={0}
        style={{ '--table-columns': columns }}
      >
        <div className={styles['head']} role="row" aria-rowindex={1}>
          <span role="columnheader" className={styles['number']}>
            <span className="visually-hidden">Line</span>
          </span>
          {table.head.map((name, column) => (
            <span key={column} role="columnheader" className={styles['cell']} title={name}>
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                className={styles['row']}
                role="row"
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start - rowHeightPx}px)` }}
              >
                <span role="rowheader" className={styles['number']}>
                  {row.line}
                </span>
                {table.head.map((_, column) => (
                  <span key={column} role="cell" className={styles['cell']} title={row.cells[column]}>
                    {row.cells[column]}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <p className={styles['caption']}>{captionOf(table)}</p>
    </div>
  );
}
