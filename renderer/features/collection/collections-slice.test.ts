import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { State } from '../../store/store.ts';

const users: Definition = { name: 'Users', variables: [], scripts: [], extension: { id: 'kept' } };

let door: FakeDoor;
let state: () => State;
let stored: { definition: Definition; revision: string };

beforeEach(async () => {
  vi.resetModules();
  const fake = await import('../../bridge/fake-door.ts');
  stored = { definition: users, revision: 'rev1' };
  door = fake.installFakeDoor({
    'definition.read': ({ id }) => ({ id, ...stored }),
    'definition.save': ({ definition }) => {
      stored = { definition: definition as Definition, revision: 'rev2' };
      return { revision: 'rev2' };
    },
    'item.rename': ({ id, name }) => {
      stored = { definition: { ...stored.definition, name }, revision: 'rev-renamed' };
      return { node: { id, kind: 'collection', name } };
    },
  });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
});

afterEach(() => replaceDoor(undefined));

const only = () => {
  const [entry] = Object.entries(state().collections.editors);
  if (entry === undefined) throw new Error('no editor');
  return entry;
};
const editor = () => only()[1];
const tab = () => state().tabs.tabs[0];

async function openCollection(section?: 'variables'): Promise<string> {
  state().collections.open('c1', section);
  const tabKey = tab()?.key ?? '';
  await state().collections.load(tabKey, 'c1');
  return tabKey;
}

describe('the collection editor', () => {
  it('opens on the section asked for, before and after it was read', async () => {
    await openCollection('variables');
    expect(editor()).toMatchObject({ status: 'ready', section: 'variables', name: 'Users' });
    state().collections.open('c1', 'authorization');
    expect(editor().section).toBe('authorization');
    expect(state().tabs.tabs).toHaveLength(1);
  });

  it('saves with its name and with what it does not know', async () => {
    const tabKey = await openCollection();
    state().collections.edit(tabKey, { description: 'People' });
    expect(tab()?.dirty).toBe(true);
    expect(await state().collections.save(tabKey)).toBe(true);
    expect(stored.definition).toEqual({ ...users, description: 'People' });
    expect(tab()?.dirty).toBe(false);
  });

  it('keeps edits and takes the new revision when it is renamed', async () => {
    const tabKey = await openCollection();
    state().collections.edit(tabKey, { description: 'People' });
    await state().collections.rename(tabKey, ' People API ');
    expect(editor()).toMatchObject({ name: 'People API', revision: 'rev-renamed', conflict: false });
    expect(tab()).toMatchObject({ title: 'People API', dirty: true });
    await state().collections.save(tabKey);
    expect(stored.definition).toMatchObject({ name: 'People API', description: 'People' });
  });

  it('lets go of the text of a secret once it is stored', async () => {
    const tabKey = await openCollection();
    const secret = { key: 'apikey', initialValue: '', enabled: true, type: 'secret' };
    state().collections.edit(tabKey, { variables: [{ ...secret, currentValue: 'shh' }] });
    door.answers['definition.save'] = () => {
      stored = { definition: { ...users, variables: [{ ...secret, secretId: 's1' }] }, revision: 'rev2' };
      return { revision: 'rev2' };
    };
    await state().collections.save(tabKey);
    expect(editor().draft.variables).toEqual([{ ...secret, secretId: 's1' }]);
    expect(JSON.stringify(state().collections)).not.toContain('shh');
  });
});

describe('steps of a collection', () => {
  it('are taken back and forward again, and show the part that changes', async () => {
    const tabKey = await openCollection('variables');
    const { edit, setAuthType, showSection, undo, redo } = state().collections;
    edit(tabKey, { variables: [{ key: 'a', initialValue: '1', enabled: true, type: 'default' }] });
    setAuthType(tabKey, 'bearer');
    showSection(tabKey, 'overview');
    undo(tabKey);
    expect(editor()).toMatchObject({ section: 'authorization', draft: { variables: [{ key: 'a' }] } });
    expect(editor().draft.auth).toBeUndefined();
    undo(tabKey);
    expect(editor()).toMatchObject({ section: 'variables', draft: { variables: [] } });
    expect(tab()?.dirty).toBe(false);
    redo(tabKey);
    expect(tab()?.dirty).toBe(true);
    expect(await state().collections.save(tabKey)).toBe(true);
    undo(tabKey);
    expect(editor()).toMatchObject({ draft: { variables: [] } });
    expect(tab()?.dirty).toBe(true);
  });
});

describe('edits of the last session', () => {
  const draft = { variables: [], scripts: [], description: 'typed' };
  async function restore(baseRevision: string): Promise<string> {
    const tabKey = state().tabs.open({ kind: 'collection', itemId: 'c1', title: 'Users' });
    await state().collections.restore(tabKey, { itemId: 'c1', title: 'Users', draft, baseRevision });
    return tabKey;
  }

  it('come back, and can be saved or dropped', async () => {
    const tabKey = await restore('rev1');
    expect(editor()).toMatchObject({ status: 'ready', conflict: false, section: 'overview', draft });
    expect(tab()).toMatchObject({ dirty: true });
    expect(await state().collections.save(tabKey)).toBe(true);
    expect(stored.definition.description).toBe('typed');
    expect(tab()).toMatchObject({ dirty: false });
  });

  it('are not written over what somebody else wrote meanwhile', async () => {
    stored = { definition: { ...users, description: 'theirs' }, revision: 'rev7' };
    const tabKey = await restore('rev1');
    expect(editor()).toMatchObject({ conflict: true, revision: 'rev1', draft });
    await state().collections.save(tabKey);
    expect(door.calls.at(-1)).toMatchObject({ input: { revision: 'rev1', overwrite: false } });
  });

  it('stay on screen where their collection is gone', async () => {
    door.answers['definition.read'] = () => {
      throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'Gone.');
    };
    await restore('rev1');
    expect(editor()).toMatchObject({ status: 'ready', removed: true, conflict: false, draft });
    expect(tab()).toMatchObject({ dirty: true });
  });
});
