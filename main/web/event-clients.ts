import type { ServerResponse } from 'node:http';
import type { BridgeEvent } from '../../core/bridge.ts';

/** A tab that does not read is let go before it fills the memory; it comes back and reads everything again. */
const unreadLimitBytes = 32 * 1024 * 1024;
const heartbeatMs = 15_000;

/** The tabs that listen for events. */
export interface EventClients {
  add(response: ServerResponse): void;
  send(event: BridgeEvent): void;
  close(): void;
}

/** Makes the list of listening tabs; each gets every event as one `data:` line. */
export function createEventClients(): EventClients {
  const clients = new Set<ServerResponse>();
  const write = (client: ServerResponse, text: string) => {
    if (client.writableLength > unreadLimitBytes) client.destroy();
    else client.write(text);
  };
  // Tells a tab whose network went to sleep that the stream is alive, and us that the tab is gone.
  const heartbeat = setInterval(() => {
    for (const client of clients) write(client, ': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();
  return {
    add(response) {
      clients.add(response);
      response.once('close', () => clients.delete(response));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': ready\n\n');
    },
    send(event) {
      const text = `data: ${JSON.stringify(event)}\n\n`;
      for (const client of clients) write(client, text);
    },
    close() {
      clearInterval(heartbeat);
      for (const client of clients) client.end();
      clients.clear();
    },
  };
}
