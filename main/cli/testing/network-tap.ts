import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Everything this process connects to, or looks up. */
export interface NetworkTap {
  /** Places such as `127.0.0.1:8080`, and names that were looked up, each once. */
  seen(): string[];
  stop(): void;
}

/** Notes each socket that is opened from here on, whoever opens it. */
export function startNetworkTap(): NetworkTap {
  const seen = new Set<string>();
  const note = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('lookup', (_fault, _address, _family, host) => void seen.add(host));
    socket.on('connectionAttempt', (address: string, port: number) => void seen.add(`${address}:${port}`));
  };
  subscribe('net.client.socket', note);
  return {
    seen: () => [...seen].toSorted(),
    stop: () => void unsubscribe('net.client.socket', note),
  };
}
