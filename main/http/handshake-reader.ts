import type { Duplex } from 'node:stream';
import { SendFault } from './send-fault.ts';

/** Reads the few bytes a proxy says before a connection is handed on; what comes after them stays in the socket. */
export interface HandshakeReader {
  /** Gives exactly `count` bytes. */
  readBytes(count: number): Promise<Buffer>;
  /** Gives the bytes up to and with `end`, at most `maxBytes` of them. */
  readUntil(end: string, maxBytes: number): Promise<Buffer>;
  /** Puts back what was not used and stops listening. */
  release(): void;
}

/** Starts reading from a connected socket in paused mode. */
export function createHandshakeReader(socket: Duplex): HandshakeReader {
  let buffered = Buffer.alloc(0);
  let ended: Error | undefined;
  let wake: (() => void) | undefined;

  const closed = () =>
    new SendFault('proxyFailed', 'The proxy closed the connection.', { cause: 'ECONNRESET' });
  const onReadable = () => {
    for (let chunk = read(socket); chunk !== undefined; chunk = read(socket))
      buffered = Buffer.concat([buffered, chunk]);
    wake?.();
  };
  const onEnd = () => {
    ended ??= closed();
    wake?.();
  };
  const onError = (fault: Error) => {
    ended ??= fault;
    wake?.();
  };
  socket.on('readable', onReadable);
  socket.on('end', onEnd);
  socket.on('close', onEnd);
  socket.on('error', onError);

  async function take(find: () => number | undefined): Promise<Buffer> {
    for (;;) {
      const count = find();
      if (count !== undefined) {
        const bytes = buffered.subarray(0, count);
        buffered = buffered.subarray(count);
        return bytes;
      }
      if (ended !== undefined) throw ended;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    readBytes: (count) => take(() => (buffered.length >= count ? count : undefined)),
    readUntil: (end, maxBytes) =>
      take(() => {
        const at = buffered.indexOf(end);
        if (at !== -1) return at + end.length;
        if (buffered.length > maxBytes) {
          throw new SendFault('proxyFailed', 'The proxy answered with too many bytes.', {
            cause: 'ERR_PROXY_ANSWER',
          });
        }
        return undefined;
      }),
    release() {
      socket.off('readable', onReadable);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      socket.off('error', onError);
      if (buffered.length > 0) socket.unshift(buffered);
    },
  };
}

function read(socket: Duplex): Buffer | undefined {
  const chunk: unknown = socket.read();
  return Buffer.isBuffer(chunk) ? chunk : undefined;
}
