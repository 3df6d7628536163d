import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
const environment = { id: 'e1', name: 'New Environment', variables: [], revision: 'r' };
const saved: string[] = [];

beforeEach(async () => {
  vi.resetModules();
  saved.length = 0;
  vi.doMock('../../bridge/bridge.ts', async (original) => ({
    ...(await original<object>()),
    readBody: async () => new TextEncoder().encode('{}'),
  }));
  // The test's browser has neither.
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  store = await freshStore({
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'New Environment', variableCount: 0 }] }),
    'environment.read': () => environment,
    'environment.create': () => environment,
    'environment.export': ({ id }) => ({
      bodyId: '0'.repeat(32),
      sizeBytes: 2,
      fileName: `${id}.json`,
      blanked: ['apikey'],
    }),
  });
  await store.state().environments.load();
});
afterEach(() => {
  cleanup();
  vi.doUnmock('../../bridge/bridge.ts');
  vi.restoreAllMocks();
});

it('exports an environment, and says what is not in the file', async () => {
  await act(() => store.state().environments.exportFile('e1'));
  expect(store.door.calls.at(-1)).toEqual({ operation: 'environment.export', input: { id: 'e1' } });
  expect(saved).toEqual(['e1.json']);
  expect(store.state().notices.items.at(-1)?.text).toContain('1 secret');
});

it('has the name of a new environment typed first, once', async () => {
  const { EnvironmentPanel } = await import('./environment-panel.tsx');
  await store.state().environments.create();
  const tabKey = store.state().tabs.activeKey ?? '';
  const show = async () => {
    const shown = render(<EnvironmentPanel tabKey={tabKey} />);
    await act(() => store.settle());
    return shown;
  };
  const first = await show();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Environment name' });
  expect(document.activeElement).toBe(field);
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
  fireEvent.change(field, { target: { value: 'Acme' } });
  first.unmount();
  await show();
  expect(document.activeElement).toBe(document.body);
});
