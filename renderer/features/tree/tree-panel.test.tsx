import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const nodes: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Users', order: 1000 },
  { id: 'r1', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET', order: 1000 },
  { id: 'r2', parentId: 'c1', kind: 'request', name: 'Create user', method: 'POST', order: 2000 },
  { id: 'f1', parentId: 'c1', kind: 'folder', name: 'Lifecycle', order: 3000 },
  { id: 'r3', parentId: 'f1', kind: 'request', name: 'Suspend', method: 'POST', order: 1000 },
  { id: 'c2', kind: 'collection', name: 'Groups', order: 2000 },
];
const node = (id: string) => nodes.find((each) => each.id === id) as TreeNode;

let store: FreshStore;

beforeEach(async () => {
  vi.resetModules();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
  store = await freshStore({
    'workspace.readTree': () => ({ nodes }),
    'item.rename': ({ id, name }) => ({ node: { ...node(id), name } }),
    'items.move': ({ ids, parentId }) => ({
      nodes: ids.map((id) => ({ ...node(id), parentId, order: 1500 })),
      undoId: 'u1',
    }),
    'items.duplicate': ({ ids }) => ({
      nodes: ids.map((id) => ({ ...node(id), id: `copy of ${id}`, name: `${node(id).name} copy` })),
      undoId: 'u1',
    }),
    'items.delete': () => ({ undoId: 'u1' }),
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Draws the panel over a tree that was read, with the given items open. */
async function renderPanel(...open: string[]) {
  const { TreePanel } = await import('./tree-panel.tsx');
  await store.state().tree.load();
  store.state().tree.restoreExpanded(open);
  render(<TreePanel />);
}

const names = () => screen.getAllByRole('treeitem').map((item) => item.dataset['treeId']);
const item = (id: string) => {
  const found = screen.getAllByRole('treeitem').find((each) => each.dataset['treeId'] === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
};
const focusedId = () => (document.activeElement as HTMLElement).dataset['treeId'];
async function press(id: string, key: string, modifiers: object = {}) {
  act(() => item(id).focus());
  await act(async () => {
    fireEvent.keyDown(item(id), { key, ...modifiers });
    await store.settle();
  });
}
const lastCall = () => store.door.calls.at(-1);

describe('states', () => {
  it('says that it is loading', async () => {
    const { TreePanel } = await import('./tree-panel.tsx');
    render(<TreePanel />);
    expect(screen.getByRole('status', { name: 'Loading collections' })).toBeTruthy();
  });

  it('teaches the first steps where there is nothing', async () => {
    store.door.answers['workspace.readTree'] = () => ({ nodes: [] });
    await renderPanel();
    const list = screen.getByRole('list');
    expect(
      within(list)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['Import', 'Try the sandbox org', 'New collection']);
  });

  it('says why it failed, and reads again when asked', async () => {
    store.door.answers['workspace.readTree'] = () => {
      throw new AppError('ERR_WORKSPACE_UNREADABLE', 'No right to read the folder.');
    };
    await renderPanel();
    expect(screen.getByText('ERR_WORKSPACE_UNREADABLE')).toBeTruthy();
    store.door.answers['workspace.readTree'] = () => ({ nodes });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await act(() => store.settle());
    expect(names()).toEqual(['c1', 'c2']);
  });
});

describe('keyboard', () => {
  it('opens, walks and closes', async () => {
    await renderPanel();
    await press('c1', 'ArrowRight');
    expect(names()).toEqual(['c1', 'r1', 'r2', 'f1', 'c2']);
    await press('c1', 'ArrowDown');
    expect(focusedId()).toBe('r1');
    await press('r1', 'End');
    expect(focusedId()).toBe('c2');
    await press('r2', 'ArrowLeft');
    expect(focusedId()).toBe('c1');
    await press('c1', 'ArrowLeft');
    expect(names()).toEqual(['c1', 'c2']);
  });

  it('finds by typing', async () => {
    await renderPanel('c1');
    await press('c1', 'l');
    expect(focusedId()).toBe('r1');
  });

  it('opens a request, and a collection, in a tab', async () => {
    await renderPanel('c1');
    await press('r1', 'Enter');
    await press('c2', 'Enter');
    expect(store.state().tabs.tabs.map(({ kind, itemId }) => [kind, itemId])).toEqual([
      ['request', 'r1'],
      ['collection', 'c2'],
    ]);
  });

  it('renames in place', async () => {
    await renderPanel('c1');
    await press('r1', 'F2');
    const field = screen.getByRole('textbox', { name: 'Name of List users' });
    fireEvent.change(field, { target: { value: 'Everyone' } });
    await act(async () => {
      fireEvent.keyDown(field, { key: 'Enter' });
      await store.settle();
    });
    expect(lastCall()).toEqual({ operation: 'item.rename', input: { id: 'r1', name: 'Everyone' } });
    expect(item('r1').textContent).toContain('Everyone');
  });

  it('deletes, gives the focus on, and offers Undo', async () => {
    await renderPanel('c1');
    await press('r2', 'Delete');
    expect(names()).toEqual(['c1', 'r1', 'f1', 'c2']);
    expect(focusedId()).toBe('f1');
    expect(store.state().notices.items.map((notice) => notice.action?.label)).toEqual(['Undo']);
  });

  it('duplicates', async () => {
    await renderPanel('c1');
    await press('r1', 'd', { ctrlKey: true });
    expect(lastCall()).toEqual({ operation: 'items.duplicate', input: { ids: ['r1'] } });
    expect(item('copy of r1').textContent).toContain('List users copy');
  });

  it('moves among siblings, and stays at the ends', async () => {
    await renderPanel('c1');
    await press('r1', 'ArrowDown', { altKey: true });
    expect(lastCall()).toEqual({
      operation: 'items.move',
      input: { ids: ['r1'], parentId: 'c1', beforeId: 'f1' },
    });
    const { length } = store.door.calls;
    await press('c1', 'ArrowUp', { altKey: true });
    expect(store.door.calls.length).toBe(length);
  });

  it('moves elsewhere by cutting and pasting, and refuses what may not be', async () => {
    await renderPanel('c1', 'f1');
    await press('f1', 'x', { ctrlKey: true });
    const { length } = store.door.calls;
    await press('r3', 'v', { ctrlKey: true });
    expect(store.door.calls.length).toBe(length);
    await press('c2', 'v', { ctrlKey: true });
    expect(lastCall()?.input).toEqual({ ids: ['f1'], parentId: 'c2', beforeId: undefined });
    expect(store.state().tree.cutIds).toEqual([]);
  });

  it('is taken back by Ctrl+Z, which else is for the open request', async () => {
    await renderPanel('c1', 'f1');
    const { length } = store.door.calls;
    await press('f1', 'z', { ctrlKey: true });
    expect(store.door.calls.length).toBe(length);
    await press('f1', 'x', { ctrlKey: true });
    await press('c2', 'v', { ctrlKey: true });
    await vi.waitFor(() => expect(store.state().tree.steps).toHaveLength(1));
    store.door.answers['workspace.undo'] = () => ({});
    await press('f1', 'z', { ctrlKey: true });
    await vi.waitFor(() => expect(lastCall()?.operation).toBe('workspace.undo'));
  });
});

describe('copies', () => {
  it('are pasted as often as wanted, into a container or after a request', async () => {
    await renderPanel('c1', 'f1');
    await press('r3', 'c', { ctrlKey: true });
    await press('c2', 'v', { ctrlKey: true });
    expect(lastCall()).toMatchObject({ operation: 'items.duplicate' });
    expect(lastCall()?.input).toEqual({ ids: ['r3'], into: { parentId: 'c2', beforeId: undefined } });
    await press('r1', 'v', { ctrlKey: true });
    expect(lastCall()?.input).toEqual({ ids: ['r3'], into: { parentId: 'c1', beforeId: 'r2' } });
    await press('r1', 'x', { ctrlKey: true });
    expect(store.state().tree).toMatchObject({ cutIds: ['r1'], copiedIds: [] });
  });

  it('are not made of collections', async () => {
    await renderPanel('c1');
    await press('c1', 'c', { ctrlKey: true });
    expect(store.state().tree.copiedIds).toEqual([]);
  });
});

describe('several at once', () => {
  const deleted = () =>
    store.door.calls.filter(({ operation }) => operation === 'items.delete').map(({ input }) => input);

  it('are deleted with a key, a folder for all that is chosen inside it', async () => {
    await renderPanel('c1', 'f1');
    await press('r2', 'ArrowDown', { shiftKey: true });
    await press('f1', 'ArrowDown', { shiftKey: true });
    expect(store.state().tree.chosenIds).toEqual(['r2', 'f1', 'r3']);
    await press('r3', 'Delete');
    expect(deleted()).toEqual([{ ids: ['r2', 'f1'] }]);
    expect(store.state().notices.items).toHaveLength(1);
  });

  it('are only those in sight', async () => {
    await renderPanel('c1', 'f1');
    await press('f1', 'ArrowDown', { shiftKey: true });
    await act(async () => store.state().tree.setExpanded('f1', false));
    await press('f1', 'Delete');
    expect(deleted()).toEqual([{ ids: ['f1'] }]);
  });

  it('are not meant by a key on another line', async () => {
    await renderPanel('c1');
    await press('r1', 'ArrowDown', { shiftKey: true });
    await press('r2', 'ArrowDown', { ctrlKey: true });
    await press('f1', 'Delete');
    expect(deleted()).toEqual([{ ids: ['f1'] }]);
  });

  it('are copied and pasted in their order', async () => {
    await renderPanel('c1');
    await press('r2', 'ArrowUp', { shiftKey: true });
    await press('r1', 'c', { ctrlKey: true });
    await press('c2', 'v', { ctrlKey: true });
    expect(
      store.door.calls.filter(({ operation }) => operation === 'items.duplicate').map(({ input }) => input),
    ).toEqual([{ ids: ['r1', 'r2'], into: { parentId: 'c2', beforeId: undefined } }]);
  });
});

describe('search', () => {
  it('shows matches with what is above them, marked', async () => {
    await renderPanel();
    const field = screen.getByRole('searchbox', { name: 'Search collections' });
    await act(async () => fireEvent.change(field, { target: { value: 'susp' } }));
    expect(names()).toEqual(['c1', 'f1', 'r3']);
    expect(item('r3').querySelector('mark')?.textContent).toBe('Susp');
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(focusedId()).toBe('c1');
  });

  it('says that nothing was found, and the way back', async () => {
    await renderPanel();
    const field = screen.getByRole('searchbox', { name: 'Search collections' });
    await act(async () => fireEvent.change(field, { target: { value: 'qqq' } }));
    expect(screen.queryAllByRole('treeitem')).toEqual([]);
    const clear = screen.getAllByRole('button', { name: 'Clear search' }).at(-1) as HTMLElement;
    await act(async () => fireEvent.click(clear));
    expect(names()).toEqual(['c1', 'c2']);
  });
});

describe('menu', () => {
  const open = async (id: string) => {
    await act(async () => {
      fireEvent.contextMenu(item(id));
      await store.settle();
    });
    const entries = await screen.findAllByRole('menuitem', {}, { timeout: 10_000 });
    return entries.map((entry) => entry.querySelector('span')?.textContent);
  };

  it('offers what a collection can do', async () => {
    await renderPanel();
    expect(await open('c1')).toEqual([
      'New request',
      'New folder',
      'Run…',
      'Edit',
      'Rename',
      'Duplicate',
      'Move up',
      'Move down',
      'Export as Postman v2.1…',
      'Delete',
    ]);
    await act(async () => fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' }));
  });

  it('offers what several can do, and what one can do where the menu is about another', async () => {
    await renderPanel('c1', 'f1');
    await press('r1', 'ArrowDown', { shiftKey: true });
    await press('r2', 'ArrowDown', { shiftKey: true });
    expect(await open('r2')).toEqual([
      'Duplicate 3 items',
      'Cut 3 items',
      'Copy 3 items',
      'Move up',
      'Move down',
      'Delete 3 items',
    ]);
    await act(async () => {
      fireEvent.click(screen.getByRole('menuitem', { name: 'Delete 3 items' }));
      await store.settle();
    });
    expect(names()).toEqual(['c1', 'c2']);
    await press('c1', 'ArrowDown', { shiftKey: true });
    expect(await open('c2')).toContain('Delete 2 items');
    await act(async () => fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' }));
  });

  it('makes a request where it was asked for, and lets it be named', async () => {
    store.door.answers['item.create'] = (input) => ({
      node: {
        id: 'n1',
        kind: 'request',
        parentId: input.parentId,
        name: input.name,
        method: 'GET',
        order: 9,
      },
    });
    await renderPanel('c1');
    await open('f1');
    await act(async () => {
      fireEvent.click(screen.getByRole('menuitem', { name: 'New request' }));
      await store.settle();
    });
    expect(lastCall()?.input).toEqual({ kind: 'request', parentId: 'f1', name: 'New request' });
    expect(screen.getByRole('textbox', { name: 'Name of New request' })).toBeTruthy();
  });
});

describe('search inside', () => {
  const search = async (text: string) => {
    await act(async () => {
      store.state().tree.setSearch(text);
      await store.settle();
    });
  };
  const press = (name: string) =>
    act(async () => {
      fireEvent.click(screen.getByRole('button', { name }));
      await store.settle();
    });

  it('shows what holds a text, says where, and opens it there', async () => {
    store.door.answers['workspace.findText'] = () => ({
      found: [
        { id: 'r3', place: 'body', excerpt: '…"reason": "needle"…' },
        { id: 'c2', place: 'docs', excerpt: 'a needle' },
      ],
      isCut: false,
    });
    await renderPanel();
    await search('needle');
    expect(screen.queryAllByRole('treeitem')).toEqual([]);
    await press('Search inside requests');
    expect(lastCall()).toMatchObject({ operation: 'workspace.findText', input: { text: 'needle' } });
    expect(names()).toEqual(['c1', 'f1', 'r3', 'c2']);
    expect(screen.getByText('2 items hold it')).toBeTruthy();
    expect(item('r3').textContent).toContain('in body');
    await act(async () => {
      store.state().tree.open('r3');
      await store.settle();
    });
    const { activeKey = '' } = store.state().tabs;
    const { emptyRequest } = await import('../../../core/http/request.ts');
    store.door.answers['request.read'] = () => ({
      id: 'r3',
      name: 'Suspend',
      request: emptyRequest(),
      revision: 'rev1',
    });
    await act(() => store.state().requests.load(activeKey, 'r3'));
    expect(store.state().requests.editors[activeKey]).toMatchObject({ itemId: 'r3', section: 'body' });
    await press('Names only');
    expect(screen.queryAllByRole('treeitem')).toEqual([]);
    expect(screen.getByRole('button', { name: 'Search inside requests' })).toBeTruthy();
  });

  it('starts with Enter where no name matches, and calls nothing missing while it looks', async () => {
    let answer: (value: unknown) => void = () => undefined;
    store.door.answers['workspace.findText'] = () =>
      new Promise<never>((resolve) => (answer = resolve as (value: unknown) => void));
    await renderPanel();
    const field = screen.getByRole('searchbox', { name: 'Search collections' });
    await search('suspend');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(store.state().tree.textSearch).toBeUndefined();
    await search('needle');
    expect(screen.getByText('Nothing found')).toBeTruthy();
    await act(async () => {
      fireEvent.keyDown(field, { key: 'Enter' });
      await store.settle();
    });
    expect(lastCall()).toMatchObject({ operation: 'workspace.findText', input: { text: 'needle' } });
    expect(screen.queryByText('Nothing found')).toBeNull();
    await act(async () => {
      answer({ found: [], isCut: false });
      await store.settle();
    });
    expect(screen.getByText('Nothing found')).toBeTruthy();
  });

  it('is over once something else is typed, whatever comes of it', async () => {
    const answers: ((value: unknown) => void)[] = [];
    store.door.answers['workspace.findText'] = () =>
      new Promise<never>((resolve) => answers.push(resolve as (value: unknown) => void));
    await renderPanel();
    await search('suspend');
    await press('Search inside requests');
    expect(screen.getByText('Searching inside…')).toBeTruthy();
    await search('suspen');
    await act(async () => {
      answers[0]?.({ found: [{ id: 'c2', place: 'docs' }], isCut: false });
      await store.settle();
    });
    expect(store.state().tree.textSearch).toBeUndefined();
    expect(names()).toContain('r3');
  });
});
