import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { createHandshakeReader } from './handshake-reader.ts';
import type { Proxy } from './proxy-route.ts';
import { SendFault } from './send-fault.ts';
import type { Target } from './target.ts';

const version = 0x05;
const methods = { none: 0x00, password: 0x02 };

/** @see RFC 1928 section 6 */
const replies: Record<number, string> = {
  1: 'The SOCKS proxy failed.',
  2: 'The SOCKS proxy does not allow this connection.',
  3: 'The SOCKS proxy cannot reach that network.',
  4: 'The SOCKS proxy cannot reach that host.',
  5: 'Nothing listens at that host and port, says the SOCKS proxy.',
  6: 'The SOCKS proxy gave up waiting for the host.',
  7: 'The SOCKS proxy does not make connections.',
  8: 'The SOCKS proxy does not know this kind of address.',
};

/**
 * Asks a SOCKS5 proxy for a connection to the target, whose name the proxy looks up.
 *
 * @throws SendFault proxyFailed
 * @see RFC 1928, RFC 1929
 */
export async function openSocks5(socket: Duplex, proxy: Proxy, target: Target): Promise<void> {
  const reader = createHandshakeReader(socket);
  try {
    const hasCredentials = proxy.username !== '' || proxy.password !== '';
    const offered = hasCredentials ? [methods.none, methods.password] : [methods.none];
    socket.write(Buffer.from([version, offered.length, ...offered]));
    const chosen = (await reader.readBytes(2))[1];
    if (chosen === methods.password && hasCredentials) {
      socket.write(credentialMessage(proxy));
      if ((await reader.readBytes(2))[1] !== 0)
        throw fault('SOCKS_AUTH', 'The SOCKS proxy does not accept the user name and password.');
    } else if (chosen !== methods.none) {
      throw fault('SOCKS_AUTH', 'The SOCKS proxy asks for a user name and password.');
    }
    socket.write(connectMessage(target));
    const [, reply = 1, , type = 0] = await reader.readBytes(4);
    if (reply !== 0)
      throw fault(`SOCKS_${reply}`, replies[reply] ?? 'The SOCKS proxy refused the connection.');
    const addressBytes = type === 4 ? 16 : type === 3 ? ((await reader.readBytes(1))[0] ?? 0) : 4;
    await reader.readBytes(addressBytes + 2);
  } finally {
    reader.release();
  }
}

function credentialMessage(proxy: Proxy): Buffer {
  const username = Buffer.from(proxy.username);
  const password = Buffer.from(proxy.password);
  if (username.length > 255 || password.length > 255) {
    throw fault('SOCKS_AUTH', 'The user name or password is too long for a SOCKS proxy.');
  }
  return Buffer.concat([
    Buffer.from([0x01, username.length]),
    username,
    Buffer.from([password.length]),
    password,
  ]);
}

function connectMessage(target: Target): Buffer {
  const port = Buffer.from([target.port >> 8, target.port & 0xff]);
  const head = Buffer.from([version, 0x01, 0x00]);
  if (isIP(target.hostname) === 4) {
    return Buffer.concat([head, Buffer.from([0x01, ...target.hostname.split('.').map(Number)]), port]);
  }
  if (isIP(target.hostname) === 6)
    return Buffer.concat([head, Buffer.from([0x04]), ipv6Bytes(target.hostname), port]);
  const name = Buffer.from(target.hostname, 'latin1');
  if (name.length > 255) throw fault('SOCKS_NAME', 'The name of the host is too long for a SOCKS proxy.');
  return Buffer.concat([head, Buffer.from([0x03, name.length]), name, port]);
}

/** Of an address as the URL parser writes it: groups in hexadecimal, at most one `::`. */
function ipv6Bytes(address: string): Buffer {
  const [before = [], after = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function fault(cause: string, message: string): SendFault {
  return new SendFault('proxyFailed', message, { cause });
}
