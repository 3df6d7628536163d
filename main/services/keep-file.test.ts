import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import { type Bench, type FakeServer, startBench, startFakeServer } from '../oauth/testing/oauth-bench.ts';

let bench: Bench;
let server: FakeServer;

beforeEach(async () => {
  [bench, server] = await Promise.all([startBench(), startFakeServer()]);
  server.answer = () => ({ body: {} });
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

async function keep(text: string, name: string) {
  const { uploadId } = await bench.app.uploads.save(bytes(text));
  return { uploadId, ...(await bench.call('file.keep', { uploadId, name })) };
}

const send = (path: string) =>
  bench.call('request.send', {
    request: { ...emptyRequest(), method: 'POST', url: `${server.url}/x`, body: { type: 'file', path } },
  });

it('lets a request send the copy at once, and drops the upload', async () => {
  const { path, uploadId } = await keep('name,age', 'people.csv');
  const { exchange } = await send(path);
  expect(exchange.outcome.kind).toBe('response');
  expect(exchange.request.headers).toContainEqual(['Content-Type', 'text/csv']);
  expect(server.received.at(-1)).toMatchObject({ headers: { 'content-length': '8' } });
  expect(() => bench.app.uploads.path(uploadId)).toThrow(
    expect.objectContaining({ code: 'ERR_UPLOAD_NOT_FOUND' }),
  );
});

it('refuses a copy that was deleted, until that is undone', async () => {
  const { path } = await keep('x', 'a.txt');
  expect((await bench.call('privacy.readFacts', {})).keptFiles).toMatchObject({ files: 1, sizeBytes: 1 });
  const { undoId } = await bench.call('file.deleteKept', {});
  expect((await bench.call('privacy.readFacts', {})).keptFiles.files).toBe(0);
  await expect(send(path)).rejects.toThrow('ERR_REQUEST_BODY_FILE_UNREADABLE');
  await bench.call('workspace.undo', { undoId });
  expect((await send(path)).exchange.outcome.kind).toBe('response');
});

it('refuses an upload that is gone', async () => {
  const reply = await bench.reply('file.keep', { uploadId: 'nothing-of-the-sort', name: 'a' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'ERR_UPLOAD_NOT_FOUND' } });
});
