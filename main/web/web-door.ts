import type { WindowApp } from '../app.ts';
import type { Listeners } from '../listeners.ts';
import type { Log } from '../log.ts';
import { listRendererFiles } from '../renderer-files.ts';
import { createAccess } from './access.ts';
import { createEventClients } from './event-clients.ts';
import { ownHosts } from './guard.ts';
import { listenOnLoopback } from './listen.ts';
import { createRoutes } from './routes.ts';

/** The web door while it is open. */
export interface WebDoor {
  readonly port: number;
  /** Gives the whole app to whoever has it. Handed over in a fragment only. */
  readonly token: string;
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  /** A code for one browser start, to be put in the fragment instead of the token: process lists are public. */
  issueCode(): string;
  close(): Promise<void>;
}

/**
 * Serves the window and the app's operations on loopback: the same renderer, for a normal browser.
 *
 * @throws AppError ERR_DOOR_PORT_TAKEN
 */
export async function openWebDoor(options: {
  app: WindowApp;
  /** Folder of the built window. */
  rendererPath: string;
  /** Absent: a free one. */
  port?: number | undefined;
  /** Where the open sockets are noted. */
  sockets?: Listeners;
  log: Log;
  /** Milliseconds since the epoch. */
  now?: () => number;
}): Promise<WebDoor> {
  const { app, log } = options;
  const files = await listRendererFiles(options.rendererPath);
  // Kept in memory, so that a build in the meantime does not take a late chunk away from an open tab.
  for (const file of files.values()) file.read().catch(() => undefined);
  const access = createAccess(options.now ?? Date.now);
  const clients = createEventClients();
  let hosts: readonly string[] = [];
  const listener = createRoutes({ app, files, access, clients, hosts: () => hosts, log });
  const listeners = await listenOnLoopback(listener, options.port);
  hosts = ownHosts(listeners.port);
  const forgets = listeners.servers.map((server) => {
    const bound = server.address();
    const address = bound !== null && typeof bound === 'object' ? bound.address : '';
    return options.sockets?.add({ purpose: 'webDoor', address, port: listeners.port });
  });
  const unsubscribe = app.subscribe((event) => clients.send(event));
  return {
    port: listeners.port,
    token: access.token,
    address: `http://127.0.0.1:${listeners.port}/`,
    issueCode: () => access.issueCode(),
    async close() {
      unsubscribe();
      for (const forget of forgets) forget?.();
      clients.close();
      await listeners.close();
    },
  };
}
