import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CleanupPreview } from '../../../core/import/report.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
let preview: CleanupPreview;

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'import.previewCleanup': () => preview,
    'import.applyCleanup': () => ({ undoId: 'u1' }),
    'workspace.readTree': () => ({ nodes: [] }),
    'environment.list': () => ({ environments: [] }),
  });
});
afterEach(cleanup);

async function show() {
  const { CleanupStep } = await import('./cleanup-step.tsx');
  await store.state().imports.previewCleanup();
  render(<CleanupStep />);
}

async function apply() {
  await act(async () => {
    screen.getByRole('button', { name: 'Clean up' }).click();
    await store.settle();
  });
}

it('asks for no authorization, and speaks of no requests, where only an environment came', async () => {
  preview = { authorizationRows: 0, addedVariables: ['clientId'], placeholders: 0, changes: [] };
  await show();
  expect(screen.getByText('clientId')).toBeTruthy();
  expect(screen.queryByRole('radiogroup')).toBeNull();
  expect(screen.queryByText('Show every change')).toBeNull();
  await apply();
  expect(screen.getByText('Cleaned up')).toBeTruthy();
  expect(screen.queryByText(/take their authorization/)).toBeNull();
});

it('asks for the authorization of requests that had their own, and shows every change', async () => {
  const change = { itemId: 'r1', name: 'List', before: 'Authorization: SSWS x', after: 'inherited' };
  preview = { authorizationRows: 1, addedVariables: [], placeholders: 0, changes: [change] };
  await show();
  expect(screen.getByRole('radiogroup', { name: 'Authorization of the collection' })).toBeTruthy();
  expect(screen.getByText('Show every change')).toBeTruthy();
  await apply();
  expect(screen.getByText(/take their authorization/)).toBeTruthy();
});

it('is not pressed twice', async () => {
  preview = { authorizationRows: 0, addedVariables: ['clientId'], placeholders: 0, changes: [] };
  store.door.answers['import.applyCleanup'] = () => new Promise<never>(() => undefined);
  await show();
  await apply();
  await apply();
  expect(store.door.calls.filter(({ operation }) => operation === 'import.applyCleanup')).toHaveLength(1);
});
