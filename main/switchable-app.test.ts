import { createServer } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../core/contract.ts';
import { settingsSchema } from '../core/settings.ts';
import type { App } from './app.ts';
import { createLog } from './log.ts';
import { createNodeHost } from './node-host.ts';
import { createSwitchableApp } from './switchable-app.ts';

let folder: string;
let app: App;
const events: BridgeEvent[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-switch-'));
  app = await createSwitchableApp({
    host: createNodeHost('web', folder),
    version: '0.0.0-test',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'one'),
    log: createLog(() => undefined),
  });
  events.length = 0;
  app.subscribe((event) => events.push(event));
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

let calls = 0;
const reply = (name: OperationName, input: unknown) => app.dispatcher.call(`s${(calls += 1)}`, name, input);
async function call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
  const answered = await reply(name, input);
  if (!answered.ok) throw new Error(answered.error.code);
  return answered.value as OperationOutput<N>;
}
const namesInTree = async () => (await call('workspace.readTree', {})).nodes.map(({ name }) => name);

describe('another workspace', () => {
  it('opens behind the same door, the windows hear of it, and the way back is in the list', async () => {
    await call('item.create', { kind: 'collection', name: 'In one' });
    await call('settings.save', settingsSchema.parse({ request: { timeoutMs: 5 } }));
    const two = join(folder, 'two');
    expect(await call('workspace.open', { path: two, create: true })).toEqual({ name: 'two', path: two });
    expect(events.at(-1)).toEqual({ name: 'workspace.opened', payload: { name: 'two', path: two } });
    const state = await call('app.readState', {});
    expect([state.workspace.path, state.settings.request.timeoutMs]).toEqual([two, 5]);
    expect(await namesInTree()).toEqual([]);
    await call('item.create', { kind: 'collection', name: 'In two' });
    expect(events.at(-1)?.name).toBe('workspace.treeChanged');
    const { workspaces } = await call('workspace.listRecent', {});
    expect(workspaces.map(({ name }) => name)).toEqual(['two', 'one']);
    await call('workspace.open', { path: join(folder, 'one') });
    expect(await namesInTree()).toEqual(['In one']);
  });

  it('is refused where there is none, and everything stays as it was', async () => {
    for (const [path, code] of [
      [join(folder, 'nowhere'), 'ERR_WORKSPACE_NOT_FOUND'],
      ['relative', 'ERR_WORKSPACE_NOT_FOUND'],
    ]) {
      const answered = await reply('workspace.open', { path });
      expect(answered.ok ? 'opened' : answered.error.code).toBe(code);
    }
    expect((await call('app.readState', {})).workspace.path).toBe(join(folder, 'one'));
    expect(events).toEqual([]);
  });

  it('keeps what was being saved in the one before', async () => {
    await Promise.all([mkdir(join(folder, 'one')), mkdir(join(folder, 'two'))]);
    const session = { tabs: [], expanded: ['x'], layout: { at: 1 } };
    const saving = call('session.save', session);
    await call('workspace.open', { path: join(folder, 'two') });
    await saving;
    expect((await call('app.readStart', {})).session.expanded).toEqual([]);
    await call('workspace.open', { path: join(folder, 'one') });
    expect((await call('app.readStart', {})).session).toEqual(session);
  });
});

describe('the facts about security', () => {
  it('are those of the moment', async () => {
    const facts = () => call('security.readFacts', {});
    expect(await facts()).toMatchObject({
      secretProtection: 'filePermissions',
      dataKey: 'none yet',
      profileMode: '700',
      verifyTls: true,
      tlsExceptions: [],
      listeners: [],
    });
    const exception = {
      host: 'a.test',
      port: 443,
      fingerprint256: Array.from({ length: 32 }, () => '0A').join(':'),
      reason: 'CERT_HAS_EXPIRED',
    };
    const exceptions = [
      { ...exception, untilEpochMs: Date.now() + 60_000 },
      { ...exception, host: 'over.test', untilEpochMs: Date.now() - 1 },
    ];
    await call('settings.save', settingsSchema.parse({ request: { verifyTls: false }, tls: { exceptions } }));
    await call('key.generate', { name: 'k', alg: 'ES256' });
    const forget = app.listeners.add({ purpose: 'webDoor', address: '127.0.0.1', port: 1 });
    expect(await facts()).toMatchObject({
      dataKey: 'none',
      verifyTls: false,
      tlsExceptions: [{ host: 'a.test' }],
      listeners: [{ purpose: 'webDoor', address: '127.0.0.1', port: 1 }],
    });
    forget();
  });

  it('name the sockets that really listen, for as long as they do', async () => {
    const { openWebDoor } = await import('./web/web-door.ts');
    await mkdir(join(folder, 'renderer'));
    await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
    const door = await openWebDoor({
      app,
      sockets: app.listeners,
      rendererPath: join(folder, 'renderer'),
      log: createLog(() => undefined),
    });
    const { listeners } = await call('security.readFacts', {});
    expect(listeners.length).toBeGreaterThan(0);
    for (const { address, port } of listeners) expect(await isTaken(address, port)).toBe(true);
    await door.close();
    for (const { address, port } of listeners) expect(await isTaken(address, port)).toBe(false);
    expect((await call('security.readFacts', {})).listeners).toEqual([]);
  });
});

/** Tells by trying whether somebody listens there. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(false)));
  });
}
