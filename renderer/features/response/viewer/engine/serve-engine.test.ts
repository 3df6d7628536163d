import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../../core/errors.ts';
import { EngineConnection } from '../engine-connection.ts';
import type { LayoutKind } from './engine-protocol.ts';
import { MemorySource } from './memory-source.test-kit.ts';
import type { JsonRow, LayoutProgress } from './rows.ts';
import { serveEngine } from './serve-engine.ts';

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close();
    port2.close();
  }
});

function connect(): EngineConnection {
  const channel = new MessageChannel();
  channels.push(channel);
  channel.port1.start();
  channel.port2.start();
  serveEngine(channel.port2);
  return new EngineConnection(channel.port1);
}

async function open(bytes: Uint8Array) {
  const connection = connect();
  const source = new MemorySource(bytes);
  const progress: Partial<Record<LayoutKind, LayoutProgress>> = {};
  const document = connection.addDocument({
    read: async (start, end) => Uint8Array.from(await source.read(start, end)),
    onProgress: (layout, news) => (progress[layout] = news),
  });
  const facts = { sizeBytes: bytes.length, declaredCharset: undefined, chosenCharset: undefined };
  const opened = await connection.call('open', document, facts);
  return { connection, document, source, progress, opened, facts };
}

const users = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: { first: `Ann ${id}` }, tags: ['é', {}] }));
const encode = (value: unknown) => Uint8Array.from(Buffer.from(JSON.stringify(value)));
const textOf = (row: JsonRow | undefined) => row?.tokens.map(({ text }) => text).join('');

describe('the engine behind its pipe', () => {
  test.each(['json', 'text'] as const)(
    'gives each %s row once when the end is found while rows are read',
    async (kind) => {
      const text = kind === 'json' ? '{"a":1,"b":2}' : 'a\nb\nc\nd';
      const bytes = Uint8Array.from(Buffer.from(text));
      const connection = connect();
      let reads = 0;
      const document = connection.addDocument({
        read: async (start, end) => {
          reads += 1;
          // What is read again for the rows comes later than the news that the text has ended.
          if (reads > 1) await new Promise((resolve) => setTimeout(resolve, 20));
          return Uint8Array.from(bytes.subarray(start, end));
        },
      });
      const facts = { sizeBytes: bytes.length, declaredCharset: undefined, chosenCharset: undefined };
      await connection.call('open', document, facts);
      const asked = Array.from({ length: 3 }, () => connection.call('rows', document, kind, 0, 64));
      await Promise.all(asked);
      const rows = await connection.call('rows', document, kind, 0, 64);
      expect(rows.map(({ row }) => row)).toEqual([0, 1, 2, 3]);
    },
  );

  test('gives rows, paths, folds and ranges of any place in a body of several chunks', async () => {
    const list = users(40_000);
    const bytes = encode({ list });
    const { connection, document, opened } = await open(bytes);
    expect(opened).toMatchObject({ charset: 'utf-8', markBytes: 0 });
    const row = await connection.call('rowOf', document, 'json', Buffer.from(bytes).indexOf('"Ann 31000"'));
    const rows = (await connection.call('rows', document, 'json', row - 3, row + 8)) as JsonRow[];
    expect(rows.map(textOf)).toEqual([
      '{',
      '"id":31000,',
      '"name":{',
      '"first":"Ann 31000"',
      '},',
      '"tags":[',
      '"é",',
      '{}',
      ']',
      '},',
      '{',
    ]);
    expect(rows.map(({ path }) => path?.join('.'))).toEqual([
      'list.31000',
      'list.31000.id',
      'list.31000.name',
      'list.31000.name.first',
      'list.31000.name',
      'list.31000.tags',
      'list.31000.tags.0',
      'list.31000.tags.1',
      'list.31000.tags',
      'list.31000',
      'list.31001',
    ]);
    expect(await connection.call('foldEnd', document, row - 3)).toBe(row + 6);
    expect(await connection.call('parentOf', document, row)).toBe(row - 1);
    const { start, end } = await connection.call('rangeOf', document, row - 3);
    expect(JSON.parse(await connection.call('readText', document, 'json', start, end))).toEqual(list[31_000]);
    expect(await connection.call('readLaidOut', document, start, end, 1_000)).toBe(
      JSON.stringify(list[31_000], undefined, 2),
    );
    expect(await connection.call('foldEnd', document, 0)).toBe(1 + 40_000 * 10 + 2);
    expect(await connection.call('rangeOf', document, row + 4)).toEqual(
      expect.objectContaining({ start: expect.any(Number) as number }),
    );
  });

  test('the first place where a text is no JSON is found, a byte order mark aside', async () => {
    const faultOf = async (text: string) => {
      const { connection, document } = await open(new TextEncoder().encode(text));
      return connection.call('findFault', document);
    };
    expect(await faultOf('\ufeff{"a": [1, 2]}')).toBeUndefined();
    expect(await faultOf('{"a": 1,\n "b": }')).toMatchObject({ line: 2, column: 7 });
  });

  test('a name of many kilobytes stands in the paths below it', async () => {
    const name = 'k'.repeat(300_000);
    const { connection, document } = await open(encode({ [name]: { inner: 1 } }));
    expect(await connection.call('pathOf', document, 2)).toEqual([name, 'inner']);
  });

  test('a value of many megabytes is never read for its line', async () => {
    const bytes = encode({ before: 1, long: 'x'.repeat(6_000_000), after: 2 });
    const { connection, document, source } = await open(bytes);
    expect(await connection.call('foldEnd', document, 0)).toBe(4);
    const before = source.reads.length;
    const rows = (await connection.call('rows', document, 'json', 0, 10)) as JsonRow[];
    const value = rows[2]?.tokens.find(({ kind }) => kind === 'string');
    expect(value).toMatchObject({ hiddenBytes: 6_000_002 - 1_000 });
    expect(value?.text).toHaveLength(1_000);
    expect(textOf(rows[3])).toBe('"after":2');
    expect(source.reads.slice(before).reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(
      1_000_000,
    );
    expect(
      await connection.call('readText', document, 'json', value?.start ?? 0, value?.end ?? 0),
    ).toHaveLength(6_000_002);
  });

  test('reads no further than somebody looks, and all of it when told to', async () => {
    const line = Buffer.from(`${'y'.repeat(999)}\n`);
    const bytes = new Uint8Array(80_000_000);
    for (let at = 0; at < bytes.length; at += 1_000) bytes.set(line, at);
    const { connection, document, progress } = await open(bytes);
    await connection.call('rows', document, 'text', 0, 64);
    await expect.poll(() => progress.text?.status, { timeout: 10_000 }).toBe('resting');
    expect(progress.text?.readBytes).toBeLessThan(70_000_000);
    await connection.call('resume', document, 'text', true);
    await expect.poll(() => progress.text?.status, { timeout: 10_000 }).toBe('done');
    expect(progress.text?.rowCount).toBe(80_001);
  });

  test('stops when told to, and goes on from there', async () => {
    const { connection, document, progress } = await open(encode(users(100_000)));
    await connection.call('rows', document, 'json', 0, 64);
    await connection.call('stop', document, 'json');
    await expect.poll(() => progress.json?.status).toBe('stopped');
    expect(progress.json?.readBytes).toBeLessThan(4_000_000);
    expect(await connection.call('foldEnd', document, 0)).toBe((progress.json?.rowCount ?? 0) - 1);
    await connection.call('resume', document, 'json', true);
    await expect.poll(() => progress.json?.status, { timeout: 10_000 }).toBe('done');
    expect(progress.json?.rowCount).toBe(100_000 * 10 + 2);
  });

  test('says with its code that a body is gone', async () => {
    const connection = connect();
    const document = connection.addDocument({
      read: () => Promise.reject(new AppError('ERR_BODY_NOT_FOUND', 'gone')),
    });
    const facts = { sizeBytes: 10, declaredCharset: undefined, chosenCharset: undefined };
    await expect(connection.call('open', document, facts)).rejects.toMatchObject({
      code: 'ERR_BODY_NOT_FOUND',
    });
  });

  test('does not follow a body of brackets, and says so', async () => {
    const { connection, document, progress } = await open(Uint8Array.from(Buffer.from('['.repeat(300_000))));
    await connection.call('rows', document, 'json', 0, 64);
    await expect.poll(() => progress.json?.status).toBe('failed');
  });
});
