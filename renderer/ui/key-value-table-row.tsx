import type { CSSProperties, DragEvent, ReactNode } from 'react';
import { Copy, GripVertical, Trash2 } from 'lucide-react';
import { Checkbox } from './checkbox.tsx';
import { IconButton } from './icon-button.tsx';
import { deleteRowKeys } from './key-value-keys.ts';
import type { KeyValueCell, KeyValueColumn, RowShape } from './key-value-model.ts';
import { VariableTextField } from './variable-text-field.tsx';
import styles from './key-value-table.module.css';

export type KeyValueTableRowProps<Row> = {
  row: Row;
  index: number;
  isDraft: boolean;
  columns: readonly KeyValueColumn<Row>[];
  shape: RowShape<Row>;
  isReadOnly: boolean;
  canReorder: boolean;
  style: CSSProperties | undefined;
  problem: string | undefined;
  end: ReactNode;
  drop: 'before' | 'after' | undefined;
  onChangeRow: (row: Row) => void;
  /** Absent where rows cannot be copied. */
  onDuplicate: (() => void) | undefined;
  onDelete: () => void;
  onDragStart: () => void;
  onDragOver: (before: number) => void;
  onDragEnd: () => void;
  onDrop: () => void;
};

function defaultCell<Row>(column: KeyValueColumn<Row>, cell: KeyValueCell<Row>) {
  return (
    <VariableTextField
      label={cell.label}
      hideLabel
      variant="bare"
      mono={column.mono}
      placeholder={cell.isDraft ? column.placeholder : undefined}
      suggestions={column.suggestions?.(cell.row)}
      readOnly={cell.isReadOnly}
      value={cell.value}
      onChange={cell.onChange}
    />
  );
}

/** One row of a key-value table. */
export function KeyValueTableRow<Row>(props: KeyValueTableRowProps<Row>) {
  const { row, index, isDraft, columns, shape, isReadOnly, canReorder, onChangeRow } = props;
  const { setEnabled } = shape;
  const isEnabled = isDraft || (shape.isEnabled?.(row) ?? true);
  const place = isDraft ? 'new row' : `row ${index + 1}`;
  const cellMarks = (column: number) => ({ 'data-cell-row': index, 'data-cell-column': column });
  const dragOver = (event: DragEvent<HTMLElement>) => {
    if (!event.dataTransfer.types.includes('application/x-postern-row')) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    props.onDragOver(!isDraft && event.clientY > box.top + box.height / 2 ? index + 1 : index);
  };
  return (
    <div
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      data-draft={isDraft || undefined}
      data-disabled={!isEnabled || undefined}
      data-drop={props.drop}
      style={props.style}
      onDragOver={dragOver}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <div className={styles['start']} role="cell" {...cellMarks(0)}>
        {canReorder && !isDraft ? (
          <span
            className={styles['handle']}
            draggable
            aria-hidden="true"
            title="Drag to reorder (Alt+↑ or Alt+↓)"
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('application/x-postern-row', String(index));
              const line = event.currentTarget.closest('[role="row"]');
              if (line !== null) event.dataTransfer.setDragImage(line, 12, 16);
              props.onDragStart();
            }}
            onDragEnd={props.onDragEnd}
          >
            <GripVertical size={14} />
          </span>
        ) : null}
        {setEnabled === undefined || isDraft ? null : (
          <Checkbox
            label={`Enabled, ${place}`}
            hideLabel
            checked={isEnabled}
            disabled={isReadOnly}
            onChange={(checked) => onChangeRow(setEnabled(row, checked))}
          />
        )}
      </div>
      {columns.map((column, columnIndex) => {
        const cell: KeyValueCell<Row> = {
          row,
          index,
          isDraft,
          label: `${column.header}, ${place}`,
          value: column.get(row),
          onChange: (text) => onChangeRow(column.set(row, text)),
          onChangeRow,
          isReadOnly,
        };
        const drawn = column.render?.(cell);
        return (
          <div key={column.id} className={styles['cell']} role="cell" {...cellMarks(columnIndex + 1)}>
            {drawn === undefined ? defaultCell(column, cell) : drawn}
            {columnIndex === 0 && props.problem !== undefined ? (
              <p className={styles['problem']}>{props.problem}</p>
            ) : null}
          </div>
        );
      })}
      <div className={styles['end']} role="cell" {...cellMarks(columns.length + 1)}>
        {props.end}
        {isDraft || isReadOnly || props.onDuplicate === undefined ? null : (
          <IconButton
            size="sm"
            label={`Duplicate ${columns[0]?.get(row) === '' ? place : (columns[0]?.get(row) ?? place)}`}
            icon={<Copy />}
            shortcut="Mod+D"
            tooltipSide="left"
            // Tab goes on to the next text; the arrows and the shortcut lead here.
            tabIndex={-1}
            onClick={props.onDuplicate}
          />
        )}
        {isDraft || isReadOnly ? null : (
          <IconButton
            size="sm"
            label={`Delete ${columns[0]?.get(row) === '' ? place : (columns[0]?.get(row) ?? place)}`}
            danger
            icon={<Trash2 />}
            shortcut={deleteRowKeys}
            tooltipSide="left"
            tabIndex={-1}
            onClick={props.onDelete}
          />
        )}
      </div>
    </div>
  );
}
