import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** A proxy of a test, and what it was asked. */
export interface TestProxy {
  port: number;
  /** For an HTTP proxy the heads it got; for SOCKS the targets. */
  asked: string[];
  /** Bytes that went through tunnels towards targets. */
  tunnelled: string[];
  close(): Promise<void>;
}

/** Every name leads to loopback, so that tests may use names that do not exist. */
function reach(port: number, from: Socket, tunnelled: string[], onConnect: (to: Socket) => void): void {
  const to = connect(port, '127.0.0.1', () => onConnect(to));
  to.on('error', () => from.destroy());
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
  to.on('close', () => from.destroy());
  from.on('data', (chunk) => tunnelled.push(chunk.toString('latin1')));
}

async function listen(server: Server, facts: { asked: string[]; tunnelled: string[] }): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...facts,
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An HTTP proxy: CONNECT, and whole addresses for plain HTTP. With `authorization`, it asks for exactly that. */
export function startHttpProxy(authorization?: string, wrap = createServer): Promise<TestProxy> {
  const facts = { asked: [] as string[], tunnelled: [] as string[] };
  const server = wrap((socket: Socket) => {
    socket.on('error', () => undefined);
    let head = '';
    const onData = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      socket.off('data', onData);
      facts.asked.push(head.slice(0, end));
      if (authorization !== undefined && !head.includes(`: ${authorization}\r\n`)) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      const [method = '', target = ''] = head.split(' ');
      if (method === 'CONNECT') {
        reach(Number(target.split(':').at(-1)), socket, facts.tunnelled, (to) => {
          socket.write('HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n');
          socket.pipe(to).pipe(socket);
        });
        return;
      }
      const url = new URL(target);
      reach(Number(url.port), socket, facts.tunnelled, (to) => {
        // A proxy keeps what is meant for it.
        const onward = head
          .replace(target, url.pathname + url.search)
          .replace(/proxy-authorization: .*\r\n/i, '');
        to.write(onward, 'latin1');
        socket.pipe(to).pipe(socket);
      });
    };
    socket.on('data', onData);
  });
  return listen(server, facts);
}

/** A SOCKS5 proxy; with credentials it asks for exactly those. @see RFC 1928, RFC 1929 */
export function startSocksProxy(credentials?: { username: string; password: string }): Promise<TestProxy> {
  const facts = { asked: [] as string[], tunnelled: [] as string[] };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    let stage: 'greeting' | 'password' | 'request' = 'greeting';
    const onData = (bytes: Buffer) => {
      if (stage === 'greeting') {
        const offered = [...bytes.subarray(2)];
        const wanted = credentials === undefined ? 0 : 2;
        if (!offered.includes(wanted)) {
          socket.end(Buffer.from([5, 0xff]));
          return;
        }
        stage = credentials === undefined ? 'request' : 'password';
        socket.write(Buffer.from([5, wanted]));
      } else if (stage === 'password') {
        const nameLength = bytes[1] ?? 0;
        const name = bytes.subarray(2, 2 + nameLength).toString();
        const password = bytes.subarray(3 + nameLength).toString();
        const isRight = name === credentials?.username && password === credentials.password;
        stage = 'request';
        // In two pieces, as a network may cut it.
        socket.write(Buffer.from([1]), () => socket.write(Buffer.from([isRight ? 0 : 1])));
      } else {
        socket.off('data', onData);
        const { host, port } = parseTarget(bytes);
        facts.asked.push(`${host}:${port}`);
        if (host === 'blocked.test') {
          socket.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
          return;
        }
        reach(port, socket, facts.tunnelled, (to) => {
          socket.write(Buffer.from([5, 0, 0, 3, 4, ...Buffer.from('name'), 0, 0]));
          socket.pipe(to).pipe(socket);
        });
      }
    };
    socket.on('data', onData);
  });
  return listen(server, facts);
}

function parseTarget(bytes: Buffer): { host: string; port: number } {
  const port = bytes.readUInt16BE(bytes.length - 2);
  const address = bytes.subarray(4, -2);
  if (bytes[3] === 1) return { host: address.join('.'), port };
  if (bytes[3] === 4) return { host: address.toString('hex'), port };
  return { host: address.subarray(1).toString(), port };
}
