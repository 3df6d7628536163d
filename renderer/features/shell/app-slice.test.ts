import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../../core/app-state.ts';
import { AppError } from '../../../core/errors.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { SavedSession, Session } from '../../../core/session.ts';
import { settingsSchema } from '../../../core/settings.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

const appState: AppState = {
  version: '0.1.0',
  door: 'web',
  platform: 'linux',
  capabilities: {
    pickFiles: false,
    customScheme: false,
    secretProtection: 'filePermissions',
    droppedPaths: false,
    revealInFolder: false,
  },
  workspace: { name: 'Team', path: '/home/me/team' },
  profilePath: '/home/me/.config/postern',
  settings: settingsSchema.parse({}),
  sandbox: { status: 'stopped', people: [] },
};
const nodes: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Users' },
  { id: 'r1', parentId: 'c1', kind: 'request', name: 'List users', method: 'GET' },
];
const draft = { ...emptyRequest(), url: 'https://edited.example' };
const session: Session = {
  tabs: [
    { key: 't1', kind: 'request', itemId: 'r1', title: 'Old name', draft, baseRevision: 'rev1' },
    { key: 't2', kind: 'request', itemId: 'gone', title: 'Gone' },
    { key: 't3', kind: 'request', title: 'Untitled request', draft },
    { key: 't4', kind: 'environment', itemId: 'globals', title: 'Globals' },
    { key: 't5', kind: 'environment', itemId: 'gone', title: 'Gone' },
  ],
  activeTab: 't3',
  selectedEnvironmentId: 'e1',
  expanded: ['c1'],
  layout: { sidebarView: 'environments', sidebarWidth: 300 },
};

let store: FreshStore;
const app = () => store.state().app;
const savedSessions = () =>
  store.door.calls
    .filter((call) => call.operation === 'session.save')
    .map((call) => {
      const { windowId: _own, tabs, ...saved } = call.input as SavedSession;
      const bare = tabs.map(({ draftVersion: _version, ...tab }) => tab);
      return { ...saved, tabs: bare } as Session;
    });

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'app.readState': () => appState,
    'app.readStart': () => ({ state: appState, session, nodes: nodes.slice(0, 1) }),
    'session.save': () => ({}),
    'workspace.readTree': () => ({ nodes }),
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'Acme', variableCount: 0 }] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'rev1' }),
    'definition.read': ({ id }) => ({
      id,
      definition: { name: 'Users', variables: [], scripts: [] },
      revision: 'rev1',
    }),
    'request.read': ({ id }) => ({ id, name: 'List users', request: emptyRequest(), revision: 'rev1' }),
  });
});

async function start() {
  await app().start();
  void app().readRest();
  await store.settle();
  await store.settle();
}

describe('start', () => {
  it('puts the last session back and closes what is gone', async () => {
    await start();
    expect(app()).toMatchObject({ status: 'ready', sidebarView: 'environments', sidebarVisible: true });
    const { tabs, activeKey } = store.state().tabs;
    expect(tabs.map(({ key, title, dirty }) => [key, title, dirty])).toEqual([
      ['t1', 'List users', true],
      ['t3', 'Untitled request', true],
      ['t4', 'Globals', false],
    ]);
    expect(activeKey).toBe('t3');
    expect(store.state().requests.editors['t1']?.draft.url).toBe('https://edited.example');
    expect(store.state().environments.selectedId).toBe('e1');
    expect(store.state().tree.expanded).toEqual({ c1: true });
  });

  it('says so where the last starts came to nothing', async () => {
    store.door.answers['app.readStart'] = () => ({ state: appState, session, isCareful: true });
    await start();
    expect(store.state().notices.items.map(({ kind }) => kind)).toEqual(['warning']);
  });

  it('says why it failed, and starts when asked again', async () => {
    store.door.answers['app.readStart'] = () => {
      throw new AppError('ERR_WORKSPACE_UNREADABLE', 'The folder cannot be read.');
    };
    await start();
    expect(app()).toMatchObject({ status: 'failed', error: { code: 'ERR_WORKSPACE_UNREADABLE' } });
    store.door.answers['app.readStart'] = () => ({ state: appState, session });
    await start();
    expect(app().status).toBe('ready');
  });

  it('hears each event once, also after a second start', async () => {
    await start();
    await start();
    store.door.calls.length = 0;
    store.door.emit('environment.changed', { ids: ['e1'], external: true });
    store.door.emit('workspace.treeChanged', {
      upserted: [{ id: 'r1', parentId: 'c1', kind: 'request', name: 'Everyone', method: 'GET' }],
      removedIds: [],
      externallyChangedIds: [],
    });
    store.door.emit('sandbox.changed', { status: 'running', people: [] });
    await store.settle();
    expect(store.door.calls.filter((call) => call.operation === 'environment.list')).toHaveLength(1);
    expect(store.state().tabs.tabs[0]?.title).toBe('Everyone');
    expect(store.state().sandbox.state?.status).toBe('running');
  });
});

describe('what the page before left', () => {
  const leave = (left: unknown) =>
    sessionStorage.setItem('postern.handover', JSON.stringify({ session: left, withheld: [] }));
  const own = { ...session, tabs: [{ key: 't9', kind: 'settings', title: 'Settings' }] };

  it('comes back and is kept', async () => {
    leave(own);
    await start();
    expect(store.state().tabs.tabs.map(({ key }) => key)).toEqual(['t9', 't1', 't3']);
    expect(savedSessions()[0]?.tabs[0]?.key).toBe('t9');
  });

  it('is left out where the Node side finds that it is no session', async () => {
    leave({ tabs: [{ key: 't9' }] });
    store.door.answers['session.save'] = () => {
      throw new AppError('ERR_CALL_INVALID_INPUT', 'The input does not fit.');
    };
    await start();
    expect(app().status).toBe('ready');
    expect(store.state().tabs.tabs.map(({ key }) => key)).toEqual(['t1', 't3', 't4']);
  });
});

describe('saveSession', () => {
  it('keeps what start would put back', async () => {
    await start();
    expect(await app().saveSession()).toBe(true);
    expect(savedSessions().at(-1)).toEqual({
      ...session,
      tabs: [{ ...session.tabs[0], title: 'List users' }, session.tabs[2], session.tabs[3]],
    });
  });

  it('leaves out edits that the Node side has, and gives them again where it has them no more', async () => {
    await start();
    const tabKey = store.state().requests.openNew();
    const given = () =>
      savedSessions()
        .at(-1)
        ?.tabs.find(({ key }) => key === tabKey) as SavedSession['tabs'][number];
    await app().saveSession();
    expect(given().draft).toEqual(emptyRequest());
    await app().saveSession();
    expect(given()).toMatchObject({ isDraftKept: true });
    expect(given().draft).toBeUndefined();
    let refusals = 1;
    store.door.answers['session.save'] = () => (refusals-- > 0 ? { lacksDrafts: true } : {});
    expect(await app().saveSession()).toBe(true);
    expect(given().draft).toEqual(emptyRequest());
  });

  it('keeps edits of environments, collections and folders, and brings them back', async () => {
    await start();
    const { tabs, environments, collections } = store.state();
    const keys = {
      environment: tabs.open({ kind: 'environment', itemId: 'e1', title: 'Acme' }),
      collection: tabs.open({ kind: 'collection', itemId: 'c1', title: 'Users' }),
    };
    await environments.loadEditor(keys.environment, 'e1');
    await collections.load(keys.collection, 'c1');
    const typed = { key: 'apikey', initialValue: '', currentValue: 'typed', enabled: true, type: 'secret' };
    environments.edit(keys.environment, { variables: [typed] });
    collections.edit(keys.collection, { description: 'typed' });
    await app().saveSession();
    const saved = savedSessions().at(-1);
    if (saved === undefined) throw new Error('nothing was saved');
    const tabOf = (key: string) => saved.tabs.find((tab) => tab.key === key);
    expect(tabOf(keys.environment)).toMatchObject({
      environmentDraft: { name: 'e1', variables: [typed] },
      baseRevision: 'rev1',
    });
    expect(tabOf(keys.collection)).toMatchObject({
      definitionDraft: { description: 'typed' },
      baseRevision: 'rev1',
    });

    vi.resetModules();
    const { answers } = store.door;
    store = await freshStore({
      ...answers,
      'app.readStart': () => ({ state: appState, session: saved, nodes: nodes.slice(0, 1) }),
    });
    await start();
    await store.settle();
    expect(store.state().environments.editors[keys.environment]?.variables).toEqual([typed]);
    expect(store.state().collections.editors[keys.collection]?.draft.description).toBe('typed');
    const dirty = store
      .state()
      .tabs.tabs.filter((tab) => tab.dirty)
      .map((tab) => tab.key);
    expect(dirty).toEqual(expect.arrayContaining(Object.values(keys)));
  });

  it('says once that edits cannot be encrypted', async () => {
    await start();
    store.door.answers['session.save'] = () => {
      throw new AppError('ERR_SECRET_UNREADABLE', 'The keychain is locked.');
    };
    for (const _ of [1, 2, 3]) expect(await app().saveSession()).toBe(false);
    expect(store.state().notices.items).toHaveLength(1);
  });

  it('keeps drafts whose editors are still being read', async () => {
    let answer: (() => void) | undefined;
    store.door.answers['request.read'] = ({ id }) =>
      new Promise((resolve) => {
        answer = () => resolve({ id, name: 'List users', request: emptyRequest(), revision: 'rev1' });
      });
    await start();
    await app().saveSession();
    expect(savedSessions().at(-1)?.tabs[0]).toMatchObject({ key: 't1', draft, baseRevision: 'rev1' });
    answer?.();
    await store.settle();
    await store.settle();
    expect(app().pendingDrafts).toEqual({});
  });
});

describe('a Node side that goes away', () => {
  const goAway = (code: 'ERR_CALL_DOOR_CLOSED' | 'ERR_CALL_UNAUTHORISED') => {
    const refuse = () => {
      throw new AppError(code, 'Not there.');
    };
    store.door.answers = { 'app.readState': refuse, 'session.save': refuse, 'workspace.readTree': refuse };
  };

  it('is told once, by the banner, and everything on screen stays', async () => {
    await start();
    const { answers } = store.door;
    goAway('ERR_CALL_DOOR_CLOSED');
    expect(await app().saveSession()).toBe(false);
    expect(app()).toMatchObject({ disconnected: true, disconnectReason: 'closed' });
    await store.state().tree.load();
    store.state().notices.showError(new AppError('ERR_CALL_DOOR_CLOSED', 'Not there.'));
    expect(store.state().notices.items).toEqual([]);
    expect(store.state().tree).toMatchObject({ status: 'ready', nodes: { r1: nodes[1] } });
    await app().reconnect();
    expect(app().disconnected).toBe(true);
    store.door.answers = answers;
    await app().reconnect();
    expect(app()).toMatchObject({ disconnected: false, disconnectReason: undefined });
  });

  it('is noticed when the flow of events breaks, but a blip is not worth a word', async () => {
    await start();
    store.door.interrupt();
    await store.settle();
    expect(app().disconnected).toBe(false);
    goAway('ERR_CALL_DOOR_CLOSED');
    store.door.interrupt();
    await store.settle();
    expect(app().disconnectReason).toBe('closed');
  });

  it('tells a restart with another key apart', async () => {
    await start();
    goAway('ERR_CALL_UNAUTHORISED');
    await app().saveSession();
    expect(app().disconnectReason).toBe('unauthorised');
  });

  it('reads everything again when events flow again', async () => {
    await start();
    store.door.calls.length = 0;
    store.door.reconnect();
    await store.settle();
    await store.settle();
    const asked = store.door.calls.map((call) => call.operation);
    expect(asked).toEqual(expect.arrayContaining(['app.readState', 'workspace.readTree', 'request.read']));
  });
});

describe('saveSettings', () => {
  it('shows at once and goes back when refused', async () => {
    await start();
    const settings = settingsSchema.parse({ appearance: { theme: 'dark' } });
    store.door.answers['settings.save'] = (input) => settingsSchema.parse(input);
    expect(await app().saveSettings(settings)).toBe(true);
    expect(app().state?.settings.appearance.theme).toBe('dark');
    store.door.answers['settings.save'] = () => {
      throw new AppError('ERR_SETTINGS_INVALID', 'No.');
    };
    const saving = app().saveSettings(settingsSchema.parse({ appearance: { theme: 'light' } }));
    expect(app().state?.settings.appearance.theme).toBe('light');
    expect(await saving).toBe(false);
    expect(app().state?.settings.appearance.theme).toBe('dark');
  });
});

describe('the side bar', () => {
  it('hides on the second click, and keeps the choice', () => {
    app().showSidebar('collections', { toggle: true });
    expect(app()).toMatchObject({ sidebarVisible: false, layout: { sidebarVisible: false } });
    app().showSidebar('environments', { toggle: true });
    expect(app()).toMatchObject({ sidebarVisible: true, sidebarView: 'environments' });
  });

  it('starts hidden where it floats, without changing the choice', () => {
    app().setSidebarFloats(true);
    expect(app().sidebarVisible).toBe(false);
    app().setSidebarVisible(true);
    expect(app().layout['sidebarVisible']).toBeUndefined();
    app().setSidebarFloats(false);
    expect(app().sidebarVisible).toBe(true);
  });
});
