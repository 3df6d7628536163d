import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { workspaceKey } from './profile.ts';
import { createSnapshotStore, mostSnapshots, type SnapshotStore } from './snapshot-store.ts';
import { createStorageFixture, listFiles, sampleRequest, type StorageFixture } from './storage-fixture.ts';

const dayMs = 86_400_000;
let fixture: StorageFixture;
let app: App | undefined;
let store: SnapshotStore;
let nowEpochMs: number;
let enabled: boolean;

function openStore(version = '1.0.0'): SnapshotStore {
  const { profilePath, workspacePath } = fixture;
  const settings = () => ({ enabled });
  const log = createLog(() => undefined);
  return createSnapshotStore({ profilePath, workspacePath, version, settings, now: () => nowEpochMs, log });
}

beforeEach(async () => {
  fixture = await createStorageFixture();
  nowEpochMs = Date.UTC(2026, 0, 1);
  enabled = true;
  store = openStore();
});
afterEach(async () => {
  await store.close();
  await app?.close();
  app = undefined;
  await fixture.remove();
});

async function call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
  const { profilePath } = fixture;
  app ??= await openApp(profilePath, fixture.workspacePath);
  const reply = await app.dispatcher.call(`c${Math.random()}`, name, input);
  if (!reply.ok) throw Object.assign(new Error(reply.error.code), reply.error);
  return reply.value as OperationOutput<N>;
}

function openApp(profilePath: string, workspacePath: string): Promise<App> {
  return createApp({
    host: createNodeHost('web', fixture.root),
    version: '1.0.0',
    profilePath,
    workspacePath,
    log: createLog(() => undefined),
  });
}

const scopeOf = (id: string) => ({ kind: 'environment', id }) as const;

/** A workspace with requests, a current value and a secret; other secrets in the profile besides. */
async function fill(): Promise<string> {
  const { node } = await call('item.create', { kind: 'collection', name: 'Users / ünïcode' });
  for (let at = 0; at < 40; at += 1) {
    const request = sampleRequest(at);
    await call('item.create', { kind: 'request', name: `Request ${at}`, parentId: node.id, request });
  }
  const { id } = await call('environment.create', {
    name: 'Org',
    variables: [
      { key: 'url', type: 'default', initialValue: '', enabled: true },
      { key: 'apikey', type: 'secret', initialValue: '', enabled: true },
    ],
  });
  await call('variable.set', { scope: scopeOf(id), key: 'url', value: 'https://current.test' });
  await call('variable.set', { scope: scopeOf(id), key: 'apikey', value: 'secret-canary' });
  await call('key.generate', { name: 'k', alg: 'ES256' });
  return id;
}

const file = () => join(fixture.workspacePath, 'file.yaml');
const isOwn = (path: string) => !path.endsWith('.lock');

/** Changes something, and lets a day go by. */
async function live(day: number): Promise<void> {
  await mkdir(fixture.workspacePath, { recursive: true });
  await writeFile(file(), `day ${day}`);
  await utimes(file(), day, day);
  nowEpochMs = Date.UTC(2026, 0, 1) + day * dayMs;
}

it('comes back byte by byte as a new workspace by the steps of the settings, within a minute', async () => {
  const startedAt = performance.now();
  const id = await fill();
  const taken = await store.takeIfDue();
  const names = (await listFiles(fixture.workspacePath)).filter(isOwn);
  expect(names.length).toBeGreaterThan(40);
  const before = await Promise.all(names.map((name) => readFile(join(fixture.workspacePath, name))));

  // What a snapshot is for: the work is gone, and the secret with it.
  const { nodes } = await call('workspace.readTree', {});
  await call('items.delete', { ids: [nodes.find(({ kind }) => kind === 'collection')?.id ?? ''] });
  await call('environment.delete', { id });
  const { snapshots } = await call('snapshot.list', {});
  expect(snapshots).toEqual([taken]);
  const path = join(fixture.root, 'second');
  expect(await call('snapshot.restore', { id: snapshots[0]?.id ?? '', path })).toMatchObject({
    files: names.length,
    unreadableSecrets: 0,
  });
  expect((await listFiles(path)).filter(isOwn)).toEqual(names);
  for (const [at, name] of names.entries()) expect(await readFile(join(path, name))).toEqual(before[at]);

  await app?.close();
  app = await openApp(fixture.profilePath, path);
  const { environments } = await call('environment.list', {});
  const restored = environments.find(({ name }) => name === 'Org')?.id ?? '';
  expect((await call('environment.read', { id: restored })).variables[0]?.currentValue).toBe(
    'https://current.test',
  );
  const scope = scopeOf(restored);
  expect(await call('variable.reveal', { scope, key: 'apikey' })).toEqual({ value: 'secret-canary' });
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});

it('holds the secrets of the variables alone, encrypted, and nothing of what can be cleared', async () => {
  const id = await fill();
  await call('session.save', { tabs: [], expanded: [], layout: {} });
  await call('request.send', { request: { ...emptyRequest(), url: 'http://127.0.0.1:1/' } });
  await call('environment.delete', { id: (await call('environment.duplicate', { id })).id });
  await expect
    .poll(() => listFiles(fixture.profilePath).then((files) => files.join(' ')))
    .toMatch(/history\.log.*trash|trash.*history\.log/);
  const taken = await store.takeIfDue();
  const bytes = await store.read(taken?.id ?? '');
  expect(bytes.includes('secret-canary')).toBe(false);
  const names = [...bytes.toString('latin1').matchAll(/(?:local|profile)\/[\w./-]+/g)].map(([name]) => name);
  expect(names.filter((name) => name.startsWith('profile/'))).toHaveLength(1);
  const local = names.filter((name) => name.startsWith('local/'));
  expect(local).toContain('local/current-values.json');
  expect(local).not.toContain('local/history.log');
  expect(local.filter((name) => name.includes('trash'))).toEqual([]);
});

it('is taken once a day, when something changed, and seven are kept', async () => {
  expect(await store.takeIfDue()).toBeUndefined();
  await live(1);
  const first = await store.takeIfDue();
  expect(first).toMatchObject({ version: '1.0.0', takenAtEpochMs: nowEpochMs });
  nowEpochMs += dayMs;
  expect(await store.takeIfDue()).toBeUndefined();
  await live(2);
  nowEpochMs -= 1;
  expect(await store.takeIfDue()).toBeUndefined();
  for (let day = 2; day < 12; day += 1) {
    await live(day);
    expect(await store.takeIfDue()).toBeDefined();
  }
  const kept = await store.list();
  expect(kept).toHaveLength(mostSnapshots);
  expect(kept.map(({ takenAtEpochMs }) => (takenAtEpochMs - Date.UTC(2026, 0, 1)) / dayMs)).toEqual([
    11, 10, 9, 8, 7, 6, 5,
  ]);
  expect((await store.read(kept[6]?.id ?? '')).includes('day 5')).toBe(true);
  await expect(store.read(first?.id ?? '')).rejects.toMatchObject({ code: 'ERR_BACKUP_INVALID' });
});

it('is taken at once by a new version, and never where it is switched off', async () => {
  await live(1);
  enabled = false;
  expect(await store.takeIfDue()).toBeUndefined();
  enabled = true;
  expect(await store.takeIfDue()).toBeDefined();
  await writeFile(file(), 'changed by the old version');
  nowEpochMs += 1_000;
  const newer = openStore('1.1.0');
  expect(await newer.takeIfDue()).toMatchObject({ version: '1.1.0' });
  expect(await newer.takeIfDue()).toBeUndefined();
  await newer.close();
});

it('leaves nothing half written, refuses a damaged one, and is for its owner only', async () => {
  await live(1);
  const folder = join(fixture.profilePath, 'snapshots', workspaceKey(fixture.workspacePath));
  const stopped = openStore();
  const taking = stopped.takeIfDue().catch(() => undefined);
  await stopped.close();
  await taking;
  expect((await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await rm(folder, { recursive: true, force: true });

  const taken = await store.takeIfDue();
  const path = join(folder, `${taken?.id}.tar.gz`);
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
  await expect(store.read(taken?.id ?? '')).rejects.toMatchObject({ code: 'ERR_BACKUP_INVALID' });
  await expect(store.read('../../secret')).rejects.toMatchObject({ code: 'ERR_BACKUP_INVALID' });
});
