import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from './key-value-model.ts';
import { KeyValueTable } from './key-value-table.tsx';
import type { KeyValueTableProps } from './key-value-table.tsx';

type Row = { key: string; value: string; description?: string; disabled?: boolean };

const columns = [keyColumn<Row>(), valueColumn<Row>(), descriptionColumn<Row>()];
const shape = disabledRowShape<Row>(() => ({ key: '', value: '' }));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Renders a table that keeps its rows, and gives a way to see them. */
function renderTable(initial: Row[], options: Partial<KeyValueTableProps<Row>> = {}) {
  const seen = vi.fn<(rows: Row[]) => void>();
  function Host() {
    const [rows, setRows] = useState(initial);
    return (
      <KeyValueTable
        label="Headers"
        rows={rows}
        onChange={(next) => {
          seen(next);
          setRows(next);
        }}
        columns={columns}
        shape={shape}
        {...options}
      />
    );
  }
  render(<Host />);
  return { rows: () => seen.mock.lastCall?.[0] ?? initial };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const focusedName = () => document.activeElement?.getAttribute('aria-label');
const paste = (name: string, text: string) =>
  fireEvent.paste(field(name), { clipboardData: { getData: () => text } });

describe('the blank row at the end', () => {
  test('becomes a real row when typed in, and keeps its element', () => {
    const { rows } = renderTable([{ key: 'a', value: '1' }]);
    const draft = field('Key, new row');
    draft.focus();
    fireEvent.change(draft, { target: { value: 'b' } });
    expect(rows()).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '' },
    ]);
    expect(field('Key, row 2')).toBe(draft);
    expect(document.activeElement).toBe(draft);
    expect(field('Key, new row').value).toBe('');
  });

  test('is not there when the table is read only', () => {
    renderTable([{ key: 'a', value: '1' }], { readOnly: true });
    expect(screen.queryByRole('textbox', { name: 'Key, new row' })).toBeNull();
    expect(field('Key, row 1').readOnly).toBe(true);
  });
});

describe('editing', () => {
  test('changes one cell and leaves the rest of the row', () => {
    const { rows } = renderTable([{ key: 'a', value: '1', description: 'kept', disabled: true }]);
    fireEvent.change(field('Value, row 1'), { target: { value: '2' } });
    expect(rows()).toEqual([{ key: 'a', value: '2', description: 'kept', disabled: true }]);
  });

  test('switches rows off and on', () => {
    const { rows } = renderTable([{ key: 'a', value: '1' }]);
    const box = screen.getByRole('checkbox', { name: 'Enabled, row 1' });
    fireEvent.click(box);
    expect(rows()).toEqual([{ key: 'a', value: '1', disabled: true }]);
    fireEvent.click(box);
    expect(rows()[0]?.disabled).toBeUndefined();
  });

  test('deletes a row, tells what it was, and keeps the elements of the others', () => {
    const onDelete = vi.fn();
    const { rows } = renderTable(
      [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
      { onDelete },
    );
    const second = field('Key, row 2');
    fireEvent.click(screen.getByRole('button', { name: 'Delete a' }));
    expect(rows()).toEqual([{ key: 'b', value: '2' }]);
    expect(onDelete).toHaveBeenCalledWith({ key: 'a', value: '1' }, 0);
    expect(field('Key, row 1')).toBe(second);
  });

  test('moves a row with Alt and an arrow, and not past the ends', () => {
    const { rows } = renderTable([
      { key: 'a', value: '' },
      { key: 'b', value: '' },
      { key: 'c', value: '' },
    ]);
    const keys = () => rows().map((row) => row.key);
    const moved = field('Key, row 1');
    fireEvent.keyDown(moved, { key: 'ArrowDown', altKey: true });
    expect(keys()).toEqual(['b', 'a', 'c']);
    expect(field('Key, row 2')).toBe(moved);
    fireEvent.keyDown(moved, { key: 'ArrowDown', altKey: true });
    fireEvent.keyDown(moved, { key: 'ArrowDown', altKey: true });
    expect(keys()).toEqual(['b', 'c', 'a']);
    fireEvent.keyDown(field('Key, row 1'), { key: 'ArrowUp', altKey: true });
    expect(keys()).toEqual(['b', 'c', 'a']);
  });
});

describe('moving about', () => {
  const start: Row[] = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];

  test('Enter goes down and Shift+Enter up, to the start of the blank row and no further', () => {
    renderTable(start);
    field('Value, row 1').focus();
    fireEvent.keyDown(field('Value, row 1'), { key: 'Enter' });
    expect(focusedName()).toBe('Value, row 2');
    fireEvent.keyDown(field('Value, row 2'), { key: 'Enter' });
    expect(focusedName()).toBe('Key, new row');
    fireEvent.keyDown(field('Key, new row'), { key: 'Enter' });
    expect(focusedName()).toBe('Key, new row');
    field('Value, new row').focus();
    fireEvent.keyDown(field('Value, new row'), { key: 'Enter', shiftKey: true });
    expect(focusedName()).toBe('Value, row 2');
  });

  test('leaves Ctrl+Enter to whoever sends', () => {
    renderTable(start);
    field('Value, row 1').focus();
    fireEvent.keyDown(field('Value, row 1'), { key: 'Enter', ctrlKey: true });
    expect(focusedName()).toBe('Value, row 1');
  });

  test('left and right leave a cell only at the edge of its text', () => {
    renderTable(start);
    const key = field('Key, row 1');
    key.focus();
    key.setSelectionRange(0, 0);
    fireEvent.keyDown(key, { key: 'ArrowRight' });
    expect(focusedName()).toBe('Key, row 1');
    key.setSelectionRange(1, 1);
    fireEvent.keyDown(key, { key: 'ArrowRight' });
    expect(focusedName()).toBe('Value, row 1');
    field('Value, row 1').setSelectionRange(0, 0);
    fireEvent.keyDown(field('Value, row 1'), { key: 'ArrowLeft' });
    expect(focusedName()).toBe('Key, row 1');
  });
});

describe('pasting', () => {
  test('of several lines makes several rows after the present one', () => {
    const { rows } = renderTable([{ key: 'a', value: '1' }]);
    paste('Value, row 1', 'b: 2\n// c=3');
    expect(rows()).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
      { key: 'c', value: '3', disabled: true },
    ]);
  });

  test('into a blank row puts the rows in its place', () => {
    const { rows } = renderTable([
      { key: '', value: '' },
      { key: 'z', value: '' },
    ]);
    paste('Key, row 1', 'a: 1\nb: 2');
    expect(rows().map((row) => row.key)).toEqual(['a', 'b', 'z']);
  });

  test('of one line is left to the browser', () => {
    const { rows } = renderTable([]);
    expect(paste('Key, new row', 'a: 1')).toBe(true);
    expect(rows()).toEqual([]);
  });
});

describe('bulk edit', () => {
  test('shows rows as text and takes changes, keeping descriptions by key', () => {
    const { rows } = renderTable([
      { key: 'a', value: '1', description: 'first' },
      { key: 'b', value: '2', disabled: true },
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Bulk Edit' }));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Headers, bulk edit' });
    expect(text.value).toBe('a: 1\n// b: 2');
    fireEvent.change(text, { target: { value: 'b: 2\na: 10\nc: 3' } });
    expect(rows()).toEqual([
      { key: 'b', value: '2', disabled: undefined },
      { key: 'a', value: '10', description: 'first', disabled: undefined },
      { key: 'c', value: '3', disabled: undefined },
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Key-Value Edit' }));
    expect(within(screen.getByRole('table', { name: 'Headers' })).getAllByRole('row')).toHaveLength(5);
  });
});

test('a column may draw its own cell, and leave others to the table', () => {
  const custom = [
    keyColumn<Row>(),
    valueColumn<Row>({
      render: ({ row, label }) =>
        row.key === 'secret' ? <button type="button">{`Reveal ${label}`}</button> : undefined,
    }),
  ];
  renderTable(
    [
      { key: 'secret', value: 'x' },
      { key: 'plain', value: 'y' },
    ],
    { columns: custom },
  );
  expect(screen.getByRole('button', { name: 'Reveal Value, row 1' })).toBeTruthy();
  expect(field('Value, row 2').value).toBe('y');
});

test('beyond a hundred rows only those in sight exist', () => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(320);
  renderTable(Array.from({ length: 5000 }, (_, index) => ({ key: `k${index}`, value: '' })));
  const table = screen.getByRole('table', { name: 'Headers' });
  expect(table.getAttribute('aria-rowcount')).toBe('5002');
  const drawn = within(table).getAllByRole('row').length;
  expect(drawn).toBeGreaterThan(8);
  expect(drawn).toBeLessThan(60);
});

describe('copies, announcements and changes from elsewhere', () => {
  const start: Row[] = [
    { key: 'a', value: '1', description: 'first' },
    { key: 'b', value: '2' },
  ];

  test('Mod+D and the button copy a row with everything in it, where rows may be there twice', () => {
    const { rows } = renderTable(start, { canDuplicate: true });
    fireEvent.keyDown(field('Value, row 1'), { key: 'd', code: 'KeyD', ctrlKey: true });
    expect(rows()).toEqual([start[0], start[0], start[1]]);
    fireEvent.click(screen.getByRole('button', { name: 'Duplicate b' }));
    expect(rows().map(({ key }) => key)).toEqual(['a', 'a', 'b', 'b']);
    cleanup();
    const single = renderTable(start);
    fireEvent.keyDown(field('Value, row 1'), { key: 'd', code: 'KeyD', ctrlKey: true });
    expect(single.rows()).toEqual(start);
  });

  test('Tab passes the buttons of a row, which arrows and shortcuts reach', () => {
    const { rows } = renderTable(start, { canDuplicate: true });
    const [copy, remove] = ['Duplicate b', 'Delete b'].map((name) => screen.getByRole('button', { name }));
    expect([copy?.tabIndex, remove?.tabIndex]).toEqual([-1, -1]);
    expect(remove?.getAttribute('aria-keyshortcuts')).toBe('Control+Shift+K');
    act(() => copy?.focus());
    fireEvent.keyDown(copy as Element, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(remove);
    fireEvent.keyDown(remove as Element, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(copy);
    // The main modifier with Delete deletes a word, and no row.
    fireEvent.keyDown(field('Value, row 1'), { key: 'Delete', code: 'Delete', ctrlKey: true });
    expect(rows()).toEqual(start);
    fireEvent.keyDown(field('Value, row 1'), { key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true });
    expect(rows()).toEqual([start[1]]);
    expect(screen.getByRole('status').textContent).toBe('Row 1 deleted');
  });

  test('a moved and a deleted row are told', () => {
    renderTable(start);
    fireEvent.keyDown(field('Key, row 1'), { key: 'ArrowDown', altKey: true });
    expect(screen.getByRole('status').textContent).toBe('Moved to row 2 of 2');
    fireEvent.keyDown(field('Key, row 2'), { key: 'ArrowUp', altKey: true });
    expect(screen.getByRole('status').textContent).toBe('Moved to row 1 of 2');
    fireEvent.click(screen.getByRole('button', { name: 'Delete a' }));
    expect(screen.getByRole('status').textContent).toBe('Row 1 deleted');
  });

  test('a=1&b=2 is rows in the name and a value in the value', () => {
    const { rows } = renderTable([{ key: '', value: '' }]);
    paste('Key, row 1', 'a=1&b=x%20y');
    expect(rows()).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: 'x y' },
    ]);
    expect(paste('Value, row 1', 'a=1&b=2')).toBe(true);
  });

  test('bulk edit shows rows that were changed elsewhere, and keeps what is being typed', () => {
    function Host() {
      const [rows, setRows] = useState(start);
      return (
        <>
          <button type="button" onClick={() => setRows([{ key: 'z', value: '9' }])}>
            Undo
          </button>
          <KeyValueTable label="Headers" rows={rows} onChange={setRows} columns={columns} shape={shape} />
        </>
      );
    }
    render(<Host />);
    fireEvent.click(screen.getByRole('button', { name: 'Bulk Edit' }));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Headers, bulk edit' });
    fireEvent.change(text, { target: { value: 'a=1\n\n\nb' } });
    expect(text.value).toBe('a=1\n\n\nb');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(text.value).toBe('z: 9');
  });
});

describe('with a filter', () => {
  const filter = { text: 'b', matches: (row: Row) => row.key.includes('b') };
  const three = ['ab', 'x', 'cb'].map((key) => ({ key, value: '' }));

  test('shows the rows that match, with their own numbers, and steps over the others', () => {
    renderTable(three, { filter });
    expect(screen.queryByRole('textbox', { name: 'Key, row 2' })).toBeNull();
    field('Key, row 1').focus();
    fireEvent.keyDown(field('Key, row 1'), { key: 'ArrowDown' });
    expect(focusedName()).toBe('Key, row 3');
    fireEvent.keyDown(field('Key, row 3'), { key: 'ArrowDown' });
    expect(focusedName()).toBe('Key, new row');
    fireEvent.keyDown(field('Key, new row'), { key: 'ArrowUp' });
    expect(focusedName()).toBe('Key, row 3');
  });

  test('edits, adds and deletes the rows that are meant, and keeps what is edited in sight', () => {
    const { rows } = renderTable(three, { filter });
    fireEvent.change(field('Key, row 3'), { target: { value: 'c' } });
    expect(field('Key, row 3').value).toBe('c');
    fireEvent.change(field('Key, new row'), { target: { value: 'new' } });
    expect(field('Key, row 4').value).toBe('new');
    fireEvent.click(screen.getByRole('button', { name: 'Delete c' }));
    expect(rows().map(({ key }) => key)).toEqual(['ab', 'x', 'new']);
    expect(field('Key, row 3').value).toBe('new');
    paste('Key, row 1', 'p: 1\nq: 2');
    expect(rows().map(({ key }) => key)).toEqual(['ab', 'p', 'q', 'x', 'new']);
    expect(field('Key, row 3').value).toBe('q');
  });

  test('gives the focus to the next row that is shown after a deletion, or to the blank one', async () => {
    renderTable([...three, { key: 'x', value: '' }], { filter });
    field('Key, row 1').focus();
    fireEvent.click(screen.getByRole('button', { name: 'Delete ab' }));
    await waitFor(() => expect(focusedName()).toBe('Key, row 2'));
    expect(field('Key, row 2').value).toBe('cb');
    fireEvent.click(screen.getByRole('button', { name: 'Delete cb' }));
    await waitFor(() => expect(focusedName()).toBe('Key, new row'));
  });

  test('does not move rows', () => {
    const { rows } = renderTable(three, { filter });
    fireEvent.keyDown(field('Key, row 3'), { key: 'ArrowUp', altKey: true });
    expect(rows()).toBe(three);
    expect(document.querySelector('[draggable]')).toBeNull();
  });
});
