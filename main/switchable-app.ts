import type { BridgeEvent } from '../core/bridge.ts';
import { createListeners } from './listeners.ts';
import { type App, type AppOptions, createApp } from './app.ts';

/** How long calls of the workspace before may still end by themselves, in milliseconds. */
const graceMs = 300;

/**
 * An app that can open another workspace while it runs: a new app takes the place of the old one behind the same door,
 * which reads `dispatcher`, `bodies` and `uploads` anew for every call. The windows hear of it and start anew.
 *
 * @throws AppError ERR_WORKSPACE_WRITE_FAILED where the profile folder cannot be made
 */
export async function createSwitchableApp(
  options: Omit<AppOptions, 'switchWorkspace' | 'listeners'>,
): Promise<App> {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const emit = (event: BridgeEvent) => {
    for (const listener of listeners) listener(event);
  };
  const sockets = createListeners();
  const closing = new Set<Promise<void>>();
  let stopHearing = () => {};
  let current = await start(options.workspacePath);

  async function start(workspacePath: string): Promise<App> {
    const app = await createApp({ ...options, workspacePath, switchWorkspace, listeners: sockets });
    stopHearing = app.subscribe(emit);
    return app;
  }

  async function switchWorkspace(workspacePath: string): Promise<void> {
    const before = current;
    const stopBefore = stopHearing;
    current = await start(workspacePath);
    stopBefore();
    emit({ name: 'workspace.opened', payload: current.workspace });
    // The call that asked for it is one of the old app's; closing cancels what is under way.
    const closed = new Promise<void>((resolve) => {
      setTimeout(() => void before.close().then(resolve, resolve), graceMs);
    });
    closing.add(closed);
    void closed.then(() => closing.delete(closed));
  }

  return {
    get dispatcher() {
      return current.dispatcher;
    },
    get bodies() {
      return current.bodies;
    },
    get uploads() {
      return current.uploads;
    },
    get workspace() {
      return current.workspace;
    },
    listeners: sockets,
    requestServiceToken: (request, signal) => current.requestServiceToken(request, signal),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopHearing();
      await Promise.all([...closing, current.close()]);
      listeners.clear();
    },
  };
}
