import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({ 'key.revealPrivate': () => ({ text: 'CANARY' }) });
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

it('shows the private key after asking only, and for 30 seconds', async () => {
  const { KeyDetails } = await import('./key-details.tsx');
  const entry: KeySummary = {
    id: 'k',
    name: 'K',
    kid: 'kid',
    thumbprint: 'print',
    alg: 'ES256',
    kty: 'EC',
    crv: 'P-256',
    createdAtEpochMs: 0,
    origin: 'generated',
    usedBy: [],
    publicJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  };
  render(<KeyDetails entry={entry} onClose={vi.fn()} />);
  const shown = () => document.body.textContent.includes('CANARY');
  fireEvent.click(screen.getByRole('button', { name: 'Show the private key' }));
  expect(store.door.calls).toEqual([]);
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
    await store.settle();
  });
  expect(shown()).toBe(true);
  act(() => void vi.advanceTimersByTime(29_000));
  expect(shown()).toBe(true);
  act(() => void vi.advanceTimersByTime(1_500));
  expect(shown()).toBe(false);
});
