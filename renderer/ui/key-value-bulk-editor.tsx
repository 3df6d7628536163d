import { useState } from 'react';
import { Button } from './button.tsx';
import { rowsFromText, rowsToText } from './key-value-model.ts';
import type { KeyValueColumn, RowShape } from './key-value-model.ts';
import { TextArea } from './text-area.tsx';
import styles from './key-value-table.module.css';

export type KeyValueBulkEditorProps<Row> = {
  label: string;
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  columns: readonly KeyValueColumn<Row>[];
  shape: RowShape<Row>;
  onDone: () => void;
};

/** The same rows as text, one `key: value` a line; each key stroke changes the rows. */
export function KeyValueBulkEditor<Row>(props: KeyValueBulkEditorProps<Row>) {
  const { label, rows, onChange, columns, shape, onDone } = props;
  const [text, setText] = useState(() => rowsToText(rows, columns, shape));
  const [written, setWritten] = useState(rows);
  // Rows that were changed elsewhere, as by undo, are written out anew.
  if (rows !== written) {
    setWritten(rows);
    if (rowsToText(rowsFromText(text, columns, shape), columns, shape) !== rowsToText(rows, columns, shape))
      setText(rowsToText(rows, columns, shape));
  }
  // Descriptions and other marks come back by key from the rows as they were when editing began.
  const [rowsBefore] = useState(rows);
  return (
    <div className={styles['bulk']}>
      <div className={styles['bulkHead']}>
        <span className={styles['bulkHint']}>
          One <code>key: value</code> a line. <code>{'//'}</code> in front disables a row.
        </span>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Key-Value Edit
        </Button>
      </div>
      <TextArea
        label={`${label}, bulk edit`}
        hideLabel
        mono
        autoFocus
        rows={Math.min(20, Math.max(6, rows.length + 2))}
        value={text}
        onChange={(next) => {
          setText(next);
          onChange(rowsFromText(next, columns, shape, rowsBefore));
        }}
      />
    </div>
  );
}
