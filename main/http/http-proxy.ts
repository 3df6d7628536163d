import type { Duplex } from 'node:stream';
import { createHandshakeReader } from './handshake-reader.ts';
import type { Proxy } from './proxy-route.ts';
import { SendFault } from './send-fault.ts';
import type { Target } from './target.ts';

const maxAnswerBytes = 64 * 1024;

/** Builds the value of `Proxy-Authorization`, or `undefined` for a proxy without credentials. @see RFC 7617 */
export function proxyAuthorization(proxy: Proxy): string | undefined {
  if (proxy.username === '' && proxy.password === '') return undefined;
  return `Basic ${Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64')}`;
}

/**
 * Asks an HTTP proxy for a tunnel to the target; afterwards the socket speaks to the target.
 *
 * @throws SendFault proxyFailed
 * @see RFC 9110 section 9.3.6
 */
export async function openTunnel(socket: Duplex, proxy: Proxy, target: Target): Promise<void> {
  const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname;
  const authority = `${host}:${target.port}`;
  const authorization = proxyAuthorization(proxy);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (authorization !== undefined) lines.push(`Proxy-Authorization: ${authorization}`);
  const reader = createHandshakeReader(socket);
  try {
    socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    const head = (await reader.readUntil('\r\n\r\n', maxAnswerBytes)).toString('latin1');
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
    if (status === undefined) {
      throw new SendFault('proxyFailed', 'What answered at the address of the proxy is not an HTTP proxy.', {
        cause: 'ERR_PROXY_ANSWER',
      });
    }
    if (!status.startsWith('2')) throw refused(status);
  } finally {
    reader.release();
  }
}

function refused(status: string): SendFault {
  const cause = `HTTP_${status}`;
  if (status === '407') {
    return new SendFault(
      'proxyFailed',
      'The proxy asks for a user name and password, or does not accept the ones it was given.',
      {
        cause,
        nextStep: 'Put them into the address of the proxy: http://user:password@host:port.',
      },
    );
  }
  return new SendFault('proxyFailed', `The proxy refused the connection with status ${status}.`, { cause });
}
