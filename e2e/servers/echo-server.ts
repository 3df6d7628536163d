import { createServer } from 'node:http';

/** One request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, as on the wire. */
  target: string;
  /** Name and value pairs in wire order. */
  headers: [string, string][];
  body: string;
}

/** An API of somebody else that keeps what it was asked. */
export interface EchoServer {
  /** Without a slash at the end. */
  address: string;
  received: ReceivedRequest[];
  close(): Promise<void>;
}

function pairs(raw: string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[index * 2] ?? '',
    raw[index * 2 + 1] ?? '',
  ]);
}

/** Answers every request on loopback with `{"id":"…"}` and keeps it; `/sign-in` sets a cookie. */
export async function startEchoServer(): Promise<EchoServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: pairs(request.rawHeaders),
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.setHeader('content-type', 'application/json');
      if (request.url === '/sign-in') response.setHeader('set-cookie', 'sid=cookie-canary; Path=/; HttpOnly');
      response.end(JSON.stringify({ id: `answer-${received.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The echo server has no port.');
  return {
    address: `http://127.0.0.1:${bound.port}`,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
