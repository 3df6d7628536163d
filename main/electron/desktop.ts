import path from 'node:path';
import { app as electronApp, type BrowserWindow, session, type WebContents } from 'electron';
import type { App } from '../app.ts';
import type { Log } from '../log.ts';
import { listRendererFiles } from '../renderer-files.ts';
import { createSwitchableApp } from '../switchable-app.ts';
import { bridgeChannels } from '../../core/bridge.ts';
import { serveAppProtocol } from './app-protocol.ts';
import type { DeepLinkRouter } from './deep-link-router.ts';
import { createElectronHost } from './electron-host.ts';
import { connectIpc } from './ipc.ts';
import { installMenu } from './menu.ts';
import { createWindow, focusWindow, loadWindow } from './window.ts';
import { hardenSession } from './window-hardening.ts';

/** The running desktop app. */
export interface Desktop {
  readonly app: App;
  /** The window, where it is open. */
  window(): BrowserWindow | undefined;
  /** Brings the window to the front, or opens it again (macOS keeps the app without one). */
  show(): Promise<void>;
  close(): Promise<void>;
}

/** Where the bundles are and what the user chose. */
export interface DesktopOptions {
  outPath: string;
  profilePath: string;
  workspacePath: string;
  log: Log;
  /** Where links of the custom scheme arrive. */
  links?: DeepLinkRouter;
}

/** Puts the app together behind its window; call it once Electron is ready. */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const { outPath, profilePath, workspacePath, log, links } = options;
  const { platform } = process;
  const devTools = !electronApp.isPackaged;
  const [host, files] = await Promise.all([
    createElectronHost(outPath, platform, links),
    listRendererFiles(path.join(outPath, 'renderer')),
  ]);
  const app = await createSwitchableApp({
    host,
    version: electronApp.getVersion(),
    profilePath,
    workspacePath,
    log,
  });

  let window: BrowserWindow | undefined;
  const isOurs = (contents: WebContents) => window !== undefined && contents === window.webContents;
  hardenSession(session.defaultSession);
  serveAppProtocol(session.defaultSession, { app, files, log });
  installMenu({ platform, devTools });
  const ipc = connectIpc(app, isOurs);
  const unsubscribe = app.subscribe((event) => {
    if (window !== undefined && !window.isDestroyed()) window.webContents.send(bridgeChannels.event, event);
  });

  async function open(): Promise<void> {
    const opened = createWindow({ preloadPath: path.join(outPath, 'preload', 'preload.cjs'), devTools });
    window = opened;
    opened.once('closed', () => {
      if (window === opened) window = undefined;
    });
    await loadWindow(opened);
  }

  await open();
  return {
    app,
    window: () => window,
    async show() {
      if (window === undefined) await open();
      else focusWindow(window);
    },
    async close() {
      unsubscribe();
      ipc.close();
      await app.close();
    },
  };
}
