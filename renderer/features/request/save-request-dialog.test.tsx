import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const nodes: TreeNode[] = [
  ...Array.from({ length: 40 }, (_, at): TreeNode => ({
    id: `c${at}`,
    kind: 'collection',
    name: `Collection ${at}`,
    order: at,
  })),
  { id: 'f', parentId: 'c30', kind: 'folder', name: 'Users', order: 1 },
];
let store: FreshStore;
const shown = vi.fn<() => void>();

beforeEach(async () => {
  vi.resetModules();
  shown.mockClear();
  Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
    if (this.querySelector('[type="radio"]') !== null) shown();
  };
  store = await freshStore({ 'workspace.readTree': () => ({ nodes }) });
  await store.state().tree.load();
});
afterEach(cleanup);

async function open(selectedId: string | undefined) {
  if (selectedId !== undefined) store.state().tree.reveal(selectedId);
  const tabKey = store.state().requests.openNew();
  store.state().requests.setSavingAs(tabKey);
  const { SaveRequestDialog } = await import('./save-request-dialog.tsx');
  render(<SaveRequestDialog tabKey={tabKey} />);
}

it('names the place that is proposed, and brings it into sight', async () => {
  await open('f');
  expect(screen.getByText('Collection 30 / Users')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Users' }).checked).toBe(true);
  expect(shown).toHaveBeenCalled();
  act(() => {
    fireEvent.click(screen.getByRole('radio', { name: 'Collection 3' }));
  });
  expect(screen.getByText('Collection 3', { selector: 'strong' })).toBeTruthy();
});

it('asks for a place where none is proposed', async () => {
  await open(undefined);
  expect(screen.getByText('Choose a collection or folder')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
});
