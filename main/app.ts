import type { TokenSet } from '../core/auth/oauth2/token-set.ts';
import type { BridgeEvent } from '../core/bridge.ts';
import type { AppContext } from './app-context.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import { handlers } from './handlers.ts';
import type { Host } from './host.ts';
import { createHttpClient } from './http/http-client.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { LeftSends } from './left-sends.ts';
import { createLog, type Log } from './log.ts';
import { createOAuthRuntime } from './oauth/oauth-runtime.ts';
import { type ServiceTokenRequest, requestServiceToken } from './oauth/service-token.ts';
import { createScriptProcess } from './scripts/script-process.ts';
import { createSandboxProcess } from './services/sandbox-process.ts';
import { ValueSources } from './sources/value-sources.ts';
import type { BodyStore } from './storage/body-store.ts';
import { createStorage } from './storage/create-storage.ts';
import { createRecentWorkspaces } from './storage/recent-workspaces.ts';
import { createSnapshotStore } from './storage/snapshot-store.ts';
import type { UploadStore } from './storage/upload-store.ts';
import { UndoLog } from './storage/workspace/undo-log.ts';

/** A running Postern as its front doors see it. */
export interface App {
  readonly dispatcher: Dispatcher;
  /** Response bodies and exports, by `bodyId`. */
  readonly bodies: BodyStore;
  readonly uploads: UploadStore;
  readonly workspace: { name: string; path: string };
  /** Where a door notes what it listens at. */
  readonly listeners: Listeners;
  /** Gets a token for a service; neither key nor token is kept. */
  requestServiceToken(request: ServiceTokenRequest, signal: AbortSignal): Promise<TokenSet>;
  /** Hears every event for the windows; the returned function ends that. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Cancels what is under way, ends the sandbox org and writes what is pending. */
  close(): Promise<void>;
}

/** The part of it that a window uses. */
export type WindowApp = Pick<App, 'dispatcher' | 'bodies' | 'uploads' | 'subscribe'>;

/** What a front door brings. */
export interface AppOptions {
  host: Host;
  version: string;
  profilePath: string;
  workspacePath: string;
  /** See `createSwitchableApp`. */
  switchWorkspace?: (path: string) => Promise<void>;
  /** Shared by the apps that follow each other behind one door. */
  listeners?: Listeners;
  log?: Log;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/**
 * Builds the long-lived objects of one Postern and the only way in to them.
 *
 * @throws AppError ERR_WORKSPACE_WRITE_FAILED where the profile folder cannot be made
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { host, version, profilePath, workspacePath, log = createLog(), now = Date.now } = options;
  const listeners = new Set<(event: BridgeEvent) => void>();
  const emit: AppContext['emit'] = (name, payload) => {
    for (const listener of listeners) listener({ name, payload });
  };
  const storage = await createStorage({ profilePath, workspacePath, host, emit, now, log });
  const { close: closeStorage, ...stores } = storage;
  const { bodies, cookies, settings, uploads, certificates } = stores;
  const http = createHttpClient({ bodies, cookies, settings, certificates, now });
  const sandbox = createSandboxProcess(
    () => host.fork('sandbox-org', []),
    (state) => emit('sandbox.changed', state),
  );
  const scripts = createScriptProcess(() => host.fork('script-runner', []));
  const valueSources = new ValueSources({ now, onChange: (scope) => emit('value.changed', { scope }) });
  const { listeners: sockets = createListeners(), switchWorkspace } = options;
  const recentWorkspaces = createRecentWorkspaces(profilePath, { log, now });
  if (switchWorkspace !== undefined) {
    await recentWorkspaces
      .note(workspacePath)
      .catch((fault: unknown) => log.error('the list of workspaces could not be written', fault));
  }
  const snapshots = createSnapshotStore({
    profilePath,
    workspacePath: stores.workspace.path,
    version,
    settings: () => settings.read().snapshots,
    now,
    log,
  });
  const parts = {
    ...stores,
    snapshots,
    scripts,
    valueSources,
    oauth: createOAuthRuntime(sockets),
    undoLog: new UndoLog(),
    listeners: sockets,
    recentWorkspaces,
    switchWorkspace,
  };
  const isHeard = () => listeners.size > 0;
  const context: AppContext = {
    version,
    host,
    profilePath,
    ...parts,
    http,
    sandbox,
    leftSends: new LeftSends(),
    log,
    now,
    emit,
    isHeard,
  };
  const dispatcher = createDispatcher(context, handlers);
  return {
    dispatcher,
    bodies,
    uploads,
    workspace: { name: stores.workspace.name, path: stores.workspace.path },
    listeners: sockets,
    requestServiceToken: (request, signal) => requestServiceToken(context, request, signal),
    subscribe(listener) {
      // A terminal does one thing and ends; where there is a window, there is work to be kept.
      snapshots.start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      dispatcher.cancelAll();
      sandbox.close();
      scripts.close();
      valueSources.close();
      await snapshots.close();
      await http.close();
      await closeStorage();
      listeners.clear();
    },
  };
}
