import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';

/** A server that says exactly what a test tells it to. */
export interface RawServer {
  port: number;
  url: string;
  /** Everything that came in, by connection. */
  received: string[];
  /** Heads of requests, in order. */
  heads: string[];
  /** Connections that are open now. */
  openSockets(): number;
  close(): Promise<void>;
}

/**
 * Starts a server on loopback.
 *
 * @param answer Called when the head of a request has come in whole, once for each head.
 */
export async function startRawServer(
  answer: (socket: Socket, head: string, connection: number) => void,
  wrap: (listener: (socket: Socket) => void) => Server = createServer,
): Promise<RawServer> {
  const received: string[] = [];
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const server = wrap((socket) => {
    const connection = received.push('') - 1;
    let pending = '';
    let bodyLeft = 0;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      received[connection] += text;
      pending += text;
      for (;;) {
        const skipped = Math.min(bodyLeft, pending.length);
        bodyLeft -= skipped;
        pending = pending.slice(skipped);
        const end = pending.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = pending.slice(0, end + 4);
        pending = pending.slice(end + 4);
        bodyLeft = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1] ?? 0);
        heads.push(head);
        answer(socket, head, connection);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    received,
    heads,
    openSockets: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes a whole answer with its length. */
export function respond(socket: Socket, status: string, headers: string[] = [], body = ''): void {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
