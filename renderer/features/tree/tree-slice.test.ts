import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const nodes: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Users', order: 1000 },
  { id: 'f1', parentId: 'c1', kind: 'folder', name: 'Lifecycle', order: 2000 },
  { id: 'r1', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET', order: 1000 },
  { id: 'r2', parentId: 'f1', kind: 'request', name: 'Suspend user', method: 'POST', order: 1000 },
];
const refusal = () => {
  throw new AppError('ERR_WORKSPACE_WRITE_FAILED', 'The disk is full.');
};

let store: FreshStore;
const tree = () => store.state().tree;
const nameOf = (id: string) => tree().nodes[id]?.name;

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'workspace.readTree': () => ({ nodes }),
    'request.read': () => Promise.reject(new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'Gone.')),
  });
  await tree().load();
});

describe('load', () => {
  it('gives the nodes, or why not', async () => {
    expect(tree().status).toBe('ready');
    expect(Object.keys(tree().nodes)).toEqual(['c1', 'f1', 'r1', 'r2']);
    store.door.answers['workspace.readTree'] = refusal;
    await tree().load();
    expect(tree()).toMatchObject({ status: 'failed', error: { code: 'ERR_WORKSPACE_WRITE_FAILED' } });
  });
});

describe('rename', () => {
  it('shows at once, in the tab too, and takes what was written', async () => {
    tree().open('r1');
    let answer: ((value: { node: TreeNode }) => void) | undefined;
    store.door.answers['item.rename'] = () => new Promise((resolve) => void (answer = resolve));
    const renamed = tree().rename('r1', '  Everyone ');
    expect(nameOf('r1')).toBe('Everyone');
    expect(store.state().tabs.tabs[0]?.title).toBe('Everyone');
    await store.settle();
    answer?.({ node: { ...(nodes[2] as TreeNode), name: 'Everyone (2)' } });
    await renamed;
    expect(nameOf('r1')).toBe('Everyone (2)');
  });

  it('goes back when refused, and says why', async () => {
    store.door.answers['item.rename'] = refusal;
    await tree().rename('r1', 'Everyone');
    expect(nameOf('r1')).toBe('List users');
    expect(store.state().notices.items[0]).toMatchObject({
      kind: 'error',
      code: 'ERR_WORKSPACE_WRITE_FAILED',
    });
  });

  it('asks nothing for a blank or equal name', async () => {
    await tree().rename('r1', '   ');
    await tree().rename('r1', 'List users');
    expect(store.door.calls.some((call) => call.operation === 'item.rename')).toBe(false);
  });
});

describe('move', () => {
  it('shows at once, opens the new parent, and goes back when refused', async () => {
    let fail: (() => void) | undefined;
    store.door.answers['items.move'] = () =>
      new Promise((_resolve, reject) => {
        fail = () => reject(new AppError('ERR_WORKSPACE_INVALID_MOVE', 'No.'));
      });
    const moved = tree().move(['r1'], 'f1', 'r2');
    expect(tree().nodes['r1']?.parentId).toBe('f1');
    expect(tree().expanded['f1']).toBe(true);
    await store.settle();
    expect(store.door.calls.at(-1)?.input).toEqual({ ids: ['r1'], parentId: 'f1', beforeId: 'r2' });
    fail?.();
    await moved;
    expect(tree().nodes['r1']).toEqual(nodes[2]);
  });

  it('can be taken back where it went into another container', async () => {
    const third: TreeNode = { id: 'r3', parentId: 'c1', kind: 'request', name: 'Get user', order: 1500 };
    tree().takeChange({ upserted: [third], removedIds: [] });
    store.door.answers['items.move'] = ({ ids, parentId }) => ({
      nodes: ids.map((id) => ({ ...tree().nodes[id]!, parentId })),
      undoId: 'u1',
    });
    await tree().move(['r3'], 'c1', 'r1');
    expect(store.state().notices.items).toEqual([]);
    await tree().move(['r3'], 'f1', 'r2');
    const [notice] = store.state().notices.items;
    expect(notice?.text).toBe('Moved “Get user” into “Lifecycle”');
    store.door.answers['workspace.undo'] = refusal;
    notice?.action?.run();
    await store.settle();
    expect(store.door.calls.at(-1)).toEqual({ operation: 'workspace.undo', input: { undoId: 'u1' } });
    expect(store.state().notices.items.at(-1)).toMatchObject({ kind: 'error' });
  });

  it('does not undo what the tree itself said meanwhile', async () => {
    store.door.answers['items.move'] = () => {
      store.door.emit('workspace.treeChanged', { upserted: [], removedIds: [], externallyChangedIds: [] });
      tree().takeChange({
        upserted: [{ ...(nodes[2] as TreeNode), name: 'Renamed by Git' }],
        removedIds: [],
      });
      return refusal();
    };
    await tree().move(['r1'], 'f1', undefined);
    expect(nameOf('r1')).toBe('Renamed by Git');
  });
});

describe('create', () => {
  it('finds a free name, opens a request and starts renaming', async () => {
    store.door.answers['item.create'] = (input) => ({
      node: { id: 'n1', parentId: input.parentId, kind: input.kind, name: input.name, method: 'GET' },
    });
    await tree().create('request', 'f1');
    expect(nameOf('n1')).toBe('New request');
    expect(tree()).toMatchObject({ renamingId: 'n1', selectedId: 'n1', expanded: { c1: true, f1: true } });
    expect(store.state().tabs.tabs.map((tab) => tab.itemId)).toEqual(['n1']);
    await tree().create('request', 'f1');
    expect(store.door.calls.at(-1)?.input).toMatchObject({ name: 'New request 2' });
  });
});

describe('delete', () => {
  it('takes everything inside along, closes clean tabs, and Undo brings both back', async () => {
    store.door.answers['items.delete'] = () => ({ undoId: 'u1' });
    store.door.answers['workspace.undo'] = () => ({});
    tree().open('r2');
    tree().open('r1');
    await tree().delete('f1');
    expect(Object.keys(tree().nodes)).toEqual(['c1', 'r1']);
    expect(store.state().tabs.tabs.map((tab) => tab.itemId)).toEqual(['r1']);
    const notice = store.state().notices.items[0];
    expect(notice?.action?.label).toBe('Undo');
    notice?.action?.run();
    await store.settle();
    await store.settle();
    expect(Object.keys(tree().nodes)).toEqual(['c1', 'f1', 'r1', 'r2']);
    expect(store.state().tabs.tabs.map((tab) => tab.itemId)).toEqual(['r1', 'r2']);
  });

  it('keeps a tab with edits', async () => {
    store.door.answers['items.delete'] = () => ({ undoId: 'u1' });
    tree().open('r2');
    const key = store.state().tabs.activeKey ?? '';
    store.state().tabs.update(key, { dirty: true });
    await tree().delete('f1');
    expect(store.state().tabs.tabs.map((tab) => tab.key)).toEqual([key]);
  });

  it('puts everything back when refused', async () => {
    store.door.answers['items.delete'] = refusal;
    await tree().delete('f1');
    expect(Object.keys(tree().nodes).toSorted()).toEqual(['c1', 'f1', 'r1', 'r2']);
  });
});

describe('several at once', () => {
  const callsOf = (name: string) =>
    store.door.calls.filter(({ operation }) => operation === name).map(({ input }) => input);
  const lastNotice = () => store.state().notices.items.at(-1);
  const undo = async () => {
    lastNotice()?.action?.run();
    for (let turn = 0; turn < 6; turn += 1) await store.settle();
  };

  it('are deleted in one step, and one Undo brings all back', async () => {
    store.door.answers['items.delete'] = () => ({ undoId: 'u1' });
    store.door.answers['workspace.undo'] = () => ({});
    tree().choose(['r1', 'f1']);
    await tree().delete('r1', 'f1');
    expect(Object.keys(tree().nodes)).toEqual(['c1']);
    expect(tree().chosenIds).toEqual([]);
    expect(callsOf('items.delete')).toEqual([{ ids: ['r1', 'f1'] }]);
    expect(store.state().notices.items.map(({ text }) => text)).toEqual([
      'Deleted “List users” and “Lifecycle” and 1 inside them',
    ]);
    await undo();
    expect(callsOf('workspace.undo')).toEqual([{ undoId: 'u1' }]);
    expect(Object.keys(tree().nodes)).toHaveLength(4);
    expect(tree().chosenIds).toEqual(['r1', 'f1']);
  });

  it('can be brought back again where bringing back was refused', async () => {
    store.door.answers['items.delete'] = () => ({ undoId: 'u1' });
    store.door.answers['workspace.undo'] = refusal;
    await tree().delete('r1', 'f1');
    await undo();
    expect(lastNotice()).toMatchObject({ kind: 'error', action: { label: 'Try again' } });
    store.door.answers['workspace.undo'] = () => ({});
    await undo();
    expect(callsOf('workspace.undo')).toEqual([{ undoId: 'u1' }, { undoId: 'u1' }]);
  });

  it('keep their order where they are moved to', async () => {
    const third: TreeNode = { id: 'r3', parentId: 'c1', kind: 'request', name: 'Get user', order: 1500 };
    tree().takeChange({ upserted: [third], removedIds: [] });
    store.door.answers['items.move'] = ({ ids }) => ({
      nodes: ids.map((id) => tree().nodes[id] as TreeNode),
      undoId: 'u1',
    });
    await tree().move(['r1', 'r3'], 'f1', 'r2');
    expect(callsOf('items.move')).toEqual([{ ids: ['r1', 'r3'], parentId: 'f1', beforeId: 'r2' }]);
    const shown = Object.values(tree().nodes)
      .filter(({ parentId }) => parentId === 'f1')
      .toSorted((left, right) => (left.order ?? 0) - (right.order ?? 0));
    expect(shown.map(({ id }) => id)).toEqual(['r1', 'r3', 'r2']);
    expect(lastNotice()?.text).toBe('Moved “List users” and “Get user” into “Lifecycle”');
    store.door.answers['workspace.undo'] = () => ({});
    await undo();
    expect(callsOf('workspace.undo')).toEqual([{ undoId: 'u1' }]);
  });

  it('stay where they were when one may not be moved', async () => {
    store.door.answers['items.move'] = refusal;
    const c2: TreeNode = { id: 'c2', kind: 'collection', name: 'Groups', order: 2000 };
    tree().takeChange({ upserted: [c2], removedIds: [] });
    const before = { ...tree().nodes };
    await tree().move(['r1', 'f1'], 'c2', undefined);
    expect(tree().nodes).toEqual(before);
    expect(lastNotice()).toMatchObject({ kind: 'error', code: 'ERR_WORKSPACE_WRITE_FAILED' });
  });

  it('are copied in order, and one Undo takes the copies away', async () => {
    store.door.answers['items.duplicate'] = ({ ids }) => ({
      nodes: ids.map((id) => ({ ...(tree().nodes[id] as TreeNode), id: `copy-${id}` })),
      undoId: 'u1',
    });
    store.door.answers['workspace.undo'] = () => ({});
    tree().copy('r1', 'r2');
    await tree().paste('c1', 'f1');
    expect(callsOf('items.duplicate')).toEqual([
      { ids: ['r1', 'r2'], into: { parentId: 'c1', beforeId: 'f1' } },
    ]);
    expect(tree().chosenIds).toEqual(['copy-r1', 'copy-r2']);
    await undo();
    expect(callsOf('workspace.undo')).toEqual([{ undoId: 'u1' }]);
    expect(tree().chosenIds).toEqual([]);
  });
});

it('too many items at once are not begun', async () => {
  const many = Array.from({ length: 201 }, (_, at): TreeNode => ({
    id: `m${at}`,
    parentId: 'c1',
    kind: 'request',
    name: 'Many',
  }));
  tree().takeChange({ upserted: many, removedIds: [] });
  await tree().delete(...many.map(({ id }) => id));
  expect(store.door.calls.some(({ operation }) => operation === 'items.delete')).toBe(false);
  expect(store.state().notices.items.at(-1)?.kind).toBe('warning');
  expect(tree().nodes['m200']).toBeDefined();
});

describe('reveal', () => {
  it('opens what is above, ends the search and shows the side bar', () => {
    store.state().app.setSidebarVisible(false);
    tree().setSearch('nothing');
    tree().reveal('r2');
    expect(tree()).toMatchObject({ selectedId: 'r2', search: '', expanded: { c1: true, f1: true } });
    expect(store.state().app).toMatchObject({ sidebarVisible: true, sidebarView: 'collections' });
  });
});

describe('takeChange', () => {
  it('forgets what went away', () => {
    tree().select('r1');
    tree().startRename('r1');
    tree().takeChange({
      upserted: [{ id: 'r9', parentId: 'c1', kind: 'request', name: 'New' }],
      removedIds: ['r1'],
    });
    expect(Object.keys(tree().nodes)).toEqual(['c1', 'f1', 'r2', 'r9']);
    expect(tree()).toMatchObject({ selectedId: undefined, renamingId: undefined });
  });
});

describe('undo', () => {
  it('takes steps back one by one, the last one first, and the message that offers the same goes', async () => {
    let moves = 0;
    store.door.answers['items.move'] = ({ ids, parentId }) => ({
      nodes: ids.map((id) => ({ ...(nodes.find((node) => node.id === id) as TreeNode), parentId })),
      undoId: `u${(moves += 1)}`,
    });
    store.door.answers['workspace.undo'] = () => ({});
    await tree().move(['r1'], 'f1', undefined);
    await tree().move(['r1'], 'c1', undefined);
    expect(tree().steps).toHaveLength(2);
    await tree().undo();
    await tree().undo();
    await tree().undo();
    expect(store.door.calls.filter(({ operation }) => operation === 'workspace.undo')).toEqual([
      { operation: 'workspace.undo', input: { undoId: 'u2' } },
      { operation: 'workspace.undo', input: { undoId: 'u1' } },
    ]);
    expect(store.state().notices.items).toEqual([]);
  });

  it('has nothing more to take back once the message did', async () => {
    store.door.answers['items.delete'] = () => ({ undoId: 'u1' });
    store.door.answers['workspace.undo'] = () => ({});
    await tree().delete('r1');
    store.state().notices.items[0]?.action?.run();
    await vi.waitFor(() => expect(tree().steps).toEqual([]));
  });
});
