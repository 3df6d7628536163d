import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../../core/bridge.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { emptyRequest, type Request } from '../../core/http/request.ts';
import { settingsSchema } from '../../core/settings.ts';
import { type App, createApp } from '../app.ts';
import { type RawServer, respond, startRawServer } from '../http/testing/raw-server.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { copyAsLeft } from '../testing/copy-as-left.ts';

const canary = 'c4nary-s3cret';
let folder: string;
let app: App;
let server: RawServer;
const events: BridgeEvent[] = [];

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    if (head.startsWith('POST /wait')) return;
    if (head.startsWith('GET /moved')) respond(socket, '302 Found', [`Location: /end?key=${canary}`]);
    else if (head.startsWith('GET /bytes')) respond(socket, '200 OK', ['Content-Type: image/png'], 'PNG');
    else {
      const headers = ['Content-Type: application/json', `Set-Cookie: sid=${canary}`];
      // A server may repeat what it was sent.
      if (head.includes(canary)) headers.push(`X-Echo: ${canary}`);
      respond(socket, '200 OK', headers, `{"id":12345678901234567890,"refresh_token":"other-${canary}"}`);
    }
  });
});
afterAll(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-history-'));
  app = await openApp(join(folder, 'profile'));
  events.length = 0;
  server.heads.length = 0;
  app.subscribe((event) => events.push(event));
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

function openApp(profilePath: string): Promise<App> {
  return createApp({
    host: createNodeHost('web', folder),
    version: '1.2.3',
    profilePath,
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
  });
}

let calls = 0;
async function callOf<N extends OperationName>(
  to: App,
  operation: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>> {
  const answered = await to.dispatcher.call(`call-${(calls += 1)}`, operation, input);
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
  return answered.value as OperationOutput<N>;
}
const call = <N extends OperationName>(operation: N, input: OperationInput<N>) =>
  callOf(app, operation, input);
const request = (more: Partial<Request>): Request => ({ ...emptyRequest(), url: `${server.url}/`, ...more });
const heard = (name: string) => events.filter((event) => event.name === name).map(({ payload }) => payload);

async function environment() {
  return call('environment.create', {
    name: 'Dev',
    variables: [
      { key: 'url', initialValue: server.url, enabled: true, type: 'default' },
      { key: 'secret', initialValue: '', currentValue: canary, enabled: true, type: 'secret' },
    ],
  });
}

const secretRequest = () =>
  request({
    method: 'POST',
    url: '{{url}}/users?key={{secret}}',
    headers: [{ key: 'Authorization', value: 'SSWS {{secret}}' }],
    body: { type: 'raw', language: 'json', content: '{"name":"Tony","pass":"{{secret}}"}' },
  });

describe('the history of sends', () => {
  it('keeps request and answer as they were, without a secret, and the draft with its variables', async () => {
    const { id: environmentId } = await environment();
    const draft = secretRequest();
    const { historyId } = await call('request.send', { request: draft, environmentId });
    expect(server.received.at(-1)).toContain(canary);
    const { entries } = await call('history.list', {});
    expect(entries).toMatchObject([
      {
        method: 'POST',
        url: `${server.url}/users?key=••••••••`,
        environmentId,
        environmentName: 'Dev',
        outcome: { kind: 'response', status: 200, statusText: 'OK' },
      },
    ]);
    expect(historyId).toBe(entries[0]!.id);
    const details = await call('history.read', { id: entries[0]!.id });
    expect(details).toMatchObject({ draft, blanked: [], requestBody: { isCut: false } });
    expect(details.requestBody?.text).toBe('{"name":"Tony","pass":"••••••••"}');
    const body = Buffer.from(await app.bodies.readAll(details.answer!.bodyId, 1_000)).toString();
    expect(body).toBe('{"id":12345678901234567890,"refresh_token":"••••••••"}');
    expect(JSON.stringify([entries, details])).not.toContain(canary);
    expect(JSON.stringify(heard('history.changed'))).not.toContain(canary);
    await expectNoFileWith(join(folder, 'profile', 'workspaces'), canary);
  });

  it('says that an answer broke off', async () => {
    const breaking = await startRawServer((socket) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    });
    try {
      await call('request.send', { request: request({ url: breaking.url }) });
      const { entries } = await call('history.list', {});
      expect(entries[0]?.outcome).toMatchObject({ status: 200, sizeBytes: 4, isIncomplete: true });
    } finally {
      await breaking.close();
    }
  });

  it('finds the last send of a saved request', async () => {
    const { node: parent } = await call('item.create', { kind: 'collection', name: 'API' });
    const draft = request({});
    const { node } = await call('item.create', { kind: 'request', parentId: parent.id, name: 'One' });
    const requestId = node.id;
    expect(await call('history.findLast', { requestId })).toEqual({});
    await call('request.send', { id: requestId, request: draft });
    await call('request.send', { id: requestId, request: request({ url: `${server.url}/moved` }) });
    await call('request.send', { request: draft });
    const { entry } = await call('history.findLast', { requestId });
    expect(entry).toMatchObject({ requestId, url: `${server.url}/moved`, outcome: { kind: 'response' } });
  });

  it('shows a send that was under way when Postern was killed as of unknown outcome, and sends nothing again', async () => {
    const sending = call('request.send', {
      request: request({ method: 'POST', url: `${server.url}/wait` }),
    }).catch(() => undefined);
    await expect.poll(() => server.heads.length).toBe(1);
    await expect.poll(async () => (await call('history.list', {})).entries[0]?.outcome.kind).toBe('pending');
    // What a process that is killed now leaves on the disk.
    await copyAsLeft(join(folder, 'profile'), join(folder, 'after'));
    const after = await openApp(join(folder, 'after'));
    const { entries } = await callOf(after, 'history.list', {});
    expect(entries.map(({ outcome }) => outcome)).toEqual([{ kind: 'unknown' }]);
    const details = await callOf(after, 'history.read', { id: entries[0]!.id });
    expect(details).toMatchObject({ sent: { url: `${server.url}/wait` }, draft: { method: 'POST' } });
    await after.close();
    expect(server.heads.length).toBe(1);

    await app.close();
    await sending;
    app = await openApp(join(folder, 'profile'));
    const closed = (await call('history.list', {})).entries[0]?.outcome;
    expect(closed).toEqual({ kind: 'failure', code: 'cancelled' });
  });

  it('notes a refused connection, and no refusal before anything left', async () => {
    await call('request.send', { request: request({ url: 'http://127.0.0.1:1/' }) });
    await expect(call('request.send', { request: request({ url: '{{gone}}' }) })).rejects.toThrow(
      'UNRESOLVED',
    );
    const { entries } = await call('history.list', {});
    expect(entries.map(({ outcome }) => outcome)).toEqual([{ kind: 'failure', code: 'connectionRefused' }]);
  });

  it('keeps no bytes, no answer of a token call, and no answers where that is off', async () => {
    await call('request.send', { request: request({ url: `${server.url}/bytes` }) });
    await call('request.send', {
      request: request({
        method: 'POST',
        body: { type: 'urlencoded', rows: [{ key: 'grant_type', value: 'password' }] },
      }),
    });
    await call('settings.save', settingsSchema.parse({ history: { keepAnswers: false } }));
    await call('request.send', { request: request({}) });
    const { entries } = await call('history.list', {});
    const details = await Promise.all(entries.map(({ id }) => call('history.read', { id })));
    expect(details.map(({ answer, exchange }) => [answer, exchange?.outcome.kind])).toEqual(
      Array.from({ length: 3 }, () => [undefined, 'response']),
    );
    await call('settings.save', settingsSchema.parse({ history: { enabled: false } }));
    expect(await call('request.send', { request: request({}) })).not.toHaveProperty('historyId');
    expect((await call('history.list', {})).entries).toHaveLength(3);
  });

  it('can be cleared, and taken back', async () => {
    await call('request.send', { request: request({}) });
    const { removed, undoId } = await call('history.clear', {});
    expect(removed).toBe(1);
    expect((await call('history.list', {})).entries).toEqual([]);
    await call('workspace.undo', { undoId });
    const [entry] = (await call('history.list', {})).entries;
    await call('history.delete', { ids: [entry!.id] });
    await expect(call('history.read', { id: entry!.id })).rejects.toThrow('ERR_HISTORY_NOT_FOUND');
  });
});

describe('the console', () => {
  it('hears of every exchange with its redirects, masked', async () => {
    const { id: environmentId } = await environment();
    await call('request.send', {
      request: request({ url: `${server.url}/moved?key={{secret}}` }),
      environmentId,
    });
    await call('request.send', { request: secretRequest(), environmentId });
    await call('import.run', {
      sources: [{ kind: 'url', url: `${server.url}/collection.json` }],
      allowPrivateAddresses: true,
    }).catch(() => undefined);
    await call('oauth.discover', { url: server.url }).catch(() => undefined);
    await expect.poll(() => heard('console.exchanged').length).toBeGreaterThanOrEqual(4);
    const told = heard('console.exchanged') as {
      source: string;
      exchange: { hops: unknown[] };
      requestBody?: { text: string };
    }[];
    expect(told.map(({ source }) => source).slice(0, 4)).toEqual([
      'request',
      'request',
      'import',
      'discovery',
    ]);
    expect(told[0]?.exchange.hops).toHaveLength(1);
    expect(told[1]?.requestBody?.text).toBe('{"name":"Tony","pass":"••••••••"}');
    expect(JSON.stringify(told)).not.toContain(canary);
  });
});

async function expectNoFileWith(path: string, text: string): Promise<void> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect((await readFile(file)).includes(text)).toBe(false);
}
