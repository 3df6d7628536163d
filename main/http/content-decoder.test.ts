import type { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planDecoding } from './content-decoder.ts';
import type { SendOptions, SendResult } from './http-client.ts';
import { startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient, verdict } from './testing/test-client.ts';

let client: TestClient;

beforeAll(async () => {
  client = await createTestClient();
});
afterAll(() => client.close());

const text = Buffer.from(
  JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ({ id, name: `Tony ${id}` }))),
);

/** Sends one request to a server that answers with these bytes. */
async function receive(
  encoding: string[],
  body: Buffer,
  options: Partial<SendOptions> = {},
  write: (socket: Socket, bytes: Buffer) => void = (socket, bytes) => socket.write(bytes),
): Promise<SendResult> {
  const lines = encoding.map((value) => `Content-Encoding: ${value}\r\n`).join('');
  const head = `HTTP/1.1 200 OK\r\n${lines}Content-Length: ${body.length}\r\n\r\n`;
  const server = await startRawServer((socket) => {
    socket.write(head);
    write(socket, body);
  });
  try {
    return await client.send(server.url, {}, options);
  } finally {
    await server.close();
  }
}

const bodyOf = (result: SendResult) => (result.outcome.kind === 'response' ? result.outcome.body : undefined);

describe('content codings', () => {
  const codings: [string, string[], (bytes: Buffer) => Buffer, string[]][] = [
    ['gzip', ['gzip'], (bytes) => gzipSync(bytes), ['gzip']],
    ['x-gzip in capitals', ['X-GZIP'], (bytes) => gzipSync(bytes), ['x-gzip']],
    ['deflate with its frame', ['deflate'], (bytes) => deflateSync(bytes), ['deflate']],
    ['deflate without its frame', ['deflate'], (bytes) => deflateRawSync(bytes), ['deflate']],
    ['brotli', ['br'], (bytes) => brotliCompressSync(bytes), ['br']],
    [
      'gzip in two members',
      ['gzip'],
      (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 100)), gzipSync(bytes.subarray(100))]),
      ['gzip'],
    ],
    ['two in one line', ['gzip, br'], (bytes) => brotliCompressSync(gzipSync(bytes)), ['br', 'gzip']],
    ['two in two lines', ['deflate', 'gzip'], (bytes) => gzipSync(deflateSync(bytes)), ['gzip', 'deflate']],
    [
      'five',
      ['gzip, gzip, gzip', 'gzip,gzip'],
      (bytes) => [1, 2, 3, 4, 5].reduce((inner) => gzipSync(inner), bytes),
      Array(5).fill('gzip'),
    ],
    ['identity', ['identity'], (bytes) => bytes, []],
    ['none', [], (bytes) => bytes, []],
  ];

  it.each(codings)('%s', async (_, encoding, encode, taken) => {
    const encoded = encode(text);
    const result = await receive(encoding, encoded);
    expect(verdict(result)).toBe('200');
    expect((await client.readBody(result)).equals(text)).toBe(true);
    expect(bodyOf(result)).toMatchObject({
      sizeBytes: text.length,
      encodedSizeBytes: encoded.length,
      contentEncodings: taken,
    });
    expect(bodyOf(result)).not.toHaveProperty('encodedBodyId');
  });

  it('come in byte by byte too', async () => {
    const small = gzipSync('abcdef');
    const result = await receive(['gzip'], small, {}, (socket, bytes) => {
      const step = (at: number): void => {
        if (at < bytes.length) socket.write(bytes.subarray(at, at + 1), () => setImmediate(step, at + 1));
      };
      step(0);
    });
    expect((await client.readBody(result)).toString()).toBe('abcdef');
  });

  it('that are unknown are left on, with all inside them', async () => {
    const inner = Buffer.from('as it came');
    const unknown = await receive(['gzip, rot13'], inner);
    expect((await client.readBody(unknown)).equals(inner)).toBe(true);
    expect(bodyOf(unknown)).toMatchObject({ contentEncodings: [] });
    expect(unknown.warnings.map(({ code }) => code)).toEqual(['unknownCoding']);
    const outer = await receive(['rot13, gzip'], gzipSync(inner));
    expect((await client.readBody(outer)).equals(inner)).toBe(true);
    expect(bodyOf(outer)).toMatchObject({ contentEncodings: ['gzip'] });
  });

  it('of more than five links are left on', async () => {
    const encoded = gzipSync('x');
    const result = await receive([Array(6).fill('gzip').join(',')], encoded);
    expect((await client.readBody(result)).equals(encoded)).toBe(true);
    expect(result.warnings.map(({ code }) => code)).toEqual(['tooManyCoding']);
    expect(planDecoding([['content-encoding', 'gzip,'.repeat(100_000)]])).toEqual({
      codings: [],
      left: 'tooMany',
    });
  });

  it('without a body are no fault', async () => {
    const result = await receive(['gzip'], Buffer.alloc(0));
    expect([verdict(result), (await client.readBody(result)).length]).toEqual(['200', 0]);
  });

  it('that break keep what was decoded, and the bytes as they came', async () => {
    const encoded = gzipSync(text, { level: 0 });
    encoded.fill(0xff, encoded.length - 10_000);
    const result = await receive(['gzip'], encoded);
    expect(verdict(result)).toBe('200 decoding decoding');
    const facts = bodyOf(result);
    expect(facts?.sizeBytes).toBeGreaterThan(0);
    const kept = await client.bodies.readAll(facts?.encodedBodyId ?? '', 10 ** 7);
    expect(Buffer.from(kept).equals(encoded)).toBe(true);
  });
});

describe('bombs', () => {
  const capBytes = 32 * 1024 * 1024;
  /** Ten thousand members of 1 MiB each: 10 GiB in 10 MB. */
  const gzipBomb = () => {
    const member = gzipSync(Buffer.alloc(1024 * 1024));
    return Buffer.concat(Array.from({ length: 10_000 }, () => member));
  };
  const brotliBomb = () =>
    brotliCompressSync(Buffer.alloc(256 * 1024 * 1024), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

  it.each([
    ['gzip', ['gzip'], gzipBomb],
    ['brotli', ['br'], brotliBomb],
    ['gzip in gzip', ['gzip, gzip'], () => gzipSync(gzipBomb())],
  ] as const)(
    'of %s stop at the limit, in little memory, with the bytes as they came',
    async (_, encoding, make) => {
      const bomb = make();
      const before = process.memoryUsage().rss;
      let peak = before;
      const timer = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage().rss);
      }, 20);
      const startedAt = performance.now();
      const result = await receive([...encoding], bomb, { maxResponseBytes: capBytes });
      clearInterval(timer);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(peak - before).toBeLessThan(200 * 1024 * 1024);
      expect(verdict(result)).toBe('200 limit limit');
      const facts = bodyOf(result);
      expect(facts?.sizeBytes).toBe(capBytes);
      const kept = await client.bodies.readAll(facts?.encodedBodyId ?? '', 2 ** 30);
      expect(Buffer.from(kept).equals(bomb)).toBe(true);
    },
  );

  it('of plain bytes stop at the limit exactly', async () => {
    for (const size of [99_999, 100_000, 100_001]) {
      const result = await receive([], Buffer.alloc(size, 'x'), { maxResponseBytes: 100_000 });
      expect(verdict(result)).toBe(size > 100_000 ? '200 limit limit' : '200');
      expect(bodyOf(result)?.sizeBytes).toBe(Math.min(size, 100_000));
    }
  });
});
