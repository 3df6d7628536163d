import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const nodes: TreeNode[] = ['r1', 'r2'].map((id, order) => ({
  id,
  kind: 'request',
  name: `Request ${id}`,
  method: 'GET',
  order,
}));

let store: FreshStore;
const texts = () => store.state().notices.items.map(({ text }) => text);

function refuse(message: string): void {
  store.door.answers['item.rename'] = () => {
    throw new AppError('ERR_WORKSPACE_WRITE_FAILED', message);
  };
}

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({ 'workspace.readTree': () => ({ nodes }) });
  const { hearEvents } = await import('../shell/hear-events.ts');
  hearEvents(store.state);
  await store.state().tree.load();
});

describe('an error about an action', () => {
  it('goes when the same action succeeds, and not by another one', async () => {
    refuse('The disk is full.');
    await store.state().tree.rename('r1', 'One');
    expect(texts()).toEqual(['The disk is full.']);
    store.door.answers['item.rename'] = ({ id, name }) => ({ node: { ...nodes[0]!, id, name } });
    await store.state().tree.rename('r2', 'Two');
    await store.state().tree.load();
    expect(texts()).toEqual(['The disk is full.']);
    await store.state().tree.rename('r1', 'One');
    expect(texts()).toEqual([]);
  });

  it('takes the place of the last one about it', async () => {
    refuse('The disk is full.');
    await store.state().tree.rename('r1', 'One');
    refuse('The disk is gone.');
    await store.state().tree.rename('r1', 'One');
    expect(texts()).toEqual(['The disk is gone.']);
  });

  it('goes with the tab of its item, and what is about nothing else stays', async () => {
    const keys = ['r1', 'r2'].map((itemId) =>
      store.state().tabs.open({ kind: 'request', itemId, title: itemId }),
    );
    await store.settle();
    for (const { id } of store.state().notices.items) store.state().notices.dismiss(id);
    refuse('The disk is full.');
    await store.state().tree.rename('r1', 'One');
    store.state().notices.showError(new Error('Another fault.'));
    store.state().tabs.close(keys[1]!);
    expect(texts()).toEqual(['The disk is full.', 'Another fault.']);
    store.state().tabs.close(keys[0]!);
    expect(texts()).toEqual(['Another fault.']);
  });
});

describe('a step that can be taken back', () => {
  const last = () => store.state().notices.items.at(-1);
  const told: boolean[] = [];
  const show = (afterwards = (isTakenBack: boolean) => void told.push(isTakenBack)) =>
    store.state().notices.showDone({ text: 'Deleted', undoId: 'u1', afterwards });
  const press = async () => {
    last()?.action?.run();
    await store.settle();
  };
  const refuseUndo = (code: 'ERR_WORKSPACE_CONFLICT' | 'ERR_WORKSPACE_UNDO_EXPIRED') => {
    store.door.answers['workspace.undo'] = () => {
      throw new AppError(code, 'No.');
    };
  };
  beforeEach(() => {
    told.length = 0;
    store.door.answers['workspace.undo'] = () => ({});
  });

  it('is taken back by Undo, and what follows hears of it', async () => {
    show();
    expect(last()).toMatchObject({ kind: 'info', text: 'Deleted', action: { label: 'Undo' } });
    await press();
    expect(store.door.calls.at(-1)).toEqual({ operation: 'workspace.undo', input: { undoId: 'u1' } });
    expect(told).toEqual([true]);
  });

  it('can be tried again where it was refused', async () => {
    refuseUndo('ERR_WORKSPACE_CONFLICT');
    show();
    await press();
    expect(last()).toMatchObject({
      kind: 'error',
      code: 'ERR_WORKSPACE_CONFLICT',
      action: { label: 'Try again' },
    });
    store.door.answers['workspace.undo'] = () => ({});
    await press();
    expect(told).toEqual([false, true]);
    expect(texts()).toEqual(['Deleted']);
  });

  it('says so where it is too late, or where what follows fails', async () => {
    refuseUndo('ERR_WORKSPACE_UNDO_EXPIRED');
    show();
    await press();
    expect(last()).toMatchObject({ kind: 'error', code: 'ERR_WORKSPACE_UNDO_EXPIRED' });
    expect(last()?.action).toBeUndefined();
    store.door.answers['workspace.undo'] = () => ({});
    show(() => {
      throw new AppError('ERR_WORKSPACE_WRITE_FAILED', 'Not read.');
    });
    await press();
    expect(last()).toMatchObject({ kind: 'error', code: 'ERR_WORKSPACE_WRITE_FAILED' });
  });
});
