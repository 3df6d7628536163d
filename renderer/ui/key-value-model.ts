import type { ReactNode } from 'react';
import { formatRowText, parsePastedRows, parseRowText, type TextRow } from './row-text.ts';
import type { Suggestion } from './suggestion-list.tsx';

/** What a custom cell gets. */
export type KeyValueCell<Row> = {
  row: Row;
  /** Place of the row; the draft row has the place after the last. */
  index: number;
  isDraft: boolean;
  /** The accessible name to give the control: "Value, row 3". */
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Replaces the whole row, for cells that change more than a text. */
  onChangeRow: (row: Row) => void;
  isReadOnly: boolean;
};

export type KeyValueColumn<Row> = {
  id: string;
  header: string;
  get: (row: Row) => string;
  set: (row: Row, text: string) => Row;
  /** Takes the values of pasted rows: of several the one pasted into, else the last. Where none does, the second column. */
  isValue?: boolean;
  /** A CSS grid track; default `minmax(0, 1fr)`. */
  width?: string;
  placeholder?: string;
  /** Code font, on by default. */
  mono?: boolean;
  /** What to offer while typing, such as header names. */
  suggestions?: (row: Row) => readonly Suggestion[];
  /** Draws the cell; `undefined` leaves it to the table, which draws a text field that knows variables. */
  render?: (cell: KeyValueCell<Row>) => ReactNode;
};

/** How the table makes rows and switches them on and off. */
export type RowShape<Row> = {
  createRow: () => Row;
  /** Leave both out for rows that cannot be disabled. */
  isEnabled?: (row: Row) => boolean;
  setEnabled?: (row: Row, isEnabled: boolean) => Row;
};

/** Makes rows out of `key: value` lines, by the first two columns; what the old rows hold besides is kept by key. */
export function rowsFromText<Row>(
  text: string,
  columns: readonly KeyValueColumn<Row>[],
  shape: RowShape<Row>,
  oldRows: readonly Row[] = [],
): Row[] {
  return rowsFrom(parseRowText(text), columns, shape, oldRows);
}

/** Makes rows out of pasted text: `key: value` lines, or `a=1&b=2`. */
export function rowsFromPaste<Row>(
  text: string,
  columns: readonly KeyValueColumn<Row>[],
  shape: RowShape<Row>,
  pastedInto?: KeyValueColumn<Row>,
): Row[] {
  const [key, second] = columns;
  const value =
    pastedInto?.isValue === true
      ? pastedInto
      : (columns.findLast(({ isValue }) => isValue === true) ?? second);
  const pair = [key, value].filter((column) => column !== undefined);
  return rowsFrom(parsePastedRows(text), pair, shape, []);
}

function rowsFrom<Row>(
  parsedRows: readonly TextRow[],
  columns: readonly KeyValueColumn<Row>[],
  shape: RowShape<Row>,
  oldRows: readonly Row[],
): Row[] {
  const [keyColumn, valueColumn] = columns;
  if (keyColumn === undefined) return [];
  const left = [...oldRows];
  return parsedRows.map((parsed) => {
    const at = left.findIndex((row) => keyColumn.get(row) === parsed.key);
    const old = at === -1 ? undefined : left.splice(at, 1)[0];
    let row = keyColumn.set(old ?? shape.createRow(), parsed.key);
    if (valueColumn !== undefined) row = valueColumn.set(row, parsed.value);
    return shape.setEnabled === undefined ? row : shape.setEnabled(row, parsed.isEnabled);
  });
}

/** Writes rows as `key: value` lines, by the first two columns. */
export function rowsToText<Row>(
  rows: readonly Row[],
  columns: readonly KeyValueColumn<Row>[],
  shape: RowShape<Row>,
): string {
  const [keyColumn, valueColumn] = columns;
  return formatRowText(
    rows.map((row) => ({
      key: keyColumn?.get(row) ?? '',
      value: valueColumn?.get(row) ?? '',
      isEnabled: shape.isEnabled?.(row) ?? true,
    })),
  );
}

/** Takes the element at `from` out and puts it before what was at `before`. */
export function moveItem<Item>(items: readonly Item[], from: number, before: number): Item[] {
  const moved = items.slice(from, from + 1);
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(before > from ? before - 1 : before, 0, ...moved);
}

/** The base of most rows: header, query parameter, form field. */
type KeyValueRow = { key: string; value: string; description?: string; disabled?: boolean };

type ColumnOptions<Row> = Partial<Omit<KeyValueColumn<Row>, 'id' | 'get' | 'set'>>;

/** The Key column of rows with a `key`. */
export function keyColumn<Row extends KeyValueRow>(options: ColumnOptions<Row> = {}): KeyValueColumn<Row> {
  return {
    header: 'Key',
    placeholder: 'Key',
    ...options,
    id: 'key',
    get: (row) => row.key,
    set: (row, key) => ({ ...row, key }),
  };
}

/** The Value column of rows with a `value`. */
export function valueColumn<Row extends KeyValueRow>(options: ColumnOptions<Row> = {}): KeyValueColumn<Row> {
  return {
    header: 'Value',
    placeholder: 'Value',
    ...options,
    id: 'value',
    get: (row) => row.value,
    set: (row, value) => ({ ...row, value }),
  };
}

/** The Description column of rows with a `description`. */
export function descriptionColumn<Row extends KeyValueRow>(
  options: ColumnOptions<Row> = {},
): KeyValueColumn<Row> {
  return {
    header: 'Description',
    placeholder: 'Description',
    mono: false,
    ...options,
    id: 'description',
    get: (row) => row.description ?? '',
    set: (row, description) => ({ ...row, description: description === '' ? undefined : description }),
  };
}

/** The shape of rows that a `disabled` mark switches off. */
export function disabledRowShape<Row extends KeyValueRow>(createRow: () => Row): RowShape<Row> {
  return {
    createRow,
    isEnabled: (row) => row.disabled !== true,
    setEnabled: (row, isEnabled) => ({ ...row, disabled: isEnabled ? undefined : true }),
  };
}
