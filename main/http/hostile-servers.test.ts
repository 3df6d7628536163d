import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendOptions } from './http-client.ts';
import { respond, startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient, verdict } from './testing/test-client.ts';

let client: TestClient;

beforeAll(async () => {
  client = await createTestClient();
});
afterAll(() => client.close());

/** Writes for as long as the other side reads. */
function flood(socket: Socket, piece: string | Buffer): void {
  const write = () => {
    for (let count = 0; count < 64 && !socket.destroyed; count += 1) {
      if (!socket.write(piece)) {
        socket.once('drain', write);
        return;
      }
    }
    if (!socket.destroyed) setImmediate(write);
  };
  write();
}

/** Writes one byte after the other, slowly. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text.charAt(at));
    at += 1;
  }, 50);
}

const ok = 'HTTP/1.1 200 OK\r\n';
const raw =
  (text: string | Buffer, end = false) =>
  (socket: Socket) => {
    socket.write(text);
    if (end) socket.end();
  };

interface Beast {
  name: string;
  answer: (socket: Socket, head: string) => void;
  /** Exactly one of these. */
  verdicts: string[];
  options?: Partial<SendOptions>;
}

const small = { maxResponseBytes: 100_000 };
const short = { timeoutMs: 700 };

const zoo: Beast[] = [
  // Never, or not in time.
  { name: 'accepts and says nothing', answer: () => undefined, verdicts: ['timeout'], options: short },
  {
    name: 'a byte of the head at a time',
    answer: (s) => drip(s, ok.repeat(50)),
    verdicts: ['timeout'],
    options: short,
  },
  { name: 'a head without end', answer: raw(`${ok}X: 1\r\n`), verdicts: ['timeout'], options: short },
  {
    name: 'a byte of the body at a time',
    answer: (s) => {
      s.write(`${ok}Content-Length: 1000\r\n\r\n`);
      drip(s, 'x'.repeat(1000));
    },
    verdicts: ['200 aborted timeout'],
    options: short,
  },
  {
    name: 'a body that stops',
    answer: raw(`${ok}Content-Length: 10\r\n\r\nabc`),
    verdicts: ['200 aborted timeout'],
    options: short,
  },
  {
    name: 'a chunk that stops',
    answer: raw(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nab`),
    verdicts: ['200 aborted timeout'],
    options: short,
  },
  // Too much.
  {
    name: 'headers without end',
    answer: (s) => {
      s.write(ok);
      flood(s, `X-${'a'.repeat(50)}: ${'b'.repeat(1000)}\r\n`);
    },
    verdicts: ['headersTooLarge'],
  },
  {
    name: 'one header of 100 MB',
    answer: (s) => {
      s.write(`${ok}X: `);
      flood(s, 'b'.repeat(100_000));
    },
    verdicts: ['headersTooLarge'],
  },
  {
    name: 'a status line without end',
    answer: (s) => {
      s.write('HTTP/1.1 200 ');
      flood(s, 'O'.repeat(10_000));
    },
    verdicts: ['headersTooLarge', 'invalidResponse', 'timeout'],
    options: { timeoutMs: 3000 },
  },
  {
    name: 'chunks without end',
    answer: (s) => {
      s.write(`${ok}Transfer-Encoding: chunked\r\n\r\n`);
      flood(s, `400\r\n${'x'.repeat(1024)}\r\n`);
    },
    verdicts: ['200 limit limit'],
    options: small,
  },
  {
    name: 'a body without end',
    answer: (s) => {
      s.write(`${ok}\r\n`);
      flood(s, 'x'.repeat(10_000));
    },
    verdicts: ['200 limit limit'],
    options: small,
  },
  {
    name: 'a body longer than what is kept',
    answer: (s) => {
      s.write(`${ok}Content-Length: 10000000000\r\n\r\n`);
      flood(s, 'x'.repeat(10_000));
    },
    verdicts: ['200 limit limit'],
    options: small,
  },
  {
    name: 'a million interim replies',
    answer: (s) => flood(s, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a million early hints',
    answer: (s) => flood(s, 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(100)),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'trailers without end',
    answer: (s) => {
      s.write(`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n`);
      flood(s, `X: ${'y'.repeat(1000)}\r\n`);
    },
    verdicts: ['200 aborted headersTooLarge'],
  },
  {
    name: 'a chunk extension without end',
    answer: (s) => {
      s.write(`${ok}Transfer-Encoding: chunked\r\n\r\n1;`);
      flood(s, 'x'.repeat(10_000));
    },
    verdicts: ['200 aborted timeout', '200 aborted invalidResponse'],
    options: short,
  },
  {
    name: '10,000 cookies',
    answer: (s) =>
      respond(
        s,
        '200 OK',
        Array.from({ length: 10_000 }, (_, index) => `Set-Cookie: c${index}=1`),
      ),
    verdicts: ['200', 'headersTooLarge'],
  },
  // Not what it says.
  {
    name: 'a body shorter than said',
    answer: raw(`${ok}Content-Length: 10\r\n\r\nabc`, true),
    verdicts: ['200 aborted connectionReset', '200 aborted invalidResponse'],
  },
  {
    name: 'a body longer than said',
    answer: raw(`${ok}Content-Length: 3\r\nConnection: close\r\n\r\nabcdef`, true),
    verdicts: ['200'],
  },
  {
    name: 'two different lengths',
    answer: raw(`${ok}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a negative length',
    answer: raw(`${ok}Content-Length: -1\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a length that is no number',
    answer: raw(`${ok}Content-Length: abc\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a length beyond 64 bits',
    answer: raw(`${ok}Content-Length: 99999999999999999999999\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'length and chunks at once',
    answer: raw(`${ok}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`, true),
    verdicts: ['invalidResponse', '200'],
  },
  {
    name: 'a chunk size that is no number',
    answer: raw(`${ok}Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n`, true),
    verdicts: ['200 aborted invalidResponse', 'invalidResponse'],
  },
  {
    name: 'a chunk size beyond 64 bits',
    answer: raw(`${ok}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc`, true),
    verdicts: ['200 aborted invalidResponse', 'invalidResponse'],
  },
  {
    name: 'an end without the last chunk',
    answer: raw(`${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, true),
    verdicts: ['200 aborted connectionReset', '200 aborted invalidResponse'],
  },
  {
    name: 'gzip that is none',
    answer: (s) => respond(s, '200 OK', ['Content-Encoding: gzip'], 'this is no gzip'),
    verdicts: ['200 decoding decoding'],
  },
  {
    name: 'gzip that breaks off',
    answer: (s) => {
      const bytes = gzipSync(Buffer.alloc(100_000, 'abc')).subarray(0, -12);
      s.end(
        Buffer.concat([
          Buffer.from(`${ok}Content-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`),
          bytes,
        ]),
      );
    },
    verdicts: ['200 decoding decoding'],
  },
  {
    name: 'a coding nobody knows',
    answer: (s) => respond(s, '200 OK', ['Content-Encoding: rot13'], 'uryyb'),
    verdicts: ['200'],
  },
  // Not HTTP, or hardly.
  { name: 'no HTTP at all', answer: raw('220 smtp.example ESMTP\r\n', true), verdicts: ['invalidResponse'] },
  { name: 'HTTP/0.9', answer: raw('<html>hello</html>', true), verdicts: ['invalidResponse'] },
  {
    name: 'HTTP/2 without being asked',
    answer: raw(Buffer.from('000000040000000000', 'hex'), true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'an impossible version',
    answer: raw('HTTP/9.9 200 OK\r\n\r\n', true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a status that is no number',
    answer: raw('HTTP/1.1 abc OK\r\n\r\n', true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a status of four digits',
    answer: raw('HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n', true),
    verdicts: ['invalidResponse', '2000'],
  },
  {
    name: 'NUL in a header',
    answer: raw(`${ok}X: a\0b\r\nContent-Length: 0\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a header without colon',
    answer: raw(`${ok}nonsense\r\nContent-Length: 0\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a space before the colon',
    answer: raw(`${ok}X : 1\r\nContent-Length: 0\r\n\r\n`, true),
    verdicts: ['invalidResponse'],
  },
  {
    name: 'a folded header',
    answer: raw(`${ok}X: 1\r\n  2\r\nContent-Length: 0\r\n\r\n`, true),
    verdicts: ['invalidResponse', '200'],
  },
  {
    name: 'bare line feeds',
    answer: raw('HTTP/1.1 200 OK\nContent-Length: 2\n\nok', true),
    verdicts: ['invalidResponse', '200'],
  },
  {
    name: 'bare carriage returns',
    answer: raw('HTTP/1.1 200 OK\rContent-Length: 2\r\rok', true),
    verdicts: ['invalidResponse'],
  },
  // Gone.
  { name: 'closes at once', answer: (s) => s.end(), verdicts: ['connectionReset'] },
  { name: 'resets at once', answer: (s) => s.resetAndDestroy(), verdicts: ['connectionReset'] },
  {
    name: 'closes in the status line',
    answer: raw('HTTP/1.1 20', true),
    verdicts: ['connectionReset', 'invalidResponse'],
  },
  {
    name: 'closes in the headers',
    answer: raw(`${ok}Content-Le`, true),
    verdicts: ['connectionReset', 'invalidResponse'],
  },
  {
    name: 'resets in the body',
    answer: (s) =>
      s.write(`${ok}Content-Length: 10\r\n\r\nabc`, () => setImmediate(() => s.resetAndDestroy())),
    verdicts: ['200 aborted connectionReset', 'connectionReset'],
  },
  // Elsewhere.
  {
    name: 'redirects to itself',
    answer: (s, head) => respond(s, '302 Found', [`Location: ${head.split(' ')[1]}`]),
    verdicts: ['tooManyRedirects'],
  },
  {
    name: 'redirects without end',
    answer: (s, head) => respond(s, '302 Found', [`Location: ${head.split(' ')[1]}x`]),
    verdicts: ['tooManyRedirects'],
  },
  {
    name: 'redirects to a file',
    answer: (s) => respond(s, '302 Found', ['Location: file:///etc/passwd']),
    verdicts: ['redirectRefused'],
  },
  {
    name: 'redirects to a script',
    answer: (s) => respond(s, '302 Found', ['Location: javascript:alert(1)']),
    verdicts: ['redirectRefused'],
  },
  { name: 'redirects nowhere', answer: (s) => respond(s, '302 Found'), verdicts: ['302'] },
  {
    name: 'redirects to nonsense',
    answer: (s) => respond(s, '302 Found', ['Location: http://[']),
    verdicts: ['302'],
  },
  {
    name: 'redirects with an endless body',
    answer: (s, head) => {
      if (head.startsWith('GET /to')) respond(s, '200 OK', [], 'ok');
      else {
        s.write('HTTP/1.1 302 Found\r\nLocation: /to\r\n\r\n');
        flood(s, 'x'.repeat(10_000));
      }
    },
    verdicts: ['200'],
  },
  {
    name: 'upgrades without being asked',
    answer: raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', true),
    verdicts: ['connectionReset', 'invalidResponse'],
  },
];

describe('servers that do not behave', () => {
  it('are at least forty', () => {
    expect(zoo.length).toBeGreaterThanOrEqual(40);
    expect(new Set(zoo.map(({ name }) => name)).size).toBe(zoo.length);
  });

  it.each(zoo)('$name: $verdicts', async ({ answer, verdicts, options }) => {
    const server = await startRawServer(answer);
    const startedAt = performance.now();
    const result = await client.send(`${server.url}/`, {}, { timeoutMs: 8_000, ...options });
    const tookMs = performance.now() - startedAt;
    expect(verdicts).toContain(verdict(result));
    expect(tookMs).toBeLessThan(8_500);
    if (result.outcome.kind === 'failure') {
      const { message, nextStep } = result.outcome.failure;
      expect(message).not.toBe('');
      expect(nextStep).not.toBe('');
      expect(message + nextStep).not.toMatch(/\bat \/|node:|undefined/);
    }
    // What is given up is closed; what was answered in whole is kept.
    if (/aborted|limit|timeout|invalid|reset|tooLarge/i.test(verdict(result)))
      await expect.poll(() => server.openSockets(), { timeout: 2_000 }).toBe(0);
    await server.close();
  });

  it('leave the client in order', async () => {
    const server = await startRawServer((socket) => respond(socket, '200 OK', [], 'fine'));
    expect((await client.readBody(await client.send(server.url))).toString()).toBe('fine');
    await server.close();
  });

  it('keep the bytes of a body that could not be decoded', async () => {
    const server = await startRawServer((socket) =>
      respond(socket, '200 OK', ['Content-Encoding: gzip'], 'this is no gzip'),
    );
    const { outcome } = await client.send(server.url);
    if (outcome.kind !== 'response') throw new Error('no answer');
    expect(outcome.body).toMatchObject({ incomplete: 'decoding', encodedSizeBytes: 15, sizeBytes: 0 });
    const kept = await client.bodies.readAll(outcome.body.encodedBodyId ?? '', 100);
    expect(Buffer.from(kept).toString()).toBe('this is no gzip');
    await server.close();
  });

  it('that are not there are named', async () => {
    const server = await startRawServer(() => undefined);
    await server.close();
    expect(verdict(await client.send(server.url))).toBe('connectionRefused');
    expect(verdict(await client.send('http://name.invalid/'))).toBe('dnsNotFound');
    expect(verdict(await client.send('http://[::ffff:0:0]:9/'))).toMatch(/^(connection|network)/);
  });
});

describe('cancelling', () => {
  const never: Record<string, (socket: Socket) => void> = {
    'before the answer': () => undefined,
    'in the head': raw(ok),
    'in the body': raw(`${ok}Content-Length: 10\r\n\r\nabc`),
    'in a fast body': (socket) => {
      socket.write(`${ok}\r\n`);
      flood(socket, 'x'.repeat(50_000));
    },
    'in a compressed body': (socket) => {
      socket.write(`${ok}Content-Encoding: gzip\r\n\r\n`);
      socket.write(gzipSync(Buffer.alloc(1_000_000)).subarray(0, 500));
    },
  };

  it.each(Object.entries(never))('%s ends within 200 ms', async (name, answer) => {
    const server = await startRawServer(answer);
    const controller = new AbortController();
    const sent = client.send(server.url, {}, { signal: controller.signal, maxResponseBytes: 1024 ** 3 });
    await expect.poll(() => server.heads.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const cancelledAt = performance.now();
    controller.abort();
    const result = await sent;
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    expect(verdict(result)).toBe(name.includes('body') ? '200 aborted cancelled' : 'cancelled');
    await expect.poll(() => server.openSockets()).toBe(0);
    await server.close();
  });

  it('while connecting ends within 200 ms', async () => {
    const controller = new AbortController();
    // Loopback answers at once; a proxy that does not keeps the attempt open.
    const silent = await startRawServer(() => undefined);
    const proxied = await createTestClient({ mode: 'custom', url: silent.url });
    const sent = proxied.send('https://a.test/', {}, { signal: controller.signal });
    await expect.poll(() => silent.heads.length).toBe(1);
    const cancelledAt = performance.now();
    controller.abort();
    expect(verdict(await sent)).toBe('cancelled');
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    await expect.poll(() => silent.openSockets()).toBe(0);
    await proxied.close();
    await silent.close();
  });

  it('before the start sends nothing', async () => {
    const server = await startRawServer((socket) => respond(socket, '200 OK'));
    expect(verdict(await client.send(server.url, {}, { signal: AbortSignal.abort() }))).toBe('cancelled');
    expect(server.received).toEqual([]);
    await server.close();
  });
});
