import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyIdSchema, uploadIdSchema } from '../../core/ids.ts';
import { type BodyStore, type BodyStoreLimits, createBodyStore } from './body-store.ts';
import { createTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.ts';
import { createUploadStore } from './upload-store.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'postern-test-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const code = (name: string) => expect.objectContaining({ code: name });

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list).toString('latin1');
}

async function put(
  bodies: BodyStore,
  text: string,
  chunkSize = 7,
  mediaType = 'text/plain',
): Promise<string> {
  const writer = bodies.create(mediaType);
  for (let at = 0; at < text.length; at += chunkSize) {
    await writer.write(Buffer.from(text.slice(at, at + chunkSize), 'latin1'));
  }
  await writer.finish();
  expect(writer.sizeBytes).toBe(text.length);
  return writer.bodyId;
}

const text = Array.from({ length: 3_000 }, (_, at) => String.fromCharCode(at % 256)).join('');

describe.each([
  ['in memory', {}],
  ['in files', { bodyMemoryBytes: 100 }],
  ['moved to files', { memoryBytes: 10 }],
] as [string, Partial<BodyStoreLimits>][])('BodyStore %s', (_, limits) => {
  it('gives back every byte and every range', async () => {
    const bodies = createBodyStore(createTemporaryDirectory(parent), limits);
    const ids = [
      await put(bodies, text, 7),
      await put(bodies, text, 500, 'application/json'),
      await put(bodies, '', 1),
    ];
    for (const id of ids) expect(bodyIdSchema.safeParse(id).success).toBe(true);
    expect(bodies.stat(ids[1] ?? '')).toStrictEqual({
      sizeBytes: text.length,
      mediaType: 'application/json',
    });
    for (const id of ids.slice(0, 2)) {
      expect(await collect(bodies.read(id))).toBe(text);
      for (const [start, end] of [
        [0, 0],
        [0, 1],
        [6, 8],
        [0, 3_000],
        [2_999, 3_000],
        [1_000, 1_700],
        [3_000, 3_000],
      ] as const) {
        expect(await collect(bodies.read(id, { start, end }))).toBe(text.slice(start, end));
      }
      for (const [start, end] of [
        [-1, 2],
        [2, 1],
        [0, 3_001],
        [0.5, 2],
      ] as const) {
        expect(() => bodies.read(id, { start, end })).toThrow(code('ERR_BODY_RANGE'));
      }
      expect(Buffer.from(await bodies.readAll(id, 10)).toString('latin1')).toBe(text.slice(0, 10));
      expect((await bodies.readAll(id, 1e9)).byteLength).toBe(3_000);
    }
    expect(await collect(bodies.read(ids[2] ?? ''))).toBe('');
    await bodies.close();
    for (const id of ids) expect(() => bodies.stat(id)).toThrow(code('ERR_BODY_NOT_FOUND'));
    for (const name of await readdir(parent)) expect(await readdir(join(parent, name))).toStrictEqual([]);
  });
});

describe('BodyStore', () => {
  it('drops the oldest when it is full, never the newest, and what is not finished', async () => {
    const bodies = createBodyStore(createTemporaryDirectory(parent), {
      totalBytes: 250,
      bodies: 3,
      bodyMemoryBytes: 50,
    });
    const open = bodies.create('a/b');
    await open.write(Buffer.alloc(10));
    const first = await put(bodies, 'x'.repeat(100));
    const second = await put(bodies, 'y'.repeat(100));
    const third = await put(bodies, 'z'.repeat(300));
    expect(() => bodies.read(first)).toThrow(code('ERR_BODY_NOT_FOUND'));
    expect(() => bodies.read(second)).toThrow(code('ERR_BODY_NOT_FOUND'));
    expect(await collect(bodies.read(third))).toBe('z'.repeat(300));
    expect(bodies.stat(open.bodyId).sizeBytes).toBe(10);
    await open.discard();
    await open.write(Buffer.alloc(10));
    expect(() => bodies.stat(open.bodyId)).toThrow(code('ERR_BODY_NOT_FOUND'));
    await bodies.close();
  });

  it.each([1_000_000, 10])('gives what came so far, with %i bytes in memory', async (bodyMemoryBytes) => {
    const bodies = createBodyStore(createTemporaryDirectory(parent), { bodyMemoryBytes });
    const writer = bodies.create('text/plain');
    let expected = '';
    for (const piece of ['one', 'and two', 'and more than is kept in memory', '!']) {
      void writer.write(Buffer.from(piece));
      expected += piece;
      expect(bodies.stat(writer.bodyId).sizeBytes).toBe(expected.length);
      expect(await collect(bodies.read(writer.bodyId))).toBe(expected);
    }
    expect(await collect(bodies.read(writer.bodyId, { start: 4, end: expected.length - 1 }))).toBe(
      expected.slice(4, -1),
    );
    const ending = writer.finish();
    expect(await collect(bodies.read(writer.bodyId))).toBe(expected);
    await ending;
    expect(await collect(bodies.read(writer.bodyId))).toBe(expected);
    expect(bodies.arrivals(writer.bodyId, 0)).toEqual([]);
    await bodies.close();
  });

  it('keeps when pieces came, within a bound', async () => {
    const bodies = createBodyStore(createTemporaryDirectory(parent));
    let now = 100;
    const writer = bodies.create('text/event-stream', () => now);
    for (const [at, text] of [
      [100, 'one'],
      [100, 'two'],
      [250, 'three'],
      [300, 'four'],
    ] as const) {
      now = at;
      await writer.write(Buffer.from(text));
    }
    const { bodyId } = writer;
    const all = [
      [0, 100],
      [6, 250],
      [11, 300],
    ];
    expect(bodies.arrivals(bodyId, 0)).toEqual(all);
    expect(bodies.arrivals(bodyId, 5)).toEqual(all);
    expect(bodies.arrivals(bodyId, 6)).toEqual(all.slice(1));
    expect(bodies.arrivals(bodyId, 400)).toEqual(all.slice(2));
    for (let at = 0; at < 60_000; at += 1) {
      now += 1;
      void writer.write(Buffer.from('.'));
    }
    expect(bodies.arrivals(bodyId, 0).length).toBeLessThan(50_000);
    expect(bodies.arrivals(bodyId, 60_000).at(-1)?.[1]).toBeGreaterThan(60_290);
    await writer.discard();
    expect(() => bodies.arrivals(bodyId, 0)).toThrow(code('ERR_BODY_NOT_FOUND'));
    await bodies.close();
  });

  it('keeps writes in order when nobody waits for them', async () => {
    const bodies = createBodyStore(createTemporaryDirectory(parent), { bodyMemoryBytes: 10 });
    const writer = bodies.create('a/b');
    let expected = '';
    for (let at = 0; at < 400; at += 1) {
      const piece = `${at},`.repeat(2_000);
      expected += piece;
      void writer.write(Buffer.from(piece));
    }
    await writer.finish();
    expect(await collect(bodies.read(writer.bodyId))).toBe(expected);
    await bodies.close();
  });

  it('survives a reader whose body is dropped', async () => {
    const bodies = createBodyStore(createTemporaryDirectory(parent), { bodies: 1 });
    const id = await put(bodies, text, 10);
    const reading = bodies.read(id);
    await put(bodies, 'next');
    expect(await collect(reading)).toBe(text);
    await bodies.close();
  });
});

describe('UploadStore', () => {
  async function* chunks(...sizes: number[]): AsyncIterable<Uint8Array> {
    for (const size of sizes) {
      await Promise.resolve();
      yield new Uint8Array(size).fill(1);
    }
  }

  it('keeps files for the owner until it closes, up to a size', async () => {
    const directory = createTemporaryDirectory(parent);
    const uploads = createUploadStore(directory, 100);
    const { uploadId, sizeBytes } = await uploads.save(chunks(40, 60));
    expect(uploadIdSchema.safeParse(uploadId).success).toBe(true);
    expect(sizeBytes).toBe(100);
    const path = uploads.path(uploadId);
    expect((await stat(path)).size).toBe(100);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(directory.path())).mode & 0o777).toBe(0o700);
    await expect(uploads.save(chunks(40, 61))).rejects.toStrictEqual(code('ERR_UPLOAD_TOO_LARGE'));
    expect(await readdir(directory.path())).toHaveLength(1);
    expect(() => uploads.path('nothing-of-the-sort')).toThrow(code('ERR_UPLOAD_NOT_FOUND'));
    await uploads.close();
    expect(() => uploads.path(uploadId)).toThrow(code('ERR_UPLOAD_NOT_FOUND'));
    await directory.remove();
    expect(await readdir(parent)).toStrictEqual([]);
  });
});

describe('the sweep at the start', () => {
  it('removes folders of processes that are gone and nothing else', async () => {
    const kept = [
      `postern-${process.pid}-abcdef`,
      'postern-1-abcdef',
      'postern-notes',
      'postern-999999999-abc',
      'other-999999999-abcdef',
    ];
    for (const name of [...kept, 'postern-999999999-abcdef']) {
      await mkdir(join(parent, name));
      await writeFile(join(parent, name, 'x'), '');
    }
    await sweepTemporaryDirectories(parent);
    expect((await readdir(parent)).toSorted()).toStrictEqual(kept.toSorted());
  });
});
