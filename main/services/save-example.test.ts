import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

async function createRequest() {
  const { id: environmentId } = await bench.call('environment.create', {
    name: 'Dev',
    variables: [
      { key: 'url', initialValue: server.url, enabled: true, type: 'default' },
      { key: 'key', initialValue: '', currentValue: 's3cret-canary', enabled: true, type: 'secret' },
    ],
  });
  const { node: collection } = await bench.call('item.create', { kind: 'collection', name: 'C' });
  const request = {
    ...emptyRequest(),
    url: '{{url}}/users',
    headers: [{ key: 'X-Key', value: '{{key}}' }],
  };
  const { node } = await bench.call('item.create', {
    kind: 'request',
    name: 'R',
    parentId: collection.id,
    request,
  });
  return { requestId: node.id, request, environmentId };
}

it('keeps an answer as an example without secrets, several of one name, and takes one back', async () => {
  server.answer = () => ({ body: { echo: 's3cret-canary', id: 7 } });
  const { requestId, request, environmentId } = await createRequest();
  const { exchange } = await bench.call('request.send', { id: requestId, environmentId });
  const input = { requestId, request, environmentId, exchange, name: 'Found: all/of them' };
  await bench.call('example.create', input);
  const { undoId } = await bench.call('example.create', input);

  const { examples } = await bench.call('example.list', { requestId });
  expect(examples.map(({ name }) => name)).toEqual([input.name, input.name]);
  expect(JSON.stringify(examples)).not.toContain('s3cret-canary');
  expect(examples[0]?.request?.headers).toEqual(request.headers);
  expect(examples[0]?.response).toMatchObject({ statusCode: 200, language: 'json' });
  expect(examples[0]?.response.body).toContain('"id":7');
  const count = async () =>
    (await bench.call('workspace.readTree', {})).nodes.find(({ id }) => id === requestId)?.exampleCount;
  expect(await count()).toBe(2);

  await bench.call('workspace.undo', { undoId });
  expect((await bench.call('example.list', { requestId })).examples).toHaveLength(1);
  expect(await count()).toBe(1);
});

/** A request with two examples, and what its folder holds. */
async function createKept() {
  server.answer = () => ({ body: { id: 7 } });
  const { requestId, request, environmentId } = await createRequest();
  const { exchange } = await bench.call('request.send', { id: requestId, environmentId });
  for (const name of ['First', 'Second']) {
    await bench.call('example.create', { requestId, request, environmentId, exchange, name });
  }
  const listed = async () =>
    (await bench.call('example.list', { requestId })).examples.map(({ name, fileName }) => [name, fileName]);
  const file = (path: string) =>
    readFile(join(bench.profilePath, '../workspace/postman/collections/C', path), 'utf8');
  const undo = (undoId: string) => bench.call('workspace.undo', { undoId });
  return { requestId, listed, file, undo };
}

it('renames an example and its file, in its place, and refuses what is no example', async () => {
  const { requestId, listed, file } = await createKept();
  const [first] = await listed();
  const fileName = first?.[1] ?? '';
  const rename = (from: string, name: string) =>
    bench.call('example.rename', { requestId, fileName: from, name });
  const before = await file(`.resources/R.resources/examples/${fileName}`);
  await expect(rename(fileName, ' All: of them ')).resolves.toEqual({
    fileName: 'All- of them.example.yaml',
  });
  expect(await listed()).toEqual([
    ['All: of them', 'All- of them.example.yaml'],
    ['Second', 'Second.example.yaml'],
  ]);
  const after = await file('.resources/R.resources/examples/All- of them.example.yaml');
  expect(after.replace("name: 'All: of them'\n", '')).toBe(before);
  // A name that is taken gets a file of its own.
  await expect(rename('Second.example.yaml', 'all- OF them')).resolves.toEqual({
    fileName: 'all- OF them 2.example.yaml',
  });
  for (const gone of [fileName, '../../../R.request.yaml', '']) {
    await expect(rename(gone, 'x')).rejects.toThrow('ERR_WORKSPACE_ITEM_NOT_FOUND');
  }
});

it('deletes examples, brings them back, and says in the request whether there are any', async () => {
  const { requestId, listed, file, undo } = await createKept();
  const declared = 'examples: ./.resources/R.resources/examples';
  expect(await file('R.request.yaml')).toContain(declared);
  const remove = (fileName: string) => bench.call('example.delete', { requestId, fileName });
  const first = await remove('First.example.yaml');
  const second = await remove('Second.example.yaml');
  expect(await listed()).toEqual([]);
  expect(await file('R.request.yaml')).not.toContain('examples:');
  await expect(remove('Second.example.yaml')).rejects.toThrow('ERR_WORKSPACE_ITEM_NOT_FOUND');

  await bench.call('item.rename', { id: requestId, name: 'R2' });
  await undo(second.undoId);
  await undo(first.undoId);
  expect(await listed()).toEqual([
    ['First', 'First.example.yaml'],
    ['Second', 'Second.example.yaml'],
  ]);
  expect(await file('R2.request.yaml')).toContain(declared.replace('R.', 'R2.'));
});

it('refuses what is no text, and what is no answer', async () => {
  server.answer = () => ({ body: '\u0000', headers: { 'Content-Type': 'image/png' } });
  const { requestId, request } = await createRequest();
  const { exchange } = await bench.call('request.send', {
    request: { ...request, url: `${server.url}/x`, headers: [] },
  });
  const { outcome } = exchange;
  if (outcome.kind !== 'response') throw new Error('no answer');
  const input = { requestId, request, name: 'x' };
  const large = { ...outcome, body: { ...outcome.body, sizeBytes: 2 * 1024 * 1024 } };
  await expect(
    bench.call('example.create', { ...input, exchange: { ...exchange, outcome: large } }),
  ).rejects.toThrow('ERR_BODY_NO_EXAMPLE');
  await expect(
    bench.call('example.create', { ...input, exchange, charset: 'no-such-charset' }),
  ).rejects.toThrow('ERR_BODY_NO_EXAMPLE');
});
