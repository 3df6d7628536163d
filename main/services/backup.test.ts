import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { type App, createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { listFiles, sampleRequest } from '../storage/storage-fixture.ts';

let folder: string;
const apps: App[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-backup-'));
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(workspace: string, profile = 'profile'): Promise<App> {
  const app = await createApp({
    host: createNodeHost('web', folder),
    version: '0.0.0-test',
    profilePath: join(folder, profile),
    workspacePath: join(folder, workspace),
    log: createLog(() => undefined),
  });
  apps.push(app);
  return app;
}

let calls = 0;
async function call<N extends OperationName>(
  app: App,
  name: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const reply = await app.dispatcher.call(`b${(calls += 1)}`, name, input);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value as OperationOutput<N>;
}

/** A workspace with forty requests, an environment with a current value and a secret. */
async function fill(app: App): Promise<void> {
  const { node } = await call(app, 'item.create', { kind: 'collection', name: 'Users / ünïcode' });
  for (let at = 0; at < 40; at += 1) {
    const request = sampleRequest(at);
    await call(app, 'item.create', { kind: 'request', name: `Request ${at}`, parentId: node.id, request });
  }
  const { id } = await call(app, 'environment.create', {
    name: 'Org',
    variables: [
      { key: 'url', type: 'default', initialValue: 'https://a.test', enabled: true },
      { key: 'apikey', type: 'secret', initialValue: '', enabled: true },
    ],
  });
  const scope = { kind: 'environment', id } as const;
  await call(app, 'variable.set', { scope, key: 'url', value: 'https://current.test' });
  await call(app, 'variable.set', { scope, key: 'apikey', value: 'secret-canary' });
}

async function backupOf(app: App): Promise<Buffer> {
  const { bodyId } = await call(app, 'backup.create', {});
  return Buffer.from(await app.bodies.readAll(bodyId, 1024 ** 3));
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function restore(app: App, bytes: Buffer, path: string) {
  const { uploadId } = await app.uploads.save(chunksOf(bytes));
  return app.dispatcher.call(`r${(calls += 1)}`, 'backup.restore', { uploadId, path });
}

const isOwn = (path: string) => !path.endsWith('.lock');

describe('a backup', () => {
  it('comes back byte by byte as a new workspace, with its current values and secrets, within a minute', async () => {
    const startedAt = performance.now();
    const app = await open('first');
    await fill(app);
    const bytes = await backupOf(app);
    const target = join(folder, 'second');
    expect(await restore(app, bytes, target)).toMatchObject({ ok: true, value: { unreadableSecrets: 0 } });
    const names = (await listFiles(join(folder, 'first'))).filter(isOwn);
    expect(names.length).toBeGreaterThan(40);
    expect((await listFiles(target)).filter(isOwn)).toEqual(names);
    for (const name of names) {
      expect(await readFile(join(target, name))).toEqual(await readFile(join(folder, 'first', name)));
    }
    const again = await open('second');
    const { environments } = await call(again, 'environment.list', {});
    const id = environments.find(({ name }) => name === 'Org')?.id ?? '';
    const { variables } = await call(again, 'environment.read', { id });
    expect(variables.find(({ key }) => key === 'url')).toMatchObject({
      currentValue: 'https://current.test',
    });
    const scope = { kind: 'environment', id } as const;
    expect(await call(again, 'variable.reveal', { scope, key: 'apikey' })).toEqual({
      value: 'secret-canary',
    });
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  });

  it('brings the copies of files that requests send, which name them where they are now', async () => {
    const app = await open('first');
    const { uploadId } = await app.uploads.save(chunksOf(Buffer.from('what was chosen')));
    const { path } = await call(app, 'file.keep', { uploadId, name: 'Photo: of "me" #1.png' });
    const { node } = await call(app, 'item.create', { kind: 'collection', name: 'C' });
    const url = 'http://127.0.0.1:1/';
    const request = { ...sampleRequest(0), url, body: { type: 'file', path } as const };
    await call(app, 'item.create', { kind: 'request', name: 'Upload', parentId: node.id, request });
    const bytes = await backupOf(app);
    const target = join(folder, 'second');
    const other = await open('other', 'elsewhere');
    expect(await restore(other, bytes, target)).toMatchObject({ ok: true });
    const again = await open('second', 'elsewhere');
    const { nodes } = await call(again, 'workspace.readTree', {});
    const id = nodes.find(({ name }) => name === 'Upload')?.id ?? '';
    const { body } = (await call(again, 'request.read', { id })).request;
    if (body.type !== 'file') throw new Error('another body');
    expect(body.path).not.toBe(path);
    expect(body.path?.startsWith(join(folder, 'elsewhere'))).toBe(true);
    expect(await readFile(body.path ?? '', 'utf8')).toBe('what was chosen');
    // Nobody has to allow it once more: it is refused by the server that is not there.
    const { exchange } = await call(again, 'request.send', { id });
    expect(exchange.outcome.kind).toBe('failure');
  });

  it('holds no secret in clear and no key that opens them', async () => {
    const app = await open('first');
    await fill(app);
    const bytes = await backupOf(app);
    expect(bytes.includes('secret-canary')).toBe(false);
    const key = JSON.parse(await readFile(join(folder, 'profile', 'secret.key'), 'utf8')) as { key: string };
    expect(bytes.includes(key.key)).toBe(false);
    expect(bytes.includes(Buffer.from(key.key, 'base64'))).toBe(false);
  });

  it('says on another machine which secrets stay behind, and leaves the secrets there usable', async () => {
    const bytes = await (async () => {
      const app = await open('first');
      await fill(app);
      return backupOf(app);
    })();
    const other = await open('elsewhere', 'another-profile');
    expect(await restore(other, bytes, join(folder, 'moved'))).toMatchObject({
      ok: true,
      value: { unreadableSecrets: 1 },
    });
    await fill(other);
    expect(await readdir(join(folder, 'another-profile', 'secrets'))).toHaveLength(1);
  });

  it('is never put over anything, and what is none is refused', async () => {
    const app = await open('first');
    const full = join(folder, 'full');
    await mkdir(full);
    await writeFile(join(full, 'kept'), 'kept');
    const codeOf = async (bytes: Buffer, path: string) => {
      const reply = await restore(app, bytes, path);
      return reply.ok ? 'restored' : reply.error.code;
    };
    await fill(app);
    const bytes = await backupOf(app);
    expect(await codeOf(bytes, full)).toBe('ERR_BACKUP_TARGET');
    expect(await codeOf(bytes, 'relative')).toBe('ERR_BACKUP_TARGET');
    expect(await codeOf(bytes.subarray(0, bytes.length / 2), join(folder, 'torn'))).toBe(
      'ERR_BACKUP_INVALID',
    );
    expect(await codeOf(Buffer.from('{}'), join(folder, 'none'))).toBe('ERR_BACKUP_INVALID');
    expect(await readdir(full)).toEqual(['kept']);
    expect(await readdir(folder)).not.toContain('torn');
  });
});
