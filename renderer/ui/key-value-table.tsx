import { useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { KeyValueBulkEditor } from './key-value-bulk-editor.tsx';
import { useRowEdits } from './key-value-edits.ts';
import { type RowFilter, useShownRows } from './key-value-filter.ts';
import { focusCell, handleTableKey, placeOf } from './key-value-keys.ts';
import type { KeyValueColumn, RowShape } from './key-value-model.ts';
import { useRowDrag } from './key-value-drag.ts';
import { useRowSteps } from './key-value-steps.ts';
import { KeyValueTableRow } from './key-value-table-row.tsx';
import { isPastedRows } from './row-text.ts';
import { scrollToRow, useVirtualRows, type VirtualRows } from './virtual-rows.ts';
import styles from './key-value-table.module.css';

export type KeyValueTableProps<Row> = {
  label: string;
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  /** The first two columns are what pasting and bulk edit read and write. */
  columns: readonly KeyValueColumn<Row>[];
  shape: RowShape<Row>;
  readOnly?: boolean;
  /** Drag handles and Alt+arrows; on by default. */
  canReorder?: boolean;
  /** A button and Mod+D that copy a row; off by default: some rows may not be there twice. */
  canDuplicate?: boolean;
  /** The Bulk Edit button; on by default. */
  canBulkEdit?: boolean;
  /** Shows some rows only; they keep their numbers, and cannot be moved meanwhile. */
  filter?: RowFilter<Row>;
  /** Extra controls at a row's end, before delete. */
  renderRowEnd?: (row: Row, index: number) => ReactNode;
  /** A note that marks a row, such as "also set by Authorization"; drawn as a warning under its key. */
  rowProblem?: (row: Row, index: number) => string | undefined;
  /** Told when a row is deleted, to offer undo. */
  onDelete?: (row: Row, index: number) => void;
  /** Rows above the editable ones that come from elsewhere; bring their own role="row" markup. */
  leading?: ReactNode;
};

/** Beyond this many rows only those in sight exist. */
const virtualFrom = 100;
const rowHeightPx = 32;

function gridColumns<Row>(props: KeyValueTableProps<Row>): string {
  const tracks = props.columns.map((column) => column.width ?? 'minmax(0, 1fr)');
  const canMove = props.canReorder !== false && props.readOnly !== true;
  const start = props.shape.setEnabled !== undefined ? '52px' : canMove ? '26px' : '4px';
  // Each row is a grid of its own: what only some of them have at their end must not move their columns.
  const end = props.canDuplicate === true || props.renderRowEnd !== undefined ? '62px' : '36px';
  return [start, ...tracks, `minmax(${end}, max-content)`].join(' ');
}

type TableHeadProps<Row> = {
  columns: readonly KeyValueColumn<Row>[];
  firstHeader: string;
  onBulkEdit: (() => void) | undefined;
};

function TableHead<Row>({ columns, firstHeader, onBulkEdit }: TableHeadProps<Row>) {
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      <div role="columnheader">
        <span className="visually-hidden">{firstHeader}</span>
      </div>
      {columns.map((column) => (
        <div key={column.id} className={styles['headCell']} role="columnheader">
          {column.header}
        </div>
      ))}
      <div role="columnheader" className={styles['headEnd']}>
        {onBulkEdit === undefined ? (
          <span className="visually-hidden">Actions</span>
        ) : (
          <Button size="sm" variant="ghost" onClick={onBulkEdit}>
            Bulk Edit
          </Button>
        )}
      </div>
    </div>
  );
}

type TableRowsProps = {
  count: number;
  /** Absent where there are so few that all of them exist. */
  virtualizer: VirtualRows | undefined;
  renderRow: (at: number, style?: { transform: string }) => ReactNode;
};

function TableRows({ count, virtualizer, renderRow }: TableRowsProps) {
  if (virtualizer === undefined)
    return <div role="rowgroup">{Array.from({ length: count }, (_, at) => renderRow(at))}</div>;
  return (
    <div className={styles['virtual']} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer
        .getVirtualItems()
        .map((item) => renderRow(item.index, { transform: `translateY(${item.start - rowHeightPx}px)` }))}
    </div>
  );
}

/** The rows editor of params, headers, forms and variables: it always ends in a blank row that becomes real when typed in. */
export function KeyValueTable<Row>(props: KeyValueTableProps<Row>) {
  const {
    label,
    rows,
    onChange,
    columns,
    shape,
    readOnly = false,
    canReorder = true,
    canBulkEdit = true,
    canDuplicate = false,
  } = props;
  const root = useRef<HTMLDivElement>(null);
  const [isBulk, setBulk] = useState(false);
  const edits = useRowEdits(props);
  const { shown, hold } = useShownRows(rows, props.filter, edits.keys);
  const canMove = canReorder && shown === undefined;
  const count = rows.length + (readOnly ? 0 : 1);
  /** The rows that are drawn, and the blank one. */
  const drawn = shown === undefined ? undefined : readOnly ? shown : [...shown, rows.length];
  const drawnCount = drawn?.length ?? count;
  const isVirtual = drawnCount > virtualFrom;
  const virtualizer = useVirtualRows({
    count: drawnCount,
    scroller: root,
    rowHeight: rowHeightPx,
    isEnabled: isVirtual,
    headHeight: rowHeightPx,
  });

  const focusPlace = (row: number, column: number) => {
    if (row < 0 || row >= count) return false;
    if (focusCell(root.current, { row, column })) return true;
    if (!isVirtual) return false;
    scrollToRow(virtualizer, drawn === undefined ? row : drawn.indexOf(row));
    requestAnimationFrame(() => focusCell(root.current, { row, column }));
    return true;
  };

  const steps = useRowSteps({ edits, count: rows.length, focusPlace, shown });
  const drag = useRowDrag(steps.move);

  const onKeyDown = (event: KeyboardEvent) =>
    handleTableKey(event, {
      canMove,
      canDuplicate,
      canDelete: !readOnly,
      shown,
      rowCount: rows.length,
      steps,
      focusPlace,
    });

  const onPaste = (event: ClipboardEvent) => {
    const place = placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (readOnly || place === undefined || !isPastedRows(text, place.column === 1)) return;
    event.preventDefault();
    const pasted = edits.paste(place.row, text, columns[place.column - 1]);
    hold(pasted.at, pasted.count);
  };

  const renderRow = (index: number, style?: { transform: string }) => (
    <KeyValueTableRow
      key={edits.keys.at(index)}
      row={rows[index] ?? shape.createRow()}
      index={index}
      isDraft={index >= rows.length}
      columns={columns}
      shape={shape}
      isReadOnly={readOnly}
      canReorder={canMove && !readOnly}
      style={style}
      problem={rows[index] === undefined ? undefined : props.rowProblem?.(rows[index], index)}
      end={rows[index] === undefined ? undefined : props.renderRowEnd?.(rows[index], index)}
      {...drag(index)}
      onChangeRow={(row) => {
        hold(index);
        edits.change(index, row);
      }}
      onDuplicate={canDuplicate ? () => steps.duplicate(index, 1) : undefined}
      onDelete={() => steps.remove(index)}
    />
  );

  if (isBulk) {
    return (
      <KeyValueBulkEditor {...{ label, rows, onChange, columns, shape }} onDone={() => setBulk(false)} />
    );
  }
  return (
    <>
      <div
        ref={root}
        className={styles['table']}
        role="table"
        aria-label={label}
        aria-rowcount={count + 1}
        data-plain={shape.setEnabled === undefined || undefined}
        style={{ '--key-value-columns': gridColumns(props) }}
        onKeyDown={onKeyDown}
        onPasteCapture={onPaste}
      >
        <TableHead
          columns={columns}
          firstHeader={shape.setEnabled === undefined ? 'Row' : 'Enabled'}
          onBulkEdit={canBulkEdit && !readOnly ? () => setBulk(true) : undefined}
        />
        {props.leading}
        <TableRows
          count={drawnCount}
          virtualizer={isVirtual ? virtualizer : undefined}
          renderRow={(at, style) => renderRow(drawn?.[at] ?? at, style)}
        />
      </div>
      {/* Beside the table: inside one only rows may stand. */}
      <span className="visually-hidden" role="status">
        {steps.announcement}
      </span>
    </>
  );
}
