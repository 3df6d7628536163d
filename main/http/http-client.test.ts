import { type AddressInfo } from 'node:net';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient, verdict } from './testing/test-client.ts';

let client: TestClient;
let echo: RawServer;

beforeAll(async () => {
  client = await createTestClient();
  echo = await startRawServer((socket) => respond(socket, '200 OK', [], 'ok'));
});
afterAll(async () => {
  await client.close();
  await echo.close();
});

/** The last request that came in, as text. */
const lastRequest = () => echo.heads.at(-1) ?? '';

/** A server of Node's own, for bodies. */
async function withServer<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  run: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('requests on the wire', () => {
  it('are exactly what was prepared, plus framing, and are reported so', async () => {
    const result = await client.send(`${echo.url}/a%20b?x=%2F&y=a|b`, {
      headers: [
        ['X-First', '1'],
        ['x-UPPER', 'a  b'],
        ['X-First', '2'],
        ['Accept', 'text/html'],
      ],
    });
    expect(lastRequest().split('\r\n')).toEqual([
      'GET /a%20b?x=%2F&y=a|b HTTP/1.1',
      `host: 127.0.0.1:${echo.port}`,
      'connection: keep-alive',
      'X-First: 1',
      'x-UPPER: a  b',
      'X-First: 2',
      'Accept: text/html',
      '',
      '',
    ]);
    expect(result.request.headers).toEqual([
      ['host', `127.0.0.1:${echo.port}`],
      ['connection', 'keep-alive'],
      ['X-First', '1'],
      ['x-UPPER', 'a  b'],
      ['X-First', '2'],
      ['Accept', 'text/html'],
    ]);
    expect(result.remoteAddress).toBe('127.0.0.1');
    // No browser headers of any kind.
    expect(lastRequest()).not.toMatch(/^(origin|referer|sec-|user-agent)/im);
  });

  it.each([
    ['POST', 'content-length: 0'],
    ['PUT', 'content-length: 0'],
    ['PATCH', 'content-length: 0'],
    ['GET', undefined],
    ['DELETE', undefined],
    ['PURGE', undefined],
  ])('%s without a body says %s', async (method, line) => {
    const result = await client.send(echo.url, { method });
    expect(
      lastRequest()
        .split('\r\n')
        .find((text) => text.startsWith('content-length')),
    ).toBe(line);
    expect(result.request.headers.some(([name]) => name === 'content-length')).toBe(line !== undefined);
  });

  it('sends dot segments, a typed Host, Latin-1 and every method token as given', async () => {
    await client.send(`${echo.url}/a/../b/./c`, {
      method: 'M-SEARCH',
      headers: [
        ['Host', 'other.test'],
        ['X-Latin', 'caf\u00e9'],
      ],
    });
    expect(lastRequest()).toMatch(/^M-SEARCH \/a\/\.\.\/b\/\.\/c HTTP\/1\.1\r\nhost: other\.test\r\n/);
    expect(lastRequest()).toContain('X-Latin: caf\u00e9');
  });

  it('sends text and files byte by byte, with the length known', async () => {
    const path = join(client.directory, 'upload.bin');
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 7) & 0xff));
    await writeFile(path, bytes);
    const outcome = await withServer(
      (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          response.setHeader(
            'x-length',
            request.headers['content-length'] ?? request.headers['transfer-encoding'] ?? '',
          );
          response.end(Buffer.concat(chunks));
        });
      },
      async (url) => {
        const result = await client.send(url, {
          method: 'POST',
          body: [
            { kind: 'text', text: 'vör\r\n' },
            { kind: 'file', path },
            { kind: 'text', text: 'nach' },
          ],
        });
        return { result, body: await client.readBody(result) };
      },
    );
    const expected = Buffer.concat([Buffer.from('vör\r\n'), bytes, Buffer.from('nach')]);
    expect(outcome.body.equals(expected)).toBe(true);
    expect(outcome.result.request.bodySizeBytes).toBe(expected.length);
    expect(outcome.result.request.headers).toContainEqual(['content-length', String(expected.length)]);
    expect(outcome.result.outcome).toMatchObject({ kind: 'response' });
  });

  it('refuses a file that is not there before connecting', async () => {
    const before = echo.received.length;
    const body = [{ kind: 'file', path: join(client.directory, 'gone') }] as const;
    await expect(client.send(`${echo.url}/gone`, { method: 'POST', body: [...body] })).rejects.toMatchObject({
      code: 'ERR_REQUEST_BODY_FILE_UNREADABLE',
    });
    await expect(
      client.send(echo.url, { method: 'POST', body: [{ kind: 'file', path: client.directory }] }),
    ).rejects.toMatchObject({ code: 'ERR_REQUEST_BODY_FILE_UNREADABLE' });
    expect(echo.received.length).toBe(before);
  });

  it('takes an answer that comes before the body has gone out', async () => {
    const server = await startRawServer((socket) => {
      socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
    });
    const path = join(client.directory, 'large.bin');
    await writeFile(path, Buffer.alloc(8 * 1024 * 1024));
    const result = await client.send(server.url, { method: 'POST', body: [{ kind: 'file', path }] });
    expect(['413', 'connectionReset']).toContain(verdict(result));
    await server.close();
  });
});

describe('answers', () => {
  it('keep their header lines as they came', async () => {
    const server = await startRawServer((socket) => {
      respond(
        socket,
        '299 Très bien',
        [
          'LINK: <https://a.test/?after=1>; rel="next"',
          'link: <https://a.test/>; rel="self"',
          'Set-Cookie: a=1',
          'set-cookie: b=2',
          'X-Empty:',
          'X-Utf8: caf\u00c3\u00a9',
          'Content-Type: application/JSON ; charset="UTF-8"',
        ].map((line) => Buffer.from(line, 'utf8').toString('utf8')),
        '{}',
      );
    });
    const result = await client.send(server.url, {}, { useCookies: false });
    expect(result.outcome).toMatchObject({
      kind: 'response',
      status: 299,
      statusText: 'Très bien',
      httpVersion: '1.1',
      body: {
        sizeBytes: 2,
        encodedSizeBytes: 2,
        mediaType: 'application/json',
        charset: 'utf-8',
        contentEncodings: [],
      },
      cookies: [{ name: 'a' }, { name: 'b' }],
    });
    if (result.outcome.kind !== 'response') return;
    expect(result.outcome.headers.map(([name]) => name)).toEqual([
      'LINK',
      'link',
      'Set-Cookie',
      'set-cookie',
      'X-Empty',
      'X-Utf8',
      'Content-Type',
      'Content-Length',
    ]);
    await server.close();
  });

  it('may have no body, or one without length', async () => {
    const server = await startRawServer((socket, head) => {
      if (head.startsWith('HEAD')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      else if (head.includes('/204')) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      else if (head.includes('/304')) socket.write('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n');
      else if (head.includes('/chunked')) {
        socket.write(
          'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n',
        );
      } else socket.end('HTTP/1.0 200 OK\r\n\r\nuntil the end');
    });
    const bodies: string[] = [];
    for (const [method, path] of [
      ['HEAD', '/'],
      ['GET', '/204'],
      ['GET', '/304'],
      ['GET', '/chunked'],
      ['GET', '/'],
    ] as const) {
      const result = await client.send(server.url + path, { method });
      bodies.push(`${verdict(result)} ${(await client.readBody(result)).toString()}`);
      if (path === '/' && method === 'GET') expect(result.outcome).toMatchObject({ httpVersion: '1.0' });
    }
    expect(bodies).toEqual(['200 ', '204 ', '304 ', '200 abcde', '200 until the end']);
    await server.close();
  });

  it('may be announced by interim ones, asked for or not', async () => {
    const server = await startRawServer((socket) => {
      const pieces = [
        'HTTP/1.1 10',
        '0 Continue\r\n\r',
        '\nHTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n',
      ];
      const write = (index: number): void => {
        const piece = pieces[index];
        if (piece === undefined) respond(socket, '200 OK', [], 'final');
        else socket.write(piece, () => setImmediate(write, index + 1));
      };
      write(0);
    });
    for (let round = 0; round < 2; round += 1) {
      const result = await client.send(server.url, { method: 'POST', body: [{ kind: 'text', text: 'x' }] });
      expect([verdict(result), (await client.readBody(result)).toString()]).toEqual(['200', 'final']);
    }
    expect(server.received).toHaveLength(1);
    await server.close();
  });
});

describe('connections', () => {
  it('are used again, and the timings say so', async () => {
    const server = await startRawServer((socket) => respond(socket, '200 OK', [], 'ok'));
    const first = await client.send(server.url);
    expect(first.timings).toMatchObject({ reusedConnection: false });
    expect(first.timings.tcpMs).toBeGreaterThan(0);
    for (let round = 0; round < 20; round += 1) {
      const { timings } = await client.send(server.url);
      expect(timings).toMatchObject({ reusedConnection: true });
      expect(timings).not.toHaveProperty('tcpMs');
      expect(timings.firstByteMs).toBeGreaterThan(0);
      expect(timings.totalMs).toBeGreaterThanOrEqual(timings.firstByteMs ?? Infinity);
    }
    expect(server.received).toHaveLength(1);
    await server.close();
  });

  it('that the server closed meanwhile cost a safe request nothing, and an unsafe one is not sent twice', async () => {
    let requests = 0;
    const server = await startRawServer((socket, _, connection) => {
      requests += 1;
      // The first connection answers once, and closes on the second request.
      if (connection === 0 && requests > 1) socket.destroy();
      else respond(socket, '200 OK', [], 'ok');
    });
    await client.send(server.url);
    expect(verdict(await client.send(server.url))).toBe('200');
    expect(server.received).toHaveLength(2);
    await server.close();

    let posts = 0;
    const unsafe = await startRawServer((socket, head) => {
      if (head.startsWith('POST')) {
        posts += 1;
        socket.destroy();
      } else respond(socket, '200 OK', [], 'ok');
    });
    await client.send(unsafe.url);
    expect(verdict(await client.send(unsafe.url, { method: 'POST' }))).toBe('connectionReset');
    expect(posts).toBe(1);
    await unsafe.close();
  });

  it('are not shared with what arrives unasked for', async () => {
    const server = await startRawServer((socket) => {
      respond(socket, '200 OK', [], 'ok');
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstale');
    });
    for (let round = 0; round < 3; round += 1) {
      expect((await client.readBody(await client.send(server.url))).toString()).toBe('ok');
    }
    await server.close();
  });

  it('run side by side', async () => {
    const server = await startRawServer((socket, head) => {
      respond(socket, '200 OK', [], head.split(' ')[1]);
    });
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => client.send(`${server.url}/${index}`)),
    );
    const bodies = await Promise.all(results.map((result) => client.readBody(result)));
    expect(bodies.map(String)).toEqual(Array.from({ length: 40 }, (_, index) => `/${index}`));
    await server.close();
  });
});

describe('an answer that still comes', () => {
  const stream =
    (pieces: Promise<string>[], type: string) => async (_: IncomingMessage, to: ServerResponse) => {
      to.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
      const zip = createGzip();
      zip.pipe(to);
      for (const piece of pieces) {
        zip.write(await piece);
        zip.flush();
      }
      zip.end();
    };

  it('is told of, and its pieces can be read as they come', async () => {
    let tellSecond: (piece: string) => void = () => undefined;
    const second = new Promise<string>((resolve) => (tellSecond = resolve));
    const seen: string[] = [];
    const answer = stream([Promise.resolve('data: 1\n\n'), second], 'text/event-stream');
    const { outcome } = await withServer(
      (request, to) => void answer(request, to),
      (url) => {
        let bodyId = '';
        const read = async (bodyBytes: number) => {
          if (bodyId === '' || bodyBytes === 0) return;
          seen.push(Buffer.from(await client.bodies.readAll(bodyId, bodyBytes)).toString());
          tellSecond('data: 2\n\n');
        };
        return client.send(url, undefined, {
          onAnswer({ head, body, sentHeaders }) {
            expect(head.status).toBe(200);
            expect(sentHeaders[0]?.[0]).toBe('host');
            expect(body.mediaType).toBe('text/event-stream');
            ({ bodyId } = body);
          },
          onProgress: (_phase, _received, bodyBytes = 0) => void read(bodyBytes),
        });
      },
    );
    expect(seen[0]).toBe('data: 1\n\n');
    expect(outcome).toMatchObject({ kind: 'response', body: { sizeBytes: 18 } });
  });

  it.each([
    [true, 'text/event-stream', undefined],
    [false, 'text/event-stream', 'aborted'],
    [true, 'text/plain', 'aborted'],
  ] as const)('watched: %s, %s: the time limit leaves it %s', async (isWatched, type, incomplete) => {
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), 300));
    const answer = stream([Promise.resolve('first'), late], type);
    const { outcome } = await withServer(
      (request, to) => void answer(request, to),
      (url) => client.send(url, undefined, { isWatched, timeoutMs: 150 }),
    );
    expect(outcome.kind === 'response' && outcome.body.incomplete).toBe(incomplete);
  });
});
