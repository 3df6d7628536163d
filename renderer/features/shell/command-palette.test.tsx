import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  // cmdk scrolls the chosen line into sight and watches the list's size.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  store = await freshStore({
    'workspace.readTree': () => ({
      nodes: [
        { id: 'c1', kind: 'collection', name: 'Users' },
        { id: 'r1', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET' },
      ],
    }),
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'Acme', variableCount: 1 }] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'r' }),
  });
  await Promise.all([store.state().tree.load(), store.state().environments.load()]);
  const { CommandPalette } = await import('./command-palette.tsx');
  render(<CommandPalette />);
  await act(async () => store.state().app.setPaletteOpen(true));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const field = () => screen.getByRole('combobox');
const lines = () => screen.getAllByRole('option').map((line) => line.textContent ?? '');
async function search(text: string, ...keys: string[]) {
  await act(async () => fireEvent.change(field(), { target: { value: text } }));
  for (const key of keys) await act(async () => fireEvent.keyDown(field(), { key }));
  await act(() => store.settle());
}

it('opens a request, shows it in the tree, and closes', async () => {
  await search('list us', 'Enter');
  expect(store.state().tabs.tabs).toMatchObject([{ kind: 'request', itemId: 'r1' }]);
  expect(store.state().tree.expanded).toEqual({ c1: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('switches the environment', async () => {
  await search('acme', 'Enter');
  expect(store.state().environments.selectedId).toBe('e1');
});

it('runs a command, and shows it first the next time', async () => {
  await search('import');
  expect(lines()[0]).toContain('Import');
  await search('import', 'Enter');
  expect(store.state().imports.dialog).toBe('import');
  await act(async () => store.state().app.setPaletteOpen(true));
  expect(lines()[0]).toContain('Import');
});

it('walks with the arrows', async () => {
  const { length } = lines();
  expect(length).toBeGreaterThan(10);
  await search('edit globals', 'ArrowDown', 'ArrowUp', 'Enter');
  expect(store.state().tabs.tabs).toMatchObject([{ kind: 'environment', itemId: 'globals' }]);
});

it('goes on inside requests where nothing has that name', async () => {
  store.door.answers['workspace.findText'] = () => ({ found: [], isCut: false });
  await search(' qqq.qqq ');
  expect(lines()).toEqual(['Search inside requests for “qqq.qqq”']);
  await search('qqq.qqq', 'Enter');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(store.state().tree.search).toBe('qqq.qqq');
  expect(store.state().app.sidebarView).toBe('collections');
  expect(store.door.calls.at(-1)).toMatchObject({
    operation: 'workspace.findText',
    input: { text: 'qqq.qqq' },
  });
});
