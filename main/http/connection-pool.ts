import { TLSSocket } from 'node:tls';
import { type ConnectPlan, type OpenSocket, openConnection } from './connector.ts';
import { createHttp1Connection } from './http1-connection.ts';
import { createHttp2Connection } from './http2-connection.ts';
import type { Stop } from './stop.ts';
import type { WireConnection } from './wire-exchange.ts';

/** A connection lent to one exchange. */
export interface LentConnection {
  connection: WireConnection;
  /** How it came about; of a kept one the address and the TLS facts still hold. */
  opened: OpenSocket;
  isReused: boolean;
  /** Gives it back: kept for the next request where it still can be used. */
  release(): void;
}

/** Connections that wait for their next request, by everything that decides who may use them. */
export interface ConnectionPool {
  /** Gives a kept connection, or `undefined` where none waits. */
  takeKept(plan: ConnectPlan): LentConnection | undefined;
  /** Opens a new one. @throws SendFault and system errors; see `toFailure` */
  open(plan: ConnectPlan, timeoutMs: number, stop: Stop): Promise<LentConnection>;
  /** Ends all of them, lent ones too. */
  close(): void;
}

const maxIdle = 32;

interface KeptConnection {
  key: string;
  connection: WireConnection;
  opened: OpenSocket;
}

/** Makes an empty pool. */
export function createConnectionPool(): ConnectionPool {
  /** Oldest first. */
  const idle: KeptConnection[] = [];
  const all = new Set<WireConnection>();

  function forget(kept: KeptConnection): void {
    all.delete(kept.connection);
    const at = idle.indexOf(kept);
    if (at !== -1) idle.splice(at, 1);
  }

  function lend(kept: KeptConnection, isReused: boolean): LentConnection {
    return {
      connection: kept.connection,
      opened: kept.opened,
      isReused,
      release() {
        if (kept.connection.closed) {
          // A session that only finishes what it has would stay open.
          kept.connection.destroy(new Error('The connection takes no more requests.'));
          return;
        }
        idle.push(kept);
        if (idle.length > maxIdle) idle.shift()?.connection.destroy(new Error('The pool is full.'));
      },
    };
  }

  function takeIdle(key: string): KeptConnection | undefined {
    for (;;) {
      const at = idle.findLastIndex((kept) => kept.key === key);
      if (at === -1) return undefined;
      const [kept] = idle.splice(at, 1);
      if (kept !== undefined && !kept.connection.closed) return kept;
    }
  }

  return {
    takeKept(plan) {
      const kept = takeIdle(keyOf(plan));
      return kept === undefined ? undefined : lend(kept, true);
    },
    async open(plan, timeoutMs, stop) {
      const opened = await openConnection(plan, timeoutMs, stop);
      const { socket, isHttp2, viaHttpProxy } = opened;
      const connection =
        isHttp2 && socket instanceof TLSSocket
          ? createHttp2Connection(socket)
          : createHttp1Connection(socket, viaHttpProxy);
      const kept = { key: keyOf(plan), connection, opened };
      all.add(connection);
      connection.onClose(() => forget(kept));
      return lend(kept, false);
    },
    close() {
      for (const connection of all) connection.destroy(new Error('Postern is closing.'));
      idle.length = 0;
      all.clear();
    },
  };
}

/** Two requests share a connection only if nothing about it would differ, credentials of the proxy included. */
function keyOf({ target, route, tls, proxyTls, alpn }: ConnectPlan): string {
  if (route === undefined)
    return `${target.protocol}//${target.hostname} ${target.port} ${tls?.key ?? ''} ${alpn.join()}`;
  const proxy = [route.protocol, route.hostname, route.port, route.username, route.password];
  // Plain HTTP through an HTTP proxy goes to the proxy whatever the target.
  const isForwarded = route.protocol !== 'socks5:' && target.protocol === 'http:';
  const destination = isForwarded ? [] : [target.protocol, target.hostname, target.port];
  return JSON.stringify([destination, proxy, tls?.key, proxyTls?.key, alpn]);
}
