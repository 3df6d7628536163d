import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CookieJar } from 'tough-cookie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import type { SavedSession, Session } from '../../core/session.ts';
import { settingsSchema } from '../../core/settings.ts';
import type { Host } from '../host.ts';
import { createCookieStore } from './cookie-store.ts';
import { createStorage } from './create-storage.ts';
import { defaultWorkspacePath, resolveProfilePath, workspaceKey } from './profile.ts';
import { createSecretStore } from './secret-store.ts';
import { createSessionStore } from './session-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { createStorageFixture, listFiles, type StorageFixture } from './storage-fixture.ts';

let fixture: StorageFixture;
const logged: string[] = [];
const context = {
  now: Date.now,
  log: {
    error: (message: string) => void logged.push(message),
    info: (message: string) => void logged.push(message),
  },
};
beforeEach(async () => {
  fixture = await createStorageFixture();
  await mkdir(fixture.profilePath);
  logged.length = 0;
});
afterEach(() => fixture.remove());

const initial = settingsSchema.parse({});

describe('the profile folder', () => {
  const home = '/home/t';
  it.each([
    [{ path: 'given', home, environment: { XDG_DATA_HOME: '/data' } }, resolve('given')],
    [{ platform: 'linux', home, environment: { XDG_DATA_HOME: '/data' } }, '/data/postern'],
    [{ platform: 'linux', home, environment: { XDG_DATA_HOME: 'relative' } }, '/home/t/.local/share/postern'],
    [{ platform: 'linux', home, environment: {} }, '/home/t/.local/share/postern'],
    [{ platform: 'darwin', home, environment: {} }, '/home/t/Library/Application Support/Postern'],
    [{ platform: 'win32', home, environment: { APPDATA: '/roaming' } }, '/roaming/Postern'],
  ] as const)('of %j', (options, path) => {
    expect(resolveProfilePath(options)).toBe(path);
  });

  it('has the default workspace in it', () => {
    expect(defaultWorkspacePath('/p')).toBe('/p/My Workspace');
    expect(workspaceKey('/a/b')).toMatch(/^[0-9a-f]{24}$/);
    expect(workspaceKey('/a/b/')).toBe(workspaceKey('/a/b'));
  });
});

describe('SettingsStore', () => {
  const path = () => join(fixture.profilePath, 'settings.json');
  const secretStore = () => createSecretStore({ profilePath: fixture.profilePath, host: {}, now: Date.now });

  it('keeps the password of a proxy encrypted, and for its own address only', async () => {
    const store = await createSettingsStore(path(), context, secretStore());
    const save = (url: string) => store.save({ ...initial, proxy: { mode: 'custom', url, bypass: '' } });
    const { proxy } = await save('http://user:CANARY-7@proxy.test:3128');
    expect(proxy.url).not.toContain('CANARY-7');
    expect(store.read().proxy.url).toBe(proxy.url);
    for (const file of await listFiles(fixture.profilePath)) {
      expect((await readFile(join(fixture.profilePath, file))).includes('CANARY-7')).toBe(false);
    }
    const again = await createSettingsStore(path(), context, secretStore());
    expect(again.proxy().url).toBe('http://user:CANARY-7@proxy.test:3128');
    await save(proxy.url);
    expect(store.proxy().url).toBe('http://user:CANARY-7@proxy.test:3128');
    // Another host never gets it.
    expect((await save(proxy.url.replace('proxy.test', 'other.test'))).proxy.url).toBe(
      'http://user@other.test:3128',
    );
    expect(store.proxy().url).toBe('http://user@other.test:3128');
    expect(await secretStore().list()).toEqual([]);
  });

  it('starts with the defaults, keeps what is saved, and what a newer version wrote', async () => {
    const store = await createSettingsStore(path(), context, secretStore());
    expect(store.read()).toStrictEqual(initial);
    const changed = { ...initial, request: { ...initial.request, timeoutMs: 5 } };
    expect(await store.save(changed)).toStrictEqual(changed);
    expect(store.read()).toStrictEqual(changed);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    const file = JSON.parse(await readFile(path(), 'utf8')) as Record<string, object>;
    await writeFile(
      path(),
      JSON.stringify({ ...file, future: 1, request: { ...file['request'], later: true } }),
    );
    const again = await createSettingsStore(path(), context, secretStore());
    await again.save({ ...changed, appearance: { ...initial.appearance, theme: 'dark' } });
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({
      future: 1,
      request: { later: true, timeoutMs: 5 },
      appearance: { theme: 'dark' },
    });
    await expect(
      again.save({ ...initial, request: { ...initial.request, timeoutMs: -1 } }),
    ).rejects.toMatchObject({ code: 'ERR_SETTINGS_INVALID' });
    expect(again.read().appearance.theme).toBe('dark');
  });

  it.each(['', '{', '[]', '{"request":{"timeoutMs":"x"}}', '\u0000'])(
    'keeps a damaged file aside and starts: %j',
    async (text) => {
      await writeFile(path(), text);
      const store = await createSettingsStore(path(), context, secretStore());
      expect(store.read()).toStrictEqual(initial);
      const aside = (await readdir(fixture.profilePath)).filter((name) =>
        name.startsWith('settings.json.damaged-'),
      );
      expect(await readFile(join(fixture.profilePath, aside[0] ?? ''), 'utf8')).toBe(text);
      expect(logged).toHaveLength(1);
    },
  );

  it('writes many saves in order', async () => {
    const store = await createSettingsStore(path(), context, secretStore());
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        store.save({ ...initial, request: { ...initial.request, timeoutMs: at } }),
      ),
    );
    expect((await createSettingsStore(path(), context, secretStore())).read().request.timeoutMs).toBe(19);
  });
});

describe('SessionStore', () => {
  const path = () => join(fixture.profilePath, 'workspaces/x/session.json');
  const open = () =>
    createSessionStore(path(), {
      ...context,
      secrets: createSecretStore({ profilePath: fixture.profilePath, host: {}, now: Date.now }),
    });
  const session = (title: string) => ({
    tabs: [{ key: 'k', kind: 'request' as const, title, draft: { ...emptyRequest(), url: 'x' } }],
    activeTab: 'k',
    expanded: ['a'],
    layout: { sidebar: 200 },
  });

  it('keeps the latest of many saves, for its owner only', async () => {
    const store = open();
    expect(await store.read()).toStrictEqual({ tabs: [], expanded: [], layout: {} });
    await Promise.all(Array.from({ length: 30 }, (_, at) => store.save(session(`t${at}`))));
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await open().read()).toStrictEqual(session('t29'));
  });

  it('loses only what cannot be read', async () => {
    const store = open();
    await store.save(session('t'));
    const file = JSON.parse(await readFile(path(), 'utf8')) as { tabs: unknown[] };
    await writeFile(path(), JSON.stringify({ ...file, tabs: [{ key: 1 }, ...file.tabs], expanded: 'no' }));
    expect(await open().read()).toStrictEqual({ ...session('t'), expanded: [] });
    await writeFile(path(), '{"tabs":');
    expect(await open().read()).toStrictEqual({
      tabs: [],
      expanded: [],
      layout: {},
    });
    expect((await readdir(join(path(), '..'))).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });
});

describe('two windows of one workspace', () => {
  const path = () => join(fixture.profilePath, 'workspaces/x/session.json');
  const open = () => {
    const secrets = createSecretStore({ profilePath: fixture.profilePath, host: {}, now: Date.now });
    return createSessionStore(path(), { ...context, secrets });
  };
  const clean = (key: string) => ({ key, kind: 'request' as const, itemId: key, title: key });
  const edited = (key: string, url: string) => ({ ...clean(key), draft: { ...emptyRequest(), url } });
  const session = (...tabs: Session['tabs']): Session => ({ tabs, expanded: [], layout: {} });
  const urls = ({ tabs }: Session) => tabs.map(({ key, draft }) => [key, draft?.url]);

  it('lose no edit of the one while the other saves, and one that was dropped stays dropped', async () => {
    const store = open();
    await store.save({ ...session(edited('a', 'one'), clean('b')), windowId: '1' });
    await store.save({ ...session(clean('a'), edited('b', 'two'), edited('c', 'new')), windowId: '2' });
    await store.save({ ...session(edited('a', 'one more'), clean('b')), windowId: '1' });
    expect(urls(await open().read())).toEqual([
      ['a', 'one more'],
      ['b', 'two'],
      ['c', 'new'],
    ]);
    await store.save({ ...session(clean('a'), clean('b')), windowId: '2' });
    expect(urls(await open().read())).toEqual([
      ['a', 'one more'],
      ['b', undefined],
    ]);
  });

  it('hand their edits to a third, which may drop them', async () => {
    const store = open();
    await store.save({ ...session(edited('a', 'one')), windowId: '1' });
    await store.save({ ...session(edited('b', 'two')), windowId: '2' });
    expect(urls(await store.read())).toEqual([
      ['b', 'two'],
      ['a', 'one'],
    ]);
    await store.save({ ...session(clean('b')), windowId: '3' });
    expect(urls(await open().read())).toEqual([['b', undefined]]);
  });
});

describe('edits that a window leaves out of a save', () => {
  const path = () => join(fixture.profilePath, 'workspaces/x/session.json');
  const open = () => {
    const secrets = createSecretStore({ profilePath: fixture.profilePath, host: {}, now: Date.now });
    return createSessionStore(path(), { ...context, secrets });
  };
  const tab = (key: string) => ({ key, kind: 'request' as const, itemId: key, title: key });
  const given = (key: string, draftVersion: number, url: string) => ({
    ...tab(key),
    draftVersion,
    draft: { ...emptyRequest(), url },
    baseRevision: 'rev1',
  });
  const left = (key: string, draftVersion: number) => ({ ...tab(key), draftVersion, isDraftKept: true });
  const session = (...tabs: SavedSession['tabs']): SavedSession => ({
    tabs,
    expanded: [],
    layout: {},
    windowId: '1',
  });
  const sealed = async () =>
    (JSON.parse(await readFile(path(), 'utf8')) as { sealedDrafts: string[] }).sealedDrafts;

  it('are those it gave before, and are not encrypted again', async () => {
    const store = open();
    expect(await store.save(session(given('a', 1, 'one'), given('b', 2, 'two')))).toBe(true);
    const [first, second] = await sealed();
    expect(await store.save(session({ ...left('a', 1), title: 'A' }, left('b', 2), tab('c')))).toBe(true);
    expect((await sealed())[1]).toBe(second);
    expect((await sealed())[0]).not.toBe(first);
    expect(await store.save(session(left('b', 2), given('a', 3, 'three')))).toBe(true);
    expect((await sealed())[0]).toBe(second);
    const { tabs } = await open().read();
    expect(tabs.map(({ title, draft, baseRevision }) => [title, draft?.url, baseRevision])).toEqual([
      ['b', 'two', 'rev1'],
      ['a', 'three', 'rev1'],
    ]);
    expect(JSON.stringify(tabs)).not.toContain('Version');
  });

  it.each([
    ['another version', left('a', 2)],
    ['another tab', left('b', 1)],
  ])('keep everything as it is where what is there is %s', async (_what, wrong) => {
    const store = open();
    await store.save(session(given('a', 1, 'one')));
    expect(await store.save({ ...session(wrong), activeTab: 'a' })).toBe(false);
    expect(await store.save({ ...session(left('a', 1)), windowId: '2' })).toBe(false);
    expect(await open().read()).toMatchObject({ tabs: [{ key: 'a', draft: { url: 'one' } }] });
    expect((await open().read()).activeTab).toBeUndefined();
  });

  it('are asked for again after another window took them over', async () => {
    const store = open();
    await store.save(session(given('a', 1, 'one')));
    await store.read();
    expect(await store.save(session(left('a', 1)))).toBe(false);
    expect(await open().save(session(left('a', 1)))).toBe(false);
  });
});

describe('drafts in the session', () => {
  const path = () => join(fixture.profilePath, 'workspaces/x/session.json');
  const keychain = {
    wrap: (key: Uint8Array) => Promise.resolve(key.map((byte) => byte ^ 1)),
    unwrap: (key: Uint8Array) => Promise.resolve(key.map((byte) => byte ^ 1)),
  };
  const open = (keyWrap?: Host['keyWrap']) => {
    const host = keyWrap === undefined ? {} : { keyWrap };
    const secrets = createSecretStore({ profilePath: fixture.profilePath, host, now: Date.now });
    return createSessionStore(path(), { ...context, secrets });
  };
  const secret = {
    key: 'apikey',
    initialValue: '',
    currentValue: 'CANARY-61',
    enabled: true,
    type: 'secret',
  };
  const token = { type: 'bearer', credentials: [{ key: 'token', value: 'CANARY-62' }] };
  const tabs: Session['tabs'] = [
    { key: 'r', kind: 'request', title: 'R', draft: { ...emptyRequest(), auth: token } },
    { key: 's', kind: 'settings', title: 'S' },
    {
      key: 'c',
      kind: 'collection',
      itemId: 'c1',
      title: 'C',
      definitionDraft: { auth: token, variables: [secret], scripts: [] },
      baseRevision: 'rev1',
    },
    {
      key: 'e',
      kind: 'environment',
      itemId: 'e1',
      title: 'E',
      environmentDraft: { name: 'E', variables: [secret] },
      baseRevision: 'rev1',
    },
  ];
  const session: Session = { tabs, activeTab: 'e', expanded: [], layout: {} };
  const clean = tabs.map(({ key, kind, title }) => ({ key, kind, title }));

  it('come back whole, and no secret of them is on disk in clear', async () => {
    await open().save(session);
    for (const file of await listFiles(fixture.profilePath)) {
      const bytes = await readFile(join(fixture.profilePath, file));
      for (const canary of ['CANARY-61', 'CANARY-62'])
        for (const form of ['utf8', 'base64', 'hex'] as const)
          expect(bytes.includes(Buffer.from(canary).toString(form).replace(/=+$/, ''))).toBe(false);
    }
    expect(await open().read()).toStrictEqual(session);
  });

  it('of an earlier version, in clear, are read and then encrypted', async () => {
    await mkdir(join(path(), '..'), { recursive: true });
    await writeFile(path(), JSON.stringify(session));
    const store = open();
    expect(await store.read()).toStrictEqual(session);
    await store.save(session);
    expect(await readFile(path(), 'utf8')).not.toContain('CANARY');
  });

  it('wait for a keychain that is locked, and nothing of new ones is written', async () => {
    await open(keychain).save(session);
    const refuse = () => Promise.reject(new Error('locked'));
    const locked = open({ wrap: refuse, unwrap: refuse });
    expect((await locked.read()).tabs).toMatchObject(clean);
    const later: Session = {
      ...session,
      tabs: [{ key: 'n', kind: 'request', title: 'N', draft: { ...emptyRequest(), url: 'CANARY-63' } }],
    };
    await expect(locked.save(later)).rejects.toMatchObject({ code: 'ERR_SECRET_UNREADABLE' });
    expect(await readFile(path(), 'utf8')).not.toContain('CANARY');
    const { tabs: after } = await open(keychain).read();
    expect(after.map(({ key }) => key)).toEqual(['n', 'r', 'c', 'e']);
    expect(after.slice(1)).toStrictEqual(tabs.filter(({ key }) => key !== 's'));
  });

  it('that were damaged are kept, and the tabs open without them', async () => {
    await open().save(session);
    const file = JSON.parse(await readFile(path(), 'utf8')) as { sealedDrafts: string[] };
    const damaged = Buffer.from(file.sealedDrafts[0] ?? '', 'base64');
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(path(), JSON.stringify({ ...file, sealedDrafts: [damaged.toString('base64')] }));
    const store = open();
    expect((await store.read()).tabs).toMatchObject(clean);
    await store.save({ ...session, tabs: [] });
    expect(await readFile(path(), 'utf8')).toContain(damaged.toString('base64'));
  });
});

describe('CookieStore', () => {
  const open = (secrets = createSecretStore({ profilePath: fixture.profilePath, host: {}, now: Date.now })) =>
    createCookieStore(secrets, 'workspace/x/cookies', context.log);

  it('keeps cookies over a restart, encrypted', async () => {
    const store = await open();
    await store.jar.setCookie('sid=CANARY-51; Path=/; HttpOnly', 'https://a.test/');
    await store.jar.setCookie('loose', 'http://localhost:3000/');
    store.touch();
    await store.close();
    for (const file of await listFiles(fixture.profilePath)) {
      expect((await readFile(join(fixture.profilePath, file))).includes('CANARY-51')).toBe(false);
    }
    const again = await open();
    expect(await again.jar.getCookieString('https://a.test/x')).toBe('sid=CANARY-51');
    expect(await again.jar.getCookieString('http://localhost:3000/')).toBe('loose');
    expect(await again.jar.getCookieString('https://b.test/')).toBe('');
    await again.close();
  });

  it('is not hurt by names that servers choose', async () => {
    const store = await open();
    for (const domain of ['__proto__', 'constructor', 'prototype']) {
      await store.jar.setCookie(`polluted=1; Domain=${domain}; Path=/notauth`, `https://${domain}/`, {
        ignoreError: true,
      });
      await store.jar.setCookie(`${domain}=1; Path=/${domain}`, 'https://a.test/', { ignoreError: true });
    }
    store.touch();
    await store.close();
    await (await open()).close();
    expect(({} as Record<string, unknown>)['/notauth']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toStrictEqual([]);
  });

  it('starts empty where the record cannot be read, and leaves it alone', async () => {
    const store = await open();
    await store.jar.setCookie('a=1', 'https://a.test/');
    store.touch();
    await store.close();
    const folder = join(fixture.profilePath, 'secrets');
    const [name = ''] = await readdir(folder);
    const damaged = Buffer.concat([await readFile(join(folder, name)), Buffer.from('x')]);
    await writeFile(join(folder, name), damaged);
    const again = await open();
    expect(again.jar).toBeInstanceOf(CookieJar);
    expect(await again.jar.getCookieString('https://a.test/')).toBe('');
    await again.close();
    expect((await readFile(join(folder, name))).equals(damaged)).toBe(true);
  });
});

describe('createStorage', () => {
  it('opens everything on nothing, and leaves no temporary files', async () => {
    const storage = await createStorage({
      profilePath: join(fixture.root, 'p'),
      workspacePath: fixture.workspacePath,
      host: {},
      emit: () => undefined,
      ...context,
    });
    expect(await storage.workspace.readTree()).toStrictEqual([]);
    expect(storage.workspace.name).toBe('workspace');
    expect(storage.settings.read()).toStrictEqual(initial);
    expect((await stat(join(fixture.root, 'p'))).mode & 0o777).toBe(0o700);
    await storage.close();
    expect(logged).toStrictEqual([]);
    await expect(stat(fixture.workspacePath)).rejects.toThrow();
  });

  it('says where the profile cannot be made', async () => {
    await writeFile(join(fixture.root, 'file'), '');
    const options = { workspacePath: fixture.workspacePath, host: {}, emit: () => undefined, ...context };
    await expect(
      createStorage({ ...options, profilePath: join(fixture.root, 'file/p') }),
    ).rejects.toMatchObject({
      code: 'ERR_WORKSPACE_WRITE_FAILED',
    });
  });
});
