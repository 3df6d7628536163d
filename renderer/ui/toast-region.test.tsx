import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastRegion } from './toast-region.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const undo = { id: 'a', tone: 'info' as const, title: 'Deleted', durationMs: 1000 };
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });

test('a toast goes by itself, and a danger stays', () => {
  const onDismiss = vi.fn();
  render(<ToastRegion items={[undo, { id: 'b', tone: 'danger', title: 'Failed' }]} onDismiss={onDismiss} />);
  pass(999);
  expect(onDismiss).not.toHaveBeenCalled();
  pass(60_000);
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith('a');
});

test('it waits while the pointer is on it', () => {
  const onDismiss = vi.fn();
  render(<ToastRegion items={[undo]} onDismiss={onDismiss} />);
  const region = screen.getByRole('region', { name: 'Notifications' });
  fireEvent.pointerEnter(region);
  pass(60_000);
  expect(onDismiss).not.toHaveBeenCalled();
  fireEvent.pointerLeave(region);
  pass(1000);
  expect(onDismiss).toHaveBeenCalledOnce();
});

test('its action runs once and dismisses it', () => {
  const onDismiss = vi.fn();
  const onSelect = vi.fn();
  render(<ToastRegion items={[{ ...undo, action: { label: 'Undo', onSelect } }]} onDismiss={onDismiss} />);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onSelect).toHaveBeenCalledOnce();
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith('a');
});
