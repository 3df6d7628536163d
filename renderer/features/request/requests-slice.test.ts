import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import type { FakeDoor } from '../../bridge/fake-door.ts';
import type { State } from '../../store/store.ts';

const getUsers: Request = { ...emptyRequest(), url: '{{url}}/api/v1/users?limit=25' };
getUsers.queryParams = [{ key: 'limit', value: '25' }];

let door: FakeDoor;
let state: () => State;

beforeEach(async () => {
  // A fresh store for every test: slices subscribe once, to the door of their time.
  vi.resetModules();
  const { replaceDoor: replace } = await import('../../bridge/bridge.ts');
  const fake = await import('../../bridge/fake-door.ts');
  replace(undefined);
  door = fake.installFakeDoor({
    'request.read': () => ({ id: 'r1', name: 'List users', request: getUsers, revision: 'rev1' }),
    'request.save': () => ({ revision: 'rev2' }),
  });
  const { useStore } = await import('../../store/store.ts');
  state = () => useStore.getState();
});

afterEach(() => replaceDoor(undefined));

const editor = (tabKey: string) => {
  const open = state().requests.editors[tabKey];
  if (open === undefined) throw new Error('no editor');
  return open;
};
const tab = (tabKey: string) => state().tabs.tabs.find((open) => open.key === tabKey);
const savedInputs = () =>
  door.calls.filter((call) => call.operation === 'request.save').map((call) => call.input);

async function openStored(): Promise<string> {
  const tabKey = state().tabs.open({ kind: 'request', itemId: 'r1', title: 'List users' });
  await state().requests.load(tabKey, 'r1');
  return tabKey;
}

describe('editing', () => {
  it('keeps address, query rows and path variables in step both ways', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { url: '{{url}}/api/v1/users/:id?limit=5' });
    expect(editor(tabKey).draft.queryParams).toEqual([{ key: 'limit', value: '5' }]);
    expect(editor(tabKey).draft.pathVariables).toEqual([{ key: 'id', value: '' }]);

    state().requests.edit(tabKey, {
      queryParams: [
        { key: 'q', value: 'tony' },
        { key: 'limit', value: '5', disabled: true },
      ],
    });
    expect(editor(tabKey).draft.url).toBe('{{url}}/api/v1/users/:id?q=tony');
    expect(editor(tabKey).draft.queryParams).toHaveLength(2);
  });

  it('marks the tab dirty, and clean again when the edit is taken back by hand', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    expect(tab(tabKey)).toMatchObject({ dirty: true, method: 'POST' });
    state().requests.edit(tabKey, { method: 'GET' });
    expect(tab(tabKey)).toMatchObject({ dirty: false, method: 'GET' });
  });

  it('gives back what was typed in another type of body or authorization', async () => {
    const tabKey = await openStored();
    const { setBodyType, setAuthType, edit } = state().requests;
    setBodyType(tabKey, 'raw');
    edit(tabKey, { body: { type: 'raw', language: 'json', content: '{"a":1}' } });
    setBodyType(tabKey, 'urlencoded');
    setBodyType(tabKey, 'raw');
    expect(editor(tabKey).draft.body).toEqual({ type: 'raw', language: 'json', content: '{"a":1}' });

    setAuthType(tabKey, 'bearer');
    edit(tabKey, { auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{t}}' }] } });
    setAuthType(tabKey, undefined);
    expect(editor(tabKey).draft.auth).toBeUndefined();
    setAuthType(tabKey, 'bearer');
    expect(editor(tabKey).draft.auth?.credentials).toEqual([{ key: 'token', value: '{{t}}' }]);
  });

  it('does not count an untouched request that was opened with content as edited', () => {
    const tabKey = state().requests.openNew({ request: getUsers, title: 'next page' });
    expect(tab(tabKey)).toMatchObject({ dirty: false, title: 'next page' });
    state().requests.edit(tabKey, { url: 'https://example.com' });
    expect(tab(tabKey)?.dirty).toBe(true);
  });
});

describe('saving', () => {
  it('names the revision it started from and is clean afterwards', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    expect(await state().requests.save(tabKey)).toBe(true);
    expect(savedInputs()).toMatchObject([
      { id: 'r1', revision: 'rev1', request: { method: 'POST' }, overwrite: false },
    ]);
    expect(editor(tabKey)).toMatchObject({ revision: 'rev2', saving: false });
    expect(tab(tabKey)?.dirty).toBe(false);
  });

  it('keeps edits made while it was being written', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    door.answers['request.save'] = () => {
      state().requests.edit(tabKey, { method: 'PUT' });
      return { revision: 'rev2' };
    };
    await state().requests.save(tabKey);
    expect(editor(tabKey).draft.method).toBe('PUT');
    expect(tab(tabKey)?.dirty).toBe(true);
  });

  it('asks when the file changed meanwhile, and overwrites only when told', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    door.answers['request.save'] = ({ overwrite }) => {
      if (overwrite !== true) throw new AppError('ERR_WORKSPACE_CONFLICT', 'changed');
      return { revision: 'rev3' };
    };
    expect(await state().requests.save(tabKey)).toBe(false);
    expect(editor(tabKey).conflict).toBe(true);
    expect(await state().requests.save(tabKey, { overwrite: true })).toBe(true);
    expect(editor(tabKey)).toMatchObject({ conflict: false, revision: 'rev3' });
  });

  it('waits for the save dialog of a request that was never saved', async () => {
    const tabKey = state().requests.openNew();
    state().requests.edit(tabKey, { url: 'https://example.com/?a=1' });
    const dismissed = state().requests.save(tabKey);
    expect(state().requests.savingAs).toBe(tabKey);
    state().requests.setSavingAs(undefined);
    expect(await dismissed).toBe(false);

    const saved = state().requests.save(tabKey);
    const node = { id: 'r2', parentId: 'c1', kind: 'request' as const, name: 'Example' };
    const { draft } = editor(tabKey);
    door.answers['item.create'] = () => ({ node });
    door.answers['request.read'] = () => ({ id: 'r2', name: 'Example', request: draft, revision: 'rev1' });
    expect(await state().requests.saveAs(tabKey, 'Example', 'c1')).toBe(true);
    expect(await saved).toBe(true);
    expect(state().requests.savingAs).toBeUndefined();
    expect(tab(tabKey)).toMatchObject({ itemId: 'r2', title: 'Example', dirty: false });
  });
});

describe('changes from outside', () => {
  const outside = (request: Request, revision: string) => {
    door.answers['request.read'] = () => ({ id: 'r1', name: 'List users', request, revision });
    state().requests.takeTreeChange({ upserted: [], removedIds: [], externallyChangedIds: ['r1'] });
  };

  it('shows in a clean tab at once', async () => {
    const tabKey = await openStored();
    outside({ ...getUsers, method: 'HEAD' }, 'rev9');
    await vi.waitFor(() => expect(editor(tabKey).draft.method).toBe('HEAD'));
    expect(editor(tabKey)).toMatchObject({ conflict: false, revision: 'rev9' });
  });

  it('leaves edits alone and asks; discarding then shows the file', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    outside({ ...getUsers, method: 'HEAD' }, 'rev9');
    await vi.waitFor(() => expect(editor(tabKey).conflict).toBe(true));
    expect(editor(tabKey)).toMatchObject({ draft: { method: 'POST' }, revision: 'rev1' });
    state().requests.discard(tabKey);
    await vi.waitFor(() => expect(editor(tabKey).draft.method).toBe('HEAD'));
    expect(editor(tabKey).conflict).toBe(false);
  });

  it('takes a new revision of the same text without asking', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    outside({ ...getUsers }, 'rev9');
    await vi.waitFor(() => expect(editor(tabKey).revision).toBe('rev9'));
    expect(editor(tabKey)).toMatchObject({ conflict: false, draft: { method: 'POST' } });
  });

  it('compares again after the connection was lost', async () => {
    const tabKey = await openStored();
    door.answers['request.read'] = () => ({
      id: 'r1',
      name: 'List users',
      request: { ...getUsers, method: 'PUT' },
      revision: 'rev9',
    });
    await state().requests.refresh();
    await vi.waitFor(() => expect(editor(tabKey).draft.method).toBe('PUT'));
  });

  it('follows a rename, and asks where to save once the file is gone', async () => {
    const tabKey = await openStored();
    const node = { id: 'r1', kind: 'request' as const, name: 'All users' };
    state().requests.takeTreeChange({ upserted: [node], removedIds: [], externallyChangedIds: [] });
    expect(tab(tabKey)?.title).toBe('All users');
    state().requests.takeTreeChange({ upserted: [], removedIds: ['r1'], externallyChangedIds: [] });
    expect(editor(tabKey).removed).toBe(true);
    const saved = state().requests.save(tabKey);
    expect(state().requests.savingAs).toBe(tabKey);
    state().requests.forget(tabKey);
    expect(await saved).toBe(false);
  });
});

describe('restoring a session', () => {
  const draft = { ...getUsers, method: 'PATCH' };

  it('brings edits back over the stored request', async () => {
    const tabKey = state().tabs.open({ kind: 'request', itemId: 'r1', title: 'List users' });
    await state().requests.restore(tabKey, {
      itemId: 'r1',
      title: 'List users',
      draft,
      baseRevision: 'rev1',
    });
    expect(editor(tabKey)).toMatchObject({ draft: { method: 'PATCH' }, conflict: false });
    expect(tab(tabKey)?.dirty).toBe(true);
  });

  it('gives a request that was called after its address no other name', async () => {
    const tabKey = state().tabs.open({ kind: 'request', title: '/users' });
    const url = 'https://host.test/users?x=1';
    await state().requests.restore(tabKey, {
      itemId: undefined,
      title: '/users',
      draft: { ...draft, url },
      baseRevision: undefined,
    });
    expect([editor(tabKey).name, tab(tabKey)?.title]).toEqual(['Untitled request', '/users']);
    const named = state().tabs.open({ kind: 'request', title: 'Mine' });
    await state().requests.restore(named, {
      itemId: undefined,
      title: 'Mine',
      draft: { ...draft, url },
      baseRevision: undefined,
    });
    expect([editor(named).name, tab(named)?.title]).toEqual(['Mine', 'Mine']);
  });

  it('asks when the file moved on since, and saves under the old revision', async () => {
    const tabKey = state().tabs.open({ kind: 'request', itemId: 'r1', title: 'List users' });
    await state().requests.restore(tabKey, {
      itemId: 'r1',
      title: 'List users',
      draft,
      baseRevision: 'rev0',
    });
    expect(editor(tabKey)).toMatchObject({ conflict: true, revision: 'rev0' });
  });

  it('keeps the edits as an unsaved request when the file is gone', async () => {
    door.answers['request.read'] = () => {
      throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'gone');
    };
    const tabKey = state().tabs.open({ kind: 'request', itemId: 'r1', title: 'List users' });
    await state().requests.restore(tabKey, {
      itemId: 'r1',
      title: 'List users',
      draft,
      baseRevision: 'rev1',
    });
    expect(editor(tabKey)).toMatchObject({ status: 'ready', itemId: undefined, draft: { method: 'PATCH' } });
    expect(tab(tabKey)?.dirty).toBe(true);
  });
});

describe('undo', () => {
  it('goes back over a save, marks the tab as edited, and shows the part that changes', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { headers: [{ key: 'X-A', value: '1' }] });
    state().requests.edit(tabKey, { method: 'POST' });
    await state().requests.save(tabKey);
    expect(tab(tabKey)?.dirty).toBe(false);
    state().requests.undo(tabKey);
    expect(editor(tabKey)).toMatchObject({ draft: { method: 'GET' }, section: 'params' });
    expect(tab(tabKey)).toMatchObject({ dirty: true, method: 'GET' });
    state().requests.undo(tabKey);
    expect(editor(tabKey)).toMatchObject({ draft: { headers: [] }, section: 'headers' });
    state().requests.undo(tabKey);
    state().requests.redo(tabKey);
    state().requests.redo(tabKey);
    expect(tab(tabKey)?.dirty).toBe(false);
  });

  it('brings back what was discarded, and a body after its type was changed', async () => {
    const tabKey = await openStored();
    state().requests.setBodyType(tabKey, 'raw');
    state().requests.edit(tabKey, { body: { type: 'raw', language: 'json', content: '{}' } });
    state().requests.discard(tabKey);
    state().requests.undo(tabKey);
    expect(editor(tabKey).draft.body).toMatchObject({ content: '{}' });
    state().requests.setBodyType(tabKey, 'urlencoded');
    state().requests.undo(tabKey);
    expect(editor(tabKey).draft.body).toMatchObject({ content: '{}' });
  });

  it('does not go back behind what somebody else wrote', async () => {
    const tabKey = await openStored();
    state().requests.edit(tabKey, { method: 'POST' });
    state().requests.edit(tabKey, { method: 'GET' });
    door.answers['request.read'] = () => ({
      id: 'r1',
      name: 'List users',
      request: { ...getUsers, method: 'PUT' },
      revision: 'rev9',
    });
    await state().requests.refresh();
    state().requests.undo(tabKey);
    expect(editor(tabKey).draft.method).toBe('PUT');
  });

  it('takes a used example back in one step', async () => {
    const tabKey = await openStored();
    const before = editor(tabKey).draft;
    const example = {
      ...emptyRequest(),
      method: 'POST',
      url: '{{url}}/x',
      auth: { type: 'noauth', credentials: [] },
    };
    await state().requests.applyExample('r1', example);
    expect(editor(tabKey).draft).toMatchObject({ method: 'POST', url: '{{url}}/x', queryParams: [] });
    expect(editor(tabKey).draft.auth).toEqual(before.auth);
    state().requests.undo(tabKey);
    expect(editor(tabKey).draft).toEqual(before);
  });
});

describe('requests without a name', () => {
  it('names their tabs after the path they are sent to, and no others', async () => {
    const tabKey = state().requests.openNew();
    state().requests.edit(tabKey, { url: 'https://{{host}}/api/v1/users/:id?x=1' });
    state().requests.titleUntitled(tabKey);
    expect(tab(tabKey)?.title).toBe('/api/v1/users/:id');
    state().requests.setAuthType(tabKey, 'bearer');
    expect(tab(tabKey)?.title).toBe('/api/v1/users/:id');
    state().requests.edit(tabKey, { url: '{{url}}' });
    state().requests.titleUntitled(tabKey);
    expect(tab(tabKey)?.title).toBe('Untitled request');

    const named = state().requests.openNew({ title: 'Next page' });
    state().requests.edit(named, { url: 'https://host/other' });
    state().requests.titleUntitled(named);
    const stored = await openStored();
    state().requests.titleUntitled(stored);
    expect([tab(named)?.title, tab(stored)?.title]).toEqual(['Next page', 'List users']);
  });
});
