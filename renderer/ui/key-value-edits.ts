import { moveItem, rowsFromPaste } from './key-value-model.ts';
import type { KeyValueColumn, RowShape } from './key-value-model.ts';
import { useRowKeys } from './row-keys.ts';

export type RowEditsOptions<Row> = {
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  columns: readonly KeyValueColumn<Row>[];
  shape: RowShape<Row>;
  onDelete?: (row: Row, index: number) => void;
};

function isBlank<Row>(row: Row, columns: readonly KeyValueColumn<Row>[]): boolean {
  return columns.every((column) => column.get(row) === '');
}

/** The table's edits, each giving the new rows to `onChange` and keeping React's keys in step. */
export function useRowEdits<Row>(options: RowEditsOptions<Row>) {
  const { rows, onChange, columns, shape, onDelete } = options;
  const keys = useRowKeys();
  return {
    keys,
    change: (index: number, row: Row) => {
      if (index < rows.length) onChange(rows.with(index, row));
      else if (!isBlank(row, columns)) onChange([...rows, row]);
    },
    remove: (index: number) => {
      const row = rows[index];
      if (row === undefined) return;
      keys.remove(index);
      onChange(rows.toSpliced(index, 1));
      onDelete?.(row, index);
    },
    move: (from: number, before: number) => {
      if (before === from || before === from + 1 || before < 0 || before > rows.length) return false;
      keys.move(from, before);
      onChange(moveItem(rows, from, before));
      return true;
    },
    duplicate: (index: number) => {
      const row = rows[index];
      if (row === undefined) return false;
      keys.insert(index + 1, 1);
      onChange(rows.toSpliced(index + 1, 0, { ...row }));
      return true;
    },
    paste: (index: number, text: string, pastedInto: KeyValueColumn<Row> | undefined) => {
      const added = rowsFromPaste(text, columns, shape, pastedInto);
      const target = rows[index];
      const replaces = target !== undefined && isBlank(target, columns);
      const at = target === undefined || replaces ? index : index + 1;
      keys.insert(at, added.length - (replaces ? 1 : 0));
      onChange(rows.toSpliced(at, replaces ? 1 : 0, ...added));
      return { at, count: added.length };
    },
  };
}
