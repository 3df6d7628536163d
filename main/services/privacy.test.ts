import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import { type Bench, type FakeServer, startBench, startFakeServer } from '../oauth/testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const facts = () => bench.call('privacy.readFacts', {});

it('counts what is kept, and nothing where nothing is', async () => {
  expect(await facts()).toEqual({
    history: { count: 0, sizeBytes: 0 },
    bodies: { count: 0, sizeBytes: 0 },
    tokens: 0,
    expiredTokens: 0,
    keys: 0,
    cookies: 0,
    allowedScripts: 0,
    allowedFiles: 0,
    keptFiles: { files: 0, sizeBytes: 0, isCut: false },
    schemas: { files: 0, sizeBytes: 0, isCut: false },
    deleted: { files: 0, sizeBytes: 0, isCut: false },
  });

  server.answer = () => ({ body: { id: 7 }, headers: { 'Set-Cookie': 'a=1; Max-Age=600' } });
  await bench.call('request.send', { request: { ...emptyRequest(), url: `${server.url}/x` } });
  await bench.call('script.allow', { hashes: ['a', 'b'] });
  await bench.call('file.allow', { paths: ['/tmp/x'] });
  await bench.call('key.generate', { name: 'k', alg: 'ES256' });
  const { node } = await bench.call('item.create', { kind: 'collection', name: 'C' });
  await bench.call('items.delete', { ids: [node.id] });

  await expect.poll(async () => (await facts()).history.sizeBytes).toBeGreaterThan(100);
  const kept = await facts();
  expect(kept).toMatchObject({
    history: { count: 1 },
    bodies: { count: 1 },
    keys: 1,
    cookies: 1,
    allowedScripts: 2,
    allowedFiles: 1,
  });
  expect(kept.bodies.sizeBytes).toBeGreaterThan(5);
  expect(kept.deleted.files).toBeGreaterThan(0);
});

it('drops the bodies of answers, and those alone', async () => {
  server.answer = () => ({ body: { id: 7 } });
  const send = () => bench.call('request.send', { request: { ...emptyRequest(), url: `${server.url}/x` } });
  const { exchange } = await send();
  await send();
  if (exchange.outcome.kind !== 'response') throw new Error('no answer');
  const { bodyId } = exchange.outcome.body;
  expect(bench.app.bodies.stat(bodyId).sizeBytes).toBeGreaterThan(0);
  const events: unknown[] = [];
  const stop = bench.app.subscribe(({ name, payload }) => void events.push([name, payload]));
  expect(await bench.call('body.clear', {})).toEqual({ removed: 2 });
  stop();
  expect(events).toContainEqual(['body.cleared', { removed: 2 }]);
  expect(() => bench.app.bodies.stat(bodyId)).toThrow(
    expect.objectContaining({ code: 'ERR_BODY_NOT_FOUND' }),
  );
  expect(await facts()).toMatchObject({ bodies: { count: 0, sizeBytes: 0 }, history: { count: 2 } });
});

it('sizes the workspace and the profile apart', async () => {
  const before = await bench.call('storage.measure', {});
  await bench.call('item.create', { kind: 'collection', name: 'C' });
  const after = await bench.call('storage.measure', {});
  expect(after.workspace.files).toBe(before.workspace.files + 1);
  expect(after.workspace.sizeBytes).toBeGreaterThan(before.workspace.sizeBytes);
});
