import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { AppError } from '../../core/errors.ts';

const attempts = 10;

/** The sockets of the door, on both loopback addresses and the same port. */
export interface Listeners {
  readonly port: number;
  readonly servers: readonly Server[];
  close(): Promise<void>;
}

function makeServer(listener: RequestListener): Server {
  const server = createServer({
    // The guard answers a missing or doubled Host itself, with 421.
    requireHostHeader: false,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    // An upload of a large file over loopback takes its time.
    requestTimeout: 15 * 60_000,
    keepAliveTimeout: 5_000,
  });
  server.on('request', listener);
  server.on('clientError', (_fault, socket) => {
    // Bytes behind an answered request are no new request: a second answer would only confuse.
    if (socket.writable && 'bytesWritten' in socket && socket.bytesWritten === 0) {
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    } else socket.destroy();
  });
  return server;
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

const codeOf = (fault: unknown) =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : undefined;

/**
 * Binds 127.0.0.1 and, where the machine has it, ::1: never another interface. Without a port a free one is taken.
 *
 * @throws AppError ERR_DOOR_PORT_TAKEN
 */
export async function listenOnLoopback(
  listener: RequestListener,
  port: number | undefined,
): Promise<Listeners> {
  for (let attempt = 1; ; attempt += 1) {
    const main = makeServer(listener);
    const second = makeServer(listener);
    const servers = [main];
    try {
      const bound = await listenOn(main, '127.0.0.1', port ?? 0);
      try {
        await listenOn(second, '::1', bound);
        servers.push(second);
      } catch (fault) {
        // A machine without IPv6 has nobody at ::1 either; a stranger at our port there is another matter.
        if (codeOf(fault) === 'EADDRINUSE') throw fault;
      }
      const close = async () => {
        await Promise.all(servers.map(closeServer));
      };
      return { port: bound, servers, close };
    } catch (fault) {
      await Promise.all(servers.filter((server) => server.listening).map(closeServer));
      const code = codeOf(fault);
      const taken = code === 'EADDRINUSE' || code === 'EACCES';
      if (port === undefined && taken && attempt < attempts) continue;
      if (!taken) throw fault;
      const message = `Port ${port ?? ''} is ${code === 'EACCES' ? 'not allowed' : 'taken by another program'}. Choose another one with --port, or leave --port out.`;
      throw new AppError('ERR_DOOR_PORT_TAKEN', message, { cause: fault, details: { port: port ?? 0 } });
    }
  }
}
