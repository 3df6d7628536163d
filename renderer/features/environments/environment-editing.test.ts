import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { Environment } from '../../../core/workspace/environment.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const variable = (key: string, currentValue: string) => ({
  key,
  initialValue: '',
  currentValue,
  enabled: true,
  type: 'secret',
});
const draft = { name: 'Renamed', variables: [variable('apikey', 'typed')] };

let store: FreshStore;
let stored: Environment | undefined;
const tab = () => store.state().tabs.tabs[0];
const editor = () => store.state().environments.editors[tab()?.key ?? ''];

beforeEach(async () => {
  vi.resetModules();
  stored = { id: 'e1', name: 'Org', variables: [], revision: 'rev1' };
  store = await freshStore({
    'environment.list': () => ({ environments: [] }),
    'environment.read': () => {
      if (stored === undefined) throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'Gone.');
      return stored;
    },
    'environment.save': ({ id, name, variables, revision, overwrite }) => {
      if (revision !== stored?.revision && overwrite !== true)
        throw new AppError('ERR_WORKSPACE_CONFLICT', 'Changed.');
      const saved = { id, name, variables, revision: 'saved' } as Environment;
      stored = saved;
      return saved;
    },
    'environment.create': ({ name, variables = [] }) =>
      ({ id: 'e2', name, variables, revision: 'new' }) as Environment,
  });
});

async function restore(baseRevision: string): Promise<string> {
  const tabKey = store.state().tabs.open({ kind: 'environment', itemId: 'e1', title: 'Org' });
  await store.state().environments.restore(tabKey, { itemId: 'e1', draft, baseRevision });
  return tabKey;
}

it('brings edits of the last session back, name and secrets included', async () => {
  const tabKey = await restore('rev1');
  expect(editor()).toMatchObject({ ...draft, conflict: false, removed: false });
  expect(tab()).toMatchObject({ dirty: true, title: 'Renamed' });
  expect(await store.state().environments.save(tabKey)).toBe(true);
  expect(stored).toMatchObject({ id: 'e1', ...draft });
  expect(tab()?.dirty).toBe(false);
});

it('does not let a slower read of the file take their place', async () => {
  const tabKey = store.state().tabs.open({ kind: 'environment', itemId: 'e1', title: 'Org' });
  const loading = store.state().environments.loadEditor(tabKey, 'e1');
  await store.state().environments.restore(tabKey, { itemId: 'e1', draft, baseRevision: 'rev1' });
  await loading;
  expect(editor()).toMatchObject(draft);
});

it('does not write them over what somebody else wrote meanwhile, unless told to', async () => {
  stored = { id: 'e1', name: 'Org', variables: [variable('other', 'theirs')], revision: 'rev7' };
  const tabKey = await restore('rev1');
  expect(editor()).toMatchObject({ ...draft, conflict: true });
  expect(await store.state().environments.save(tabKey)).toBe(false);
  expect(stored.revision).toBe('rev7');
  expect(await store.state().environments.save(tabKey, { overwrite: true })).toBe(true);
  expect(stored).toMatchObject(draft);
});

it('keeps them where the environment is gone, and makes it anew', async () => {
  stored = undefined;
  const tabKey = await restore('rev1');
  expect(editor()).toMatchObject({ ...draft, removed: true, conflict: false });
  expect(tab()?.dirty).toBe(true);
  expect(await store.state().environments.save(tabKey)).toBe(true);
  expect(tab()).toMatchObject({ itemId: 'e2', dirty: false });
});

it('keeps what is typed while a save is on its way, and forgets a closed tab', async () => {
  const tabKey = await restore('rev1');
  const saving = store.state().environments.save(tabKey);
  store.state().environments.edit(tabKey, { name: 'Typed meanwhile' });
  await saving;
  expect(editor()).toMatchObject({ name: 'Typed meanwhile', stored: { name: 'Renamed' } });
  expect(tab()?.dirty).toBe(true);
  store.state().tabs.close(tabKey);
  expect(store.state().environments.editors).toEqual({});
});

it('takes steps back and forward again, a burst of typing as one, also after a save without secrets', async () => {
  const row = (key: string, initialValue = '') => ({ key, initialValue, enabled: true, type: 'default' });
  stored = { id: 'e1', name: 'Org', variables: [row('a', '1'), row('b', '2')], revision: 'rev1' };
  const tabKey = store.state().tabs.open({ kind: 'environment', itemId: 'e1', title: 'Org' });
  const { edit, undo, redo, loadEditor, save } = store.state().environments;
  await loadEditor(tabKey, 'e1');
  edit(tabKey, { variables: [row('a', '1')] });
  for (const text of ['x', 'xy', 'xyz']) edit(tabKey, { variables: [row('a', `1${text}`)] });
  edit(tabKey, { name: 'Another' });
  const keys = () => editor()?.variables.map(({ key, initialValue }) => `${key}=${initialValue}`);
  undo(tabKey);
  expect(editor()?.name).toBe('Org');
  expect(tab()).toMatchObject({ title: 'Org', dirty: true });
  undo(tabKey);
  expect(keys()).toEqual(['a=1']);
  expect(await save(tabKey)).toBe(true);
  expect(tab()?.dirty).toBe(false);
  undo(tabKey);
  expect(keys()).toEqual(['a=1', 'b=2']);
  expect(tab()?.dirty).toBe(true);
  undo(tabKey);
  expect(keys()).toEqual(['a=1', 'b=2']);
  redo(tabKey);
  expect(keys()).toEqual(['a=1']);
});

it('has no steps back to the text of a secret that was saved', async () => {
  const tabKey = store.state().tabs.open({ kind: 'environment', itemId: 'e1', title: 'Org' });
  const { edit, undo, loadEditor, save } = store.state().environments;
  await loadEditor(tabKey, 'e1');
  edit(tabKey, draft);
  expect(await save(tabKey)).toBe(true);
  undo(tabKey);
  expect(editor()).toMatchObject({ name: 'Renamed', variables: [{ key: 'apikey' }] });
  expect(editor()?.history.past).toEqual([]);
});

it('edits of the last session leave alone where values come from: a session brings no command', async () => {
  const source = { kind: 'program' as const, command: 'op read x' };
  stored = {
    id: 'e1',
    name: 'Org',
    variables: [{ key: 'apikey', initialValue: '', enabled: true, type: 'secret', source }],
    revision: 'rev1',
  };
  await restore('rev1');
  expect(editor()?.variables).toEqual([{ ...variable('apikey', 'typed'), source }]);
});
