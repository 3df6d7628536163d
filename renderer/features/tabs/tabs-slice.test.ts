import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
const tabs = () => store.state().tabs;
const titles = () => tabs().tabs.map((tab) => tab.title);
const active = () => tabs().tabs.find((tab) => tab.key === tabs().activeKey)?.title;
const keyOf = (title: string) => tabs().tabs.find((tab) => tab.title === title)?.key ?? '';
const open = (...names: string[]) => {
  for (const name of names) tabs().open({ kind: 'request', itemId: name, title: name, method: 'GET' });
};

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'request.read': ({ id }) => ({ id, name: id, request: emptyRequest(), revision: 'rev1' }),
    'request.save': () => ({ revision: 'rev2' }),
  });
});

/** Opens a request and types into it. */
async function openEdited(name: string): Promise<string> {
  open(name);
  const key = keyOf(name);
  await store.state().requests.load(key, name);
  store.state().requests.edit(key, { url: 'https://edited.example' });
  return key;
}

describe('open', () => {
  it('goes to the tab an item already has', () => {
    open('a', 'b', 'a');
    expect(titles()).toEqual(['a', 'b']);
    expect(active()).toBe('a');
  });

  it('puts a new tab beside the active one', () => {
    open('a', 'b', 'c');
    tabs().activate(keyOf('a'));
    open('d');
    expect(titles()).toEqual(['a', 'd', 'b', 'c']);
  });

  it('keeps unsaved requests apart and one tab for the settings', () => {
    store.state().requests.openNew();
    store.state().requests.openNew();
    tabs().open({ kind: 'settings', title: 'Settings' });
    tabs().open({ kind: 'settings', title: 'Settings' });
    expect(titles()).toEqual(['Untitled request', 'Untitled request', 'Settings']);
  });
});

describe('previews', () => {
  const look = (name: string) =>
    tabs().open({ kind: 'request', itemId: name, title: name, method: 'GET', preview: true });
  const previews = () =>
    tabs()
      .tabs.filter((tab) => tab.preview === true)
      .map((tab) => tab.title);

  it('take the place of the last one, and nothing can be reopened of it', () => {
    open('a', 'b');
    tabs().activate(keyOf('a'));
    look('x');
    tabs().activate(keyOf('b'));
    look('y');
    expect(titles()).toEqual(['a', 'y', 'b']);
    expect(active()).toBe('y');
    expect(tabs().closed).toEqual([]);
  });

  it('are kept by an edit, a send, a request to keep, and by opening for good', async () => {
    const key = look('a');
    await store.state().requests.load(key, 'a');
    expect(previews()).toEqual(['a']);
    store.state().requests.edit(key, { url: 'https://edited.example' });
    expect(previews()).toEqual([]);
    const sent = look('b');
    await store.state().requests.load(sent, 'b');
    void store.state().responses.send(sent);
    expect(previews()).toEqual([]);
    tabs().keep(look('c'));
    look('d');
    open('d');
    look('e');
    expect(titles()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(previews()).toEqual(['e']);
  });

  it('leave a tab as it is that the item has already', () => {
    open('a', 'b');
    look('a');
    expect(active()).toBe('a');
    expect(previews()).toEqual([]);
  });
});

describe('pinned tabs', () => {
  it('stand before the others, wherever they are moved and whatever is opened', () => {
    open('a', 'b', 'c');
    tabs().setPinned(keyOf('b'), true);
    tabs().setPinned(keyOf('c'), true);
    expect(titles()).toEqual(['b', 'c', 'a']);
    tabs().move(keyOf('b'), 2);
    expect(titles()).toEqual(['c', 'b', 'a']);
    tabs().move(keyOf('a'), 0);
    expect(titles()).toEqual(['c', 'b', 'a']);
    tabs().activate(keyOf('c'));
    open('d');
    expect(titles()).toEqual(['c', 'b', 'd', 'a']);
    tabs().setPinned(keyOf('c'), false);
    expect(titles()).toEqual(['b', 'c', 'd', 'a']);
  });

  it('stay where several are closed, and so do edits where only what is saved goes', async () => {
    await openEdited('a');
    open('b', 'c', 'd');
    tabs().setPinned(keyOf('d'), true);
    tabs().closeMany('saved');
    expect(titles()).toEqual(['d', 'a']);
    open('e', 'f', 'g');
    tabs().closeMany('right', keyOf('f'));
    expect(titles()).toEqual(['d', 'e', 'f', 'a']);
    tabs().close(keyOf('a'));
    tabs().closeMany('others', keyOf('f'));
    expect(titles()).toEqual(['d', 'f']);
    tabs().closeMany('all');
    expect(titles()).toEqual(['d']);
  });
});

describe('duplicate', () => {
  it('opens the edits as a request that is saved nowhere', async () => {
    const key = await openEdited('a');
    tabs().duplicate(key);
    const copy = tabs().tabs.find((tab) => tab.key === tabs().activeKey);
    expect(copy).toMatchObject({ title: 'a (copy)', kind: 'request' });
    expect(copy?.itemId).toBeUndefined();
    expect(store.state().requests.editors[copy?.key ?? '']?.draft.url).toBe('https://edited.example');
  });
});

describe('close', () => {
  it('goes to the next tab, or the one before at the end', () => {
    open('a', 'b', 'c');
    tabs().activate(keyOf('b'));
    tabs().close(keyOf('b'));
    expect(active()).toBe('c');
    tabs().close(keyOf('c'));
    expect(active()).toBe('a');
    tabs().close(keyOf('a'));
    expect(tabs().activeKey).toBeUndefined();
  });

  it('asks for edits, and forgets the editor once closed', async () => {
    const key = await openEdited('a');
    tabs().requestClose(key);
    expect(tabs().closing).toBe(key);
    expect(titles()).toEqual(['a']);
    tabs().close(key);
    expect(tabs().closing).toBeUndefined();
    expect(store.state().requests.editors[key]).toBeUndefined();
  });

  it('saves and closes', async () => {
    const key = await openEdited('a');
    tabs().requestClose(key);
    await tabs().saveAndClose();
    expect(titles()).toEqual([]);
    expect(store.door.calls.at(-1)).toMatchObject({
      operation: 'request.save',
      input: { id: 'a', revision: 'rev1', request: { url: 'https://edited.example' } },
    });
  });

  it('asks one after the other for several, and Cancel keeps the rest', async () => {
    const first = await openEdited('a');
    const second = await openEdited('b');
    const third = await openEdited('c');
    open('clean');
    tabs().requestCloseAll(tabs().tabs.map((tab) => tab.key));
    expect(titles()).toEqual(['a', 'b', 'c']);
    expect(tabs().closing).toBe(first);
    tabs().close(first);
    expect(tabs().closing).toBe(second);
    await tabs().saveAndClose();
    expect(tabs().closing).toBe(third);
    tabs().cancelClose();
    expect(titles()).toEqual(['c']);
  });
});

describe('reopen', () => {
  it('brings tabs back to their places, the last closed first', () => {
    open('a', 'b', 'c');
    tabs().close(keyOf('a'));
    tabs().close(keyOf('b'));
    tabs().reopen();
    tabs().reopen();
    tabs().reopen();
    expect(titles()).toEqual(['a', 'b', 'c']);
  });

  it('brings edits back that were not saved', async () => {
    const key = await openEdited('a');
    tabs().close(key);
    tabs().reopen();
    await store.settle();
    const reopened = tabs().activeKey ?? '';
    expect(store.state().requests.editors[reopened]?.draft.url).toBe('https://edited.example');
    expect(tabs().tabs[0]?.dirty).toBe(true);
  });

  it('leaves out an empty request that was never saved', () => {
    const key = store.state().requests.openNew();
    tabs().close(key);
    expect(tabs().closed).toEqual([]);
  });
});

describe('step and move', () => {
  it('goes around the ends', () => {
    open('a', 'b', 'c');
    tabs().step(1);
    expect(active()).toBe('a');
    tabs().step(-1);
    expect(active()).toBe('c');
  });

  it('moves among the others', () => {
    open('a', 'b', 'c');
    tabs().move(keyOf('a'), 2);
    expect(titles()).toEqual(['b', 'c', 'a']);
    tabs().move(keyOf('a'), 0);
    expect(titles()).toEqual(['a', 'b', 'c']);
  });
});

describe('takeNodes', () => {
  it('takes names and methods, but not the method of an open editor', async () => {
    open('a', 'b');
    await store.state().requests.load(keyOf('a'), 'a');
    tabs().takeNodes([
      { id: 'a', kind: 'request', name: 'A!', method: 'PUT' },
      { id: 'b', kind: 'request', name: 'B!', method: 'PUT' },
    ]);
    expect(tabs().tabs.map(({ title, method }) => [title, method])).toEqual([
      ['A!', 'GET'],
      ['B!', 'PUT'],
    ]);
  });
});
