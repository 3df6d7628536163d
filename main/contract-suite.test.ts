/** The same cases against every front door: what one door says, all say. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, BridgeEvent, Reply } from '../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../core/contract.ts';
import { emptyRequest } from '../core/http/request.ts';
import { createWebDoor } from '../renderer/bridge/web-bridge.ts';
import { build } from '../scripts/build.mjs';
import { type App, createApp } from './app.ts';
import { answerBody } from './body-answer.ts';
import { FakeBrowserWindow, fakeElectron, fakes, resetFakes } from './electron/testing/fake-electron.ts';
import { createLog } from './log.ts';
import { createNodeHost } from './node-host.ts';
import { openWebDoor } from './web/web-door.ts';

vi.mock('electron', () => fakeElectron);

const outPath = fileURLToPath(new URL('../out', import.meta.url));
const faults: string[] = [];
const log = createLog((line) => faults.push(line));

/** A front door as a window uses it. */
interface TestDoor {
  bridge: Bridge;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  canPickFiles: boolean;
  close(): Promise<void>;
}

interface Folders {
  profilePath: string;
  workspacePath: string;
}

const openNodeApp = (folders: Folders) =>
  createApp({ host: createNodeHost('web', outPath), version: '0.0.0-test', ...folders, log });

async function readAll(app: App, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === '/upload' && request.body !== null) {
    return Response.json({ ok: true, value: await app.uploads.save(request.body) });
  }
  const range = request.headers.get('range') ?? undefined;
  const { status, headers, chunks } = answerBody(app.bodies, url.pathname.slice('/body/'.length), range);
  const body = chunks === undefined ? null : Readable.toWeb(Readable.from(chunks));
  return new Response(body as BodyInit | null, { status, headers });
}

/** No door at all: straight into dispatch, as the command line does. */
async function openDirect(folders: Folders): Promise<TestDoor> {
  const app = await openNodeApp(folders);
  return {
    bridge: {
      call: (callId, operation, input) => app.dispatcher.call(callId, operation, input),
      cancel: (callId) => app.dispatcher.cancel(callId),
      subscribe: (listener) => app.subscribe(listener),
    },
    fetch: (target, init) => readAll(app, new Request(`http://direct${target}`, init)),
    canPickFiles: false,
    close: () => app.close(),
  };
}

/** The web door over real HTTP, with the window's own bridge on the other side. */
async function openWeb(folders: Folders): Promise<TestDoor> {
  const app = await openNodeApp(folders);
  const door = await openWebDoor({ app, rendererPath: path.join(outPath, 'renderer'), log });
  const origin = door.address.slice(0, -1);
  const kept = new Map<string, string>();
  const web = createWebDoor({
    // A browser says where a request comes from; Node does not.
    fetch: (target, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', origin);
      return fetch(new URL(target as string, origin), { ...init, headers });
    },
    location: { hash: `#token=${door.token}`, pathname: '/', search: '' },
    history: { replaceState: () => undefined },
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
  });
  return {
    bridge: web.bridge,
    fetch: web.fetch,
    canPickFiles: false,
    async close() {
      await door.close();
      await app.close();
    },
  };
}

/** The desktop app: its own main parts and its own preload on the fake Electron. */
async function openElectron(folders: Folders): Promise<TestDoor> {
  resetFakes();
  fakes.app.appPath = path.dirname(outPath);
  const { openDesktop } = await import('./electron/desktop.ts');
  const desktop = await openDesktop({ outPath, ...folders, log });
  const window = FakeBrowserWindow.all[0];
  if (window === undefined) throw new Error('There is no window.');
  fakes.ipcRenderer.attach(window.webContents);
  vi.resetModules();
  await import('../preload/index.ts');
  return {
    bridge: fakes.exposed.get('bridge') as Bridge,
    async fetch(target, init) {
      const handler = fakes.session.handlers.get('app');
      if (handler === undefined) throw new Error('app:// is not served.');
      return handler(new Request(`app://postern${target}`, { ...init, duplex: 'half' } as RequestInit));
    },
    canPickFiles: true,
    close: () => desktop.close(),
  };
}

beforeAll(async () => {
  await build({ only: ['renderer'], quiet: true });
});

describe.each<[string, (folders: Folders) => Promise<TestDoor>]>([
  ['dispatch', openDirect],
  ['the web door', openWeb],
  ['the desktop app', openElectron],
])('through %s', (_name, open) => {
  let root: string;
  let door: TestDoor;
  let events: BridgeEvent[];
  let unsubscribe: () => void;
  let counter = 0;

  beforeEach(async () => {
    faults.length = 0;
    root = await mkdtemp(path.join(tmpdir(), 'postern-contract-'));
    door = await open({
      profilePath: path.join(root, 'profile'),
      workspacePath: path.join(root, 'workspace'),
    });
    events = [];
    unsubscribe = door.bridge.subscribe((event) => events.push(event));
  });
  afterEach(async () => {
    unsubscribe();
    await door.close();
    await rm(root, { recursive: true, force: true });
    expect(faults).toEqual([]);
  });

  const ask = (operation: string, input: unknown): Promise<Reply> => {
    counter += 1;
    return door.bridge.call(`t${counter}`, operation, input);
  };
  async function call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
  ): Promise<OperationOutput<N>> {
    const reply = await ask(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
    return reply.value as OperationOutput<N>;
  }
  const codeOf = (reply: Reply) => (reply.ok ? 'ok' : reply.error.code);
  const eventsOf = (name: string) =>
    events.filter((event) => event.name === name).map(({ payload }) => payload);

  async function createRequest(url: string): Promise<string> {
    const { node: collection } = await call('item.create', { kind: 'collection', name: 'Users' });
    const request = { ...emptyRequest(), url };
    const { node } = await call('item.create', {
      kind: 'request',
      parentId: collection.id,
      name: 'List',
      request,
    });
    return node.id;
  }

  it('tells what the app is', async () => {
    const state = await call('app.readState', {});
    expect(state).toMatchObject({
      version: '0.0.0-test',
      capabilities: { pickFiles: door.canPickFiles },
      workspace: { path: path.join(root, 'workspace') },
      profilePath: path.join(root, 'profile'),
      sandbox: { status: 'stopped' },
    });
  });

  it.each(['no.such', '__proto__', 'constructor', 'toString'])('knows no operation "%s"', async (name) => {
    expect(codeOf(await ask(name, {}))).toBe('ERR_CALL_UNKNOWN_OPERATION');
  });

  it.each<[string, unknown]>([
    ['app.openLink', {}],
    ['app.openLink', null],
    ['app.openLink', []],
    ['app.openLink', { url: 1 }],
    ['item.create', { kind: 'planet', name: 'x' }],
    ['import.run', { sources: [] }],
    ['variable.set', { scope: { kind: 'globals' }, key: '', value: 'x' }],
  ])('refuses a misshapen input of %s (%#)', async (name, input) => {
    expect(codeOf(await ask(name, input))).toBe('ERR_CALL_INVALID_INPUT');
  });

  it('carries texts as they are', async () => {
    const texts = [
      '𝒳 é\u0000\u2028',
      '"\\\n\r\t',
      '__proto__',
      '{"a":1}',
      'x'.repeat(1_000_000),
      ' lead and trail ',
    ];
    const variables = texts.map((value, at) => ({
      key: `k${at}`,
      initialValue: value,
      enabled: true,
      type: 'default',
    }));
    const created = await call('environment.create', { name: texts[0] ?? '', variables });
    const read = await call('environment.read', { id: created.id });
    expect(read.variables.map(({ initialValue }) => initialValue)).toEqual(texts);
    expect(read.name).toBe(texts[0]);
  });

  it('changes the tree, tells the change, and takes it back', async () => {
    const { node: collection } = await call('item.create', { kind: 'collection', name: 'Users' });
    const { node: folder } = await call('item.create', {
      kind: 'folder',
      parentId: collection.id,
      name: 'Admin',
    });
    const { node: renamed } = await call('item.rename', { id: folder.id, name: 'Administrators' });
    expect(renamed).toMatchObject({ id: folder.id, parentId: collection.id, name: 'Administrators' });
    const { undoId } = await call('items.delete', { ids: [folder.id] });
    expect((await call('workspace.readTree', {})).nodes.map(({ name }) => name)).toEqual(['Users']);
    await call('workspace.undo', { undoId });
    expect((await call('workspace.readTree', {})).nodes.map(({ name }) => name)).toEqual([
      'Users',
      'Administrators',
    ]);
    await expect
      .poll(() => JSON.stringify(eventsOf('workspace.treeChanged')))
      .toContain('"name":"Administrators"');
    expect(codeOf(await ask('item.rename', { id: 'nobody', name: 'x' }))).toBe(
      'ERR_WORKSPACE_ITEM_NOT_FOUND',
    );
    expect(codeOf(await ask('workspace.undo', { undoId: 'none' }))).toBe('ERR_WORKSPACE_UNDO_EXPIRED');
  });

  it('refuses to save over a newer revision', async () => {
    const id = await createRequest('http://127.0.0.1/');
    const { request, revision } = await call('request.read', { id });
    const changed = { ...request, method: 'PUT' };
    await call('request.save', { id, request: changed, revision });
    expect(codeOf(await ask('request.save', { id, request, revision }))).toBe('ERR_WORKSPACE_CONFLICT');
    expect((await call('request.read', { id })).request.method).toBe('PUT');
    await call('request.save', { id, request, revision, overwrite: true });
    expect((await call('request.read', { id })).request.method).toBe('GET');
  });

  it('keeps secrets on its side until one is asked for', async () => {
    const variables = [
      { key: 'apikey', initialValue: '', currentValue: 'CANARY', enabled: true, type: 'secret' },
    ];
    const { id } = await call('environment.create', { name: 'Org', variables });
    expect(JSON.stringify(await call('environment.read', { id }))).not.toContain('CANARY');
    expect(JSON.stringify(events)).not.toContain('CANARY');
    const scope = { kind: 'environment' as const, id };
    expect(await call('variable.reveal', { scope, key: 'apikey' })).toEqual({ value: 'CANARY' });
  });

  it('keeps settings and the session', async () => {
    const settings = await call('settings.read', {});
    const changed = { ...settings, appearance: { theme: 'dark' as const } };
    await call('settings.save', changed);
    expect((await call('settings.read', {})).appearance.theme).toBe('dark');
    await expect.poll(() => eventsOf('settings.changed')).toMatchObject([{ appearance: { theme: 'dark' } }]);
    const session = { tabs: [], expanded: [], layout: { sidebar: 240 } };
    await call('session.save', session);
    expect((await call('app.readStart', {})).session).toMatchObject(session);
  });

  it('gives what a window shows first in one call', async () => {
    const { node } = await call('item.create', { kind: 'collection', name: 'Open' });
    const { node: inside } = await call('item.create', { kind: 'folder', name: 'Closed', parentId: node.id });
    await call('item.create', { kind: 'request', name: 'Hidden', parentId: inside.id });
    const kept = { tabs: [], expanded: [node.id], layout: {} };
    await call('session.save', kept);
    const { state, session, nodes } = await call('app.readStart', {});
    expect(state).toEqual(await call('app.readState', {}));
    expect(session).toMatchObject(kept);
    expect(nodes?.map(({ name }) => name)).toEqual(expect.arrayContaining(['Open', 'Closed']));
    expect(nodes?.map(({ name }) => name)).not.toContain('Hidden');
  });

  it('opens no link but http and https', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'https://host.test/\n', '-x']) {
      expect(codeOf(await ask('app.openLink', { url }))).toBe('ERR_LINK_REFUSED');
    }
  });

  it('picks files where the window can', async () => {
    fakes.nextPaths = ['/a'];
    const reply = await ask('app.pickFiles', { title: 't', folders: false, multiple: false });
    if (door.canPickFiles) expect(reply).toEqual({ ok: true, value: { paths: ['/a'] } });
    else expect(codeOf(reply)).toBe('ERR_CALL_CAPABILITY_MISSING');
  });

  it('imports what was uploaded', async () => {
    const collection = {
      info: {
        name: 'Uploaded',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      item: [{ name: 'One', request: { method: 'GET', url: 'https://host.test/one' } }],
    };
    const response = await door.fetch('/upload', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: JSON.stringify(collection),
    });
    const reply = (await response.json()) as Reply;
    const { uploadId } = (reply.ok ? reply.value : undefined) as { uploadId: string };
    const source = { kind: 'upload' as const, uploadId, name: 'uploaded.json' };
    const report = await call('import.run', { sources: [source] });
    expect(report).toMatchObject({
      collections: [{ name: 'Uploaded', requests: 1 }],
      leaves: { in: 1, mapped: 1 },
    });
    const unknown = { kind: 'upload' as const, uploadId: 'U'.repeat(22), name: 'none.json' };
    expect(codeOf(await ask('import.run', { sources: [unknown] }))).toBe('ERR_UPLOAD_NOT_FOUND');
  });

  describe('sending', () => {
    let server: Server;
    let address: string;
    const answer = JSON.stringify({ id: '00u1', text: 'é'.repeat(1_000) });
    const bytes = Buffer.from(answer);

    beforeAll(async () => {
      server = createServer((request, response) => {
        if (request.url === '/hang') return;
        response.setHeader('content-type', 'application/json');
        response.end(answer);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const bound = server.address();
      address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
    });
    afterAll(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    it('gives the exchange, and its body by range', async () => {
      const id = await createRequest(`${address}/users`);
      const { exchange } = await call('request.send', { id });
      if (exchange.outcome.kind !== 'response') throw new Error(exchange.outcome.failure.message);
      const { status, body } = exchange.outcome;
      expect([status, body.sizeBytes, body.mediaType]).toEqual([200, bytes.byteLength, 'application/json']);

      const read = async (range?: string) => {
        const response = await door.fetch(
          `/body/${body.bodyId}`,
          range === undefined ? {} : { headers: { range } },
        );
        return { response, bytes: Buffer.from(await response.arrayBuffer()) };
      };
      const whole = await read();
      expect([whole.response.status, whole.bytes.equals(bytes)]).toEqual([200, true]);
      const part = await read('bytes=10-99');
      expect([part.response.status, part.bytes.equals(bytes.subarray(10, 100))]).toEqual([206, true]);
      expect(part.response.headers.get('content-range')).toBe(`bytes 10-99/${bytes.byteLength}`);
      const outside = await read(`bytes=${bytes.byteLength}-`);
      expect(outside.response.status).toBe(416);
      const unknown = await door.fetch(`/body/${'B'.repeat(22)}`);
      expect([unknown.status, codeOf((await unknown.json()) as Reply)]).toEqual([404, 'ERR_BODY_NOT_FOUND']);
    });

    it('names what is unresolved, and sends nothing', async () => {
      const id = await createRequest(`${address}/{{nobody}}`);
      const reply = await ask('request.send', { id });
      expect(codeOf(reply)).toBe('ERR_VARIABLE_UNRESOLVED');
      expect(JSON.stringify(reply)).toContain('nobody');
    });

    it('stops within 200 ms of a cancel', async () => {
      const id = await createRequest(`${address}/hang`);
      const running = door.bridge.call('hanging', 'request.send', { id });
      await expect.poll(() => eventsOf('request.progressed').length, { timeout: 5_000 }).toBeGreaterThan(0);
      const startedAt = performance.now();
      door.bridge.cancel('hanging');
      const reply = await running;
      expect(performance.now() - startedAt).toBeLessThan(200);
      if (reply.ok)
        expect(reply.value).toMatchObject({ exchange: { outcome: { failure: { code: 'cancelled' } } } });
      else expect(codeOf(reply)).toBe('ERR_CALL_CANCELLED');
    });
  });
});
