import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../core/http/request.ts';
import { type App, createApp } from './app.ts';
import { type RawServer, respond, startRawServer } from './http/testing/raw-server.ts';
import { createLog } from './log.ts';
import { createNodeHost } from './node-host.ts';

let folder: string;
let app: App;
let server: RawServer;
let waiting: Promise<Socket>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-left-'));
  let arrived: ((socket: Socket) => void) | undefined;
  waiting = new Promise((resolve) => (arrived = resolve));
  server = await startRawServer((socket) => arrived?.(socket));
  app = await createApp({
    host: createNodeHost('web', folder),
    version: '0.0.0',
    profilePath: join(folder, 'profile'),
    workspacePath: join(folder, 'workspace'),
    log: createLog(() => undefined),
  });
});
afterEach(async () => {
  await app.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const send = (callId: string) =>
  app.dispatcher.call(callId, 'request.send', {
    request: { ...emptyRequest(), url: `${server.url}/` },
    tabKey: 'tab',
  });
const left = async (...tabKeys: string[]) => {
  const reply = await app.dispatcher.call(`list-${Math.random()}`, 'request.listLeft', { tabKeys });
  return reply.ok ? (reply.value as { sends: { callId: string; tabKey: string }[] }).sends : [];
};

it('gives the answer of a send to the tab whose window was loaded anew, once', async () => {
  void send('first');
  const socket = await waiting;
  expect(await left('tab')).toEqual([]);
  app.dispatcher.leave('first');
  expect(await left('other')).toEqual([]);
  expect(await left('other', 'tab')).toMatchObject([{ callId: 'first', tabKey: 'tab' }]);
  const rejoined = app.dispatcher.call('again', 'request.rejoin', { callId: 'first' });
  // Somebody has it already.
  expect(await left('tab')).toEqual([]);
  respond(socket, '200 OK', [], 'late');
  expect(await rejoined).toMatchObject({
    ok: true,
    value: { exchange: { outcome: { kind: 'response', status: 200 } } },
  });
  expect(await left('tab')).toEqual([]);
});

it('keeps an answer that came before anybody asked, also for a window that was loaded twice', async () => {
  const sent = send('first');
  const socket = await waiting;
  app.dispatcher.leave('first');
  const between = app.dispatcher.call('between', 'request.rejoin', { callId: 'first' });
  app.dispatcher.leave('between');
  respond(socket, '200 OK', [], 'late');
  await Promise.all([sent, between]);
  expect(await left('tab')).toMatchObject([{ callId: 'first' }]);
  expect(await app.dispatcher.call('last', 'request.rejoin', { callId: 'first' })).toMatchObject({
    ok: true,
  });
});

it('is cancelled by a cancel of whoever waits for it', async () => {
  const sent = send('first');
  const socket = await waiting;
  app.dispatcher.leave('first');
  const rejoined = app.dispatcher.call('again', 'request.rejoin', { callId: 'first' });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  app.dispatcher.cancel('again');
  expect(await rejoined).toMatchObject({
    ok: true,
    value: { exchange: { outcome: { kind: 'failure', failure: { code: 'cancelled' } } } },
  });
  await Promise.all([closed, sent]);
});
