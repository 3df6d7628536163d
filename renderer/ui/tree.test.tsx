import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TreeRow } from './tree-model.ts';
import { Tree } from './tree.tsx';
import type { TreeProps } from './tree.tsx';

const rows: TreeRow[] = [
  { id: 'users', depth: 0, label: 'Users', isExpanded: true },
  { id: 'list', depth: 1, label: 'List users' },
  { id: 'create', depth: 1, label: 'Create user' },
  { id: 'groups', depth: 0, label: 'Groups', isExpanded: false },
];

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function renderTree(options: Partial<TreeProps<TreeRow>> = {}) {
  const spies = { onToggle: vi.fn(), onActivate: vi.fn() };
  const view = (given: Partial<TreeProps<TreeRow>>) => (
    <Tree label="Collections" rows={rows} selectedId="list" {...spies} {...options} {...given} />
  );
  const { rerender } = render(view({}));
  return { ...spies, update: (given: Partial<TreeProps<TreeRow>>) => rerender(view(given)) };
}

const item = (name: string) => screen.getByRole('treeitem', { name });
const press = (name: string, key: string) => {
  act(() => item(name).focus());
  fireEvent.keyDown(item(name), { key });
};
const focused = () => document.activeElement?.getAttribute('data-tree-id');

describe('roles', () => {
  test('rows tell level, place, fold and selection', () => {
    renderTree();
    expect(item('Create user').getAttribute('aria-level')).toBe('2');
    expect(item('Create user').getAttribute('aria-posinset')).toBe('2');
    expect(item('Create user').getAttribute('aria-setsize')).toBe('2');
    expect(item('Groups').getAttribute('aria-expanded')).toBe('false');
    expect(item('Create user').hasAttribute('aria-expanded')).toBe(false);
    expect(item('List users').getAttribute('aria-selected')).toBe('true');
  });

  test('one row has the tab stop, at first the selected one', () => {
    renderTree();
    const stops = screen.getAllByRole('treeitem').filter((row) => row.tabIndex === 0);
    expect(stops.map((row) => row.dataset['treeId'])).toEqual(['list']);
  });
});

describe('keys', () => {
  test('arrows move the focus and the tab stop', () => {
    renderTree();
    press('List users', 'ArrowDown');
    expect(focused()).toBe('create');
    expect(item('Create user').tabIndex).toBe(0);
    expect(item('List users').tabIndex).toBe(-1);
    press('Create user', 'ArrowLeft');
    expect(focused()).toBe('users');
  });

  test('right unfolds, left folds', () => {
    const { onToggle } = renderTree();
    press('Groups', 'ArrowRight');
    expect(onToggle).toHaveBeenLastCalledWith(rows[3], true);
    press('Users', 'ArrowLeft');
    expect(onToggle).toHaveBeenLastCalledWith(rows[0], false);
  });

  test('Enter opens for good, Space as a preview', () => {
    const { onActivate } = renderTree();
    press('Create user', 'Enter');
    expect(onActivate).toHaveBeenLastCalledWith(rows[2], true);
    press('Create user', ' ');
    expect(onActivate).toHaveBeenLastCalledWith(rows[2], false);
  });

  test('letters lead to rows', () => {
    renderTree();
    press('Users', 'g');
    expect(focused()).toBe('groups');
  });

  test('F2 renames and Delete deletes', () => {
    const onRenameStart = vi.fn();
    const onDelete = vi.fn();
    renderTree({ onRenameStart, onDelete });
    press('Create user', 'F2');
    expect(onRenameStart).toHaveBeenCalledWith(rows[2]);
    press('Create user', 'Delete');
    expect(onDelete).toHaveBeenCalledWith(rows[2]);
  });

  test('the owner may take keys first', () => {
    const onRowKey = vi.fn((event: { key: string }) => event.key === 'ArrowDown');
    renderTree({ onRowKey });
    press('List users', 'ArrowDown');
    expect(focused()).toBe('list');
  });
});

describe('pointer', () => {
  test('a click opens as a preview and a double click for good', () => {
    const { onActivate } = renderTree();
    fireEvent.click(item('Create user'), { detail: 1 });
    expect(onActivate).toHaveBeenLastCalledWith(rows[2], false);
    fireEvent.doubleClick(item('Create user'));
    expect(onActivate).toHaveBeenLastCalledWith(rows[2], true);
  });

  test('a button in a row does not open the row', () => {
    const { onActivate } = renderTree({
      renderEnd: (row) => <button type="button">{`More about ${row.id}`}</button>,
    });
    fireEvent.click(screen.getByRole('button', { name: 'More about create' }), { detail: 1 });
    expect(onActivate).not.toHaveBeenCalled();
  });
});

test('when the focused row goes away the focus stays at its place', () => {
  const { update } = renderTree();
  act(() => item('List users').focus());
  update({ rows: rows.filter((row) => row.id !== 'list') });
  expect(focused()).toBe('create');
});

describe('choosing several', () => {
  function Choosing({ onActivate = vi.fn() }: { onActivate?: (row: TreeRow) => void }) {
    const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
    return (
      <Tree
        label="Collections"
        rows={rows}
        selectedId="list"
        onToggle={vi.fn()}
        onActivate={onActivate}
        chosenIds={chosenIds}
        onChoose={setChosenIds}
      />
    );
  }
  const selected = () =>
    screen
      .getAllByRole('treeitem')
      .filter((row) => row.getAttribute('aria-selected') === 'true')
      .map((row) => row.dataset['treeId']);
  const key = (name: string, key: string, modifiers: object) => {
    act(() => item(name).focus());
    fireEvent.keyDown(item(name), { key, ...modifiers });
  };

  test('a click with the main modifier takes one more along and away again, and opens nothing', () => {
    const onActivate = vi.fn();
    render(<Choosing onActivate={onActivate} />);
    expect(screen.getByRole('tree').getAttribute('aria-multiselectable')).toBe('true');
    expect(selected()).toEqual(['list']);
    fireEvent.click(item('Groups'), { detail: 1, ctrlKey: true });
    expect(selected()).toEqual(['list', 'groups']);
    expect(focused()).toBe('groups');
    fireEvent.click(item('List users'), { detail: 1, ctrlKey: true });
    expect(selected()).toEqual(['groups']);
    expect(onActivate).not.toHaveBeenCalled();
    fireEvent.click(item('Create user'), { detail: 1 });
    expect(onActivate).toHaveBeenCalledOnce();
    expect(selected()).toEqual(['list']);
  });

  test('Shift takes all between, from where the focus was', () => {
    render(<Choosing />);
    act(() => item('Groups').focus());
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true, shiftKey: true });
    expect(fireEvent(item('List users'), press)).toBe(false);
    fireEvent.click(item('List users'), { detail: 1, shiftKey: true });
    expect(selected()).toEqual(['list', 'create', 'groups']);
    fireEvent.click(item('Create user'), { detail: 1, shiftKey: true });
    expect(selected()).toEqual(['create', 'groups']);
  });

  test('Shift and arrows extend and shorten; Escape and a plain arrow go back to one', () => {
    render(<Choosing />);
    key('List users', 'ArrowDown', { shiftKey: true });
    key('Create user', 'ArrowDown', { shiftKey: true });
    expect(selected()).toEqual(['list', 'create', 'groups']);
    key('Groups', 'ArrowUp', { shiftKey: true });
    expect(selected()).toEqual(['list', 'create']);
    expect(focused()).toBe('create');
    key('Create user', 'Escape', {});
    expect(selected()).toEqual(['list']);
    key('Create user', 'ArrowUp', { shiftKey: true });
    expect(selected()).toEqual(['list', 'create']);
    key('List users', 'ArrowUp', {});
    expect(selected()).toEqual(['list']);
    expect(focused()).toBe('users');
  });

  test('the main modifier moves the focus alone, and Space chooses there', () => {
    render(<Choosing />);
    key('List users', ' ', { ctrlKey: true });
    key('List users', 'ArrowDown', { ctrlKey: true });
    key('Create user', 'ArrowDown', { ctrlKey: true });
    key('Groups', ' ', { ctrlKey: true });
    expect(selected()).toEqual(['list', 'groups']);
  });
});

describe('renaming', () => {
  function Renaming({ onEnd }: { onEnd: (name: string | undefined) => void }) {
    const [renamingId, setRenamingId] = useState<string | undefined>('list');
    return (
      <Tree
        label="Collections"
        rows={rows}
        selectedId="list"
        onToggle={vi.fn()}
        onActivate={vi.fn()}
        renamingId={renamingId}
        onRenameEnd={(_, name) => {
          setRenamingId(undefined);
          onEnd(name);
        }}
      />
    );
  }

  test.each([
    ['Enter', ' All users ', 'All users'],
    ['Enter', '   ', undefined],
    ['Enter', 'List users', undefined],
    ['Escape', 'All users', undefined],
  ])('%s on %j gives %j, once', (key, typed, name) => {
    const onEnd = vi.fn();
    render(<Renaming onEnd={onEnd} />);
    const input = screen.getByRole('textbox', { name: 'Name of List users' });
    fireEvent.change(input, { target: { value: typed } });
    fireEvent.keyDown(input, { key });
    expect(onEnd.mock.calls).toEqual([[name]]);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('leaving the field keeps the name', () => {
    const onEnd = vi.fn();
    render(<Renaming onEnd={onEnd} />);
    const input = screen.getByRole('textbox', { name: 'Name of List users' });
    fireEvent.change(input, { target: { value: 'Everyone' } });
    fireEvent.blur(input);
    expect(onEnd.mock.calls).toEqual([['Everyone']]);
  });
});

test('ten thousand rows draw only those in sight', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    id: `${index}`,
    depth: 0,
    label: `Row ${index}`,
  }));
  renderTree({ rows: many, selectedId: undefined });
  const drawn = screen.getAllByRole('treeitem').length;
  expect(drawn).toBeGreaterThan(9);
  expect(drawn).toBeLessThan(40);
});
