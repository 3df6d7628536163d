import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fetchLazyParts } from './lazy-part.tsx';
import { Tooltip } from './tooltip.tsx';

beforeAll(fetchLazyParts);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  act(() => {
    vi.runAllTimers();
  });
  vi.useRealTimers();
  cleanup();
});

const button = (name: string) => screen.getByRole('button', { name });
const pass = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
const shown = () => screen.queryAllByRole('tooltip').map((tooltip) => tooltip.textContent);

function show() {
  const onClick = vi.fn();
  render(
    <>
      <Tooltip content="Takes it back">
        <button type="button" onClick={onClick}>
          Undo
        </button>
      </Tooltip>
      <Tooltip content="Does it again" shortcut="Mod+Y">
        <button type="button">Redo</button>
      </Tooltip>
    </>,
  );
  return { onClick };
}

test('comes when the pointer rests, describes its element, and goes with the pointer', () => {
  show();
  fireEvent.pointerMove(button('Undo'));
  pass(400);
  expect(shown()).toEqual([]);
  pass(100);
  expect(shown()).toEqual(['Takes it back']);
  expect(button('Undo').getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id);
  fireEvent.pointerLeave(button('Undo'));
  expect(shown()).toEqual([]);
  expect(button('Undo').hasAttribute('aria-describedby')).toBe(false);
});

test('the next one comes at once, and alone', () => {
  show();
  fireEvent.pointerMove(button('Undo'));
  pass(500);
  fireEvent.pointerMove(button('Redo'));
  expect(shown()).toHaveLength(1);
  expect(shown()[0]).toContain('Does it again');
});

test('a press ends the wait, Escape takes it away, and the element hears its own events', () => {
  const { onClick } = show();
  fireEvent.pointerMove(button('Undo'));
  fireEvent.click(button('Undo'));
  pass(500);
  expect(shown()).toEqual([]);
  expect(onClick).toHaveBeenCalledOnce();
  fireEvent.pointerLeave(button('Undo'));
  fireEvent.pointerMove(button('Undo'));
  pass(500);
  expect(shown()).toHaveLength(1);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(shown()).toEqual([]);
});
