import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EditorTabs } from './editor-tabs.tsx';
import type { EditorTab, EditorTabsProps } from './editor-tabs.tsx';

const tabs: EditorTab[] = [
  { id: 'a', title: 'List users' },
  { id: 'b', title: 'Create user', isDirty: true },
  { id: 'c', title: 'Groups' },
];

afterEach(cleanup);

function renderTabs(options: Partial<EditorTabsProps> = {}) {
  const spies = { onSelect: vi.fn(), onClose: vi.fn(), onMove: vi.fn(), onKeep: vi.fn() };
  render(<EditorTabs label="Open tabs" tabs={tabs} activeId="b" {...spies} {...options} />);
  return spies;
}

const tab = (name: string) => screen.getByRole('tab', { name });

test('the list owns the tabs, one is selected and has the tab stop', () => {
  renderTabs();
  const owned = screen.getByRole('tablist', { name: 'Open tabs' }).getAttribute('aria-owns')?.split(' ');
  expect(owned).toEqual(screen.getAllByRole('tab').map((one) => one.id));
  expect(screen.getAllByRole('tab', { selected: true })).toEqual([tab('Create user')]);
  expect(screen.getAllByRole('tab').map((one) => one.tabIndex)).toEqual([-1, 0, -1]);
});

test('a tab with changes says so', () => {
  renderTabs();
  expect(tab('Create user').getAttribute('aria-description')).toBe('Unsaved changes');
  expect(tab('Groups').hasAttribute('aria-description')).toBe(false);
});

test('the open tab comes into sight again when its name grows', () => {
  const shown = vi.spyOn(Element.prototype, 'scrollIntoView');
  const strip = (title: string) => (
    <EditorTabs
      label="Open tabs"
      tabs={[...tabs.slice(0, 2), { id: 'c', title }]}
      activeId="c"
      onSelect={vi.fn()}
      onClose={vi.fn()}
    />
  );
  const { rerender } = render(strip('Groups'));
  shown.mockClear();
  rerender(strip('Groups'));
  expect(shown).not.toHaveBeenCalled();
  rerender(strip('Groups of the whole company'));
  expect(shown).toHaveBeenCalled();
  shown.mockRestore();
});

describe('closing', () => {
  test('by the button', () => {
    const { onClose, onSelect } = renderTabs();
    fireEvent.click(screen.getByRole('button', { name: 'Close Groups' }));
    expect(onClose).toHaveBeenCalledExactlyOnceWith('c');
    expect(onSelect).not.toHaveBeenCalled();
  });

  test('by a middle click, and by no other button', () => {
    const { onClose } = renderTabs();
    const auxClick = (button: number) => {
      const event = createEvent(
        'auxclick',
        tab('Groups'),
        { button, bubbles: true },
        { EventType: 'MouseEvent' },
      );
      fireEvent(tab('Groups'), event);
    };
    auxClick(2);
    expect(onClose).not.toHaveBeenCalled();
    auxClick(1);
    expect(onClose).toHaveBeenCalledExactlyOnceWith('c');
  });

  test('by Delete, which moves the focus to the next tab', () => {
    const { onClose } = renderTabs();
    tab('Create user').focus();
    fireEvent.keyDown(tab('Create user'), { key: 'Delete' });
    expect(onClose).toHaveBeenCalledExactlyOnceWith('b');
    expect(document.activeElement).toBe(tab('Groups'));
  });
});

describe('keys', () => {
  test.each([
    ['List users', 'ArrowRight', 'b'],
    ['Groups', 'ArrowRight', 'a'],
    ['List users', 'ArrowLeft', 'c'],
    ['Groups', 'Home', 'a'],
    ['List users', 'End', 'c'],
  ])('on %s %s selects %s', (from, key, id) => {
    const { onSelect } = renderTabs();
    fireEvent.keyDown(tab(from), { key });
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(id);
  });

  test('Ctrl+Shift and an arrow move the tab', () => {
    const { onMove, onSelect } = renderTabs();
    fireEvent.keyDown(tab('List users'), { key: 'ArrowRight', ctrlKey: true, shiftKey: true });
    expect(onMove).toHaveBeenCalledExactlyOnceWith('a', 1);
    expect(onSelect).not.toHaveBeenCalled();
  });
});

test('a double click keeps a preview', () => {
  const { onKeep } = renderTabs();
  fireEvent.doubleClick(tab('Groups'));
  expect(onKeep).toHaveBeenCalledExactlyOnceWith('c');
});

describe('dragging', () => {
  const transfer = () => ({ effectAllowed: 'none', setData: vi.fn(), types: [] });

  function drag(from: string, onto: string, clientX: number) {
    const item = (name: string) => tab(name).closest('[draggable]') ?? tab(name);
    vi.spyOn(item(onto), 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 100, 36));
    fireEvent.dragStart(item(from), { dataTransfer: transfer() });
    const over = createEvent.dragOver(item(onto), { dataTransfer: transfer() });
    Object.defineProperty(over, 'clientX', { value: clientX });
    fireEvent(item(onto), over);
    fireEvent.drop(item(onto), { dataTransfer: transfer() });
  }

  test.each([
    ['List users', 'Groups', 120, 1],
    ['List users', 'Groups', 180, 2],
    ['Groups', 'List users', 120, 0],
    ['Groups', 'List users', 180, 1],
  ])('%s onto %s at %i gives place %i', (from, onto, clientX, place) => {
    const { onMove } = renderTabs();
    drag(from, onto, clientX);
    expect(onMove).toHaveBeenCalledExactlyOnceWith(from === 'Groups' ? 'c' : 'a', place);
  });

  test('to its own place is no move', () => {
    const { onMove } = renderTabs();
    drag('List users', 'Create user', 120);
    expect(onMove).not.toHaveBeenCalled();
  });
});
