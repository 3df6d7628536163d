import path from 'node:path';
import { isAppError } from '../../core/errors.ts';
import { choosePaths } from '../choose-paths.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { createSwitchableApp } from '../switchable-app.ts';
import { openWithSystem } from '../open-link.ts';
import { openWebDoor } from './web-door.ts';

/** How the web door is started. */
export interface WebDoorOptions {
  version: string;
  /** Folder of all bundles (`out`). */
  outPath: string;
  /** Where relative folders start. */
  cwd: string;
  workspace?: string | undefined;
  profile?: string | undefined;
  port?: number | undefined;
  /** Open the system's browser. */
  open: boolean;
  /** Start the sandbox org too. */
  sandbox: boolean;
}

/** A door that hangs is left behind after this time, so that everything is gone within a second. */
const closeLimitMs = 800;

/** Resolves on the first of Ctrl+C, SIGTERM and the end of the terminal. */
function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/**
 * Runs Postern behind the web door until it is told to stop. Prints one line on standard output when it is ready; all else
 * goes to standard error. Gives the exit code.
 */
export async function runWebDoor(options: WebDoorOptions): Promise<number> {
  const log = createLog();
  const stop = waitForStop();
  const paths = choosePaths(options, options.cwd);
  const host = createNodeHost('web', options.outPath);
  try {
    const app = await createSwitchableApp({ host, version: options.version, ...paths, log });
    const door = await openWebDoor({
      app,
      sockets: app.listeners,
      rendererPath: path.join(options.outPath, 'renderer'),
      port: options.port,
      log,
    });
    if (options.sandbox) {
      const reply = await app.dispatcher.call('start', 'sandbox.start', {});
      if (!reply.ok) log.info(reply.error.message);
    }
    process.stdout.write(`Postern is ready at ${door.address}#token=${door.token}\n`);
    if (options.open) {
      // A one-time code: everybody on this machine can read the arguments of the browser's process.
      await openWithSystem(`${door.address}#code=${door.issueCode()}`).catch((fault: unknown) => {
        log.info(`${fault instanceof Error ? fault.message : String(fault)} Open the address above.`);
      });
    }
    await stop;
    setTimeout(() => process.exit(0), closeLimitMs).unref();
    await Promise.all([door.close(), app.close()]);
    return 0;
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    process.stderr.write(`${fault.code}: ${fault.message}\n`);
    return 1;
  }
}
