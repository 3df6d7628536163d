import { BrowserWindow } from 'electron';
import { appOrigin } from './app-protocol.ts';

const restartLimit = 3;
const restartWindowMs = 60_000;

/** Opens the app's window. The renderer gets no Node, its own world, the operating system's sandbox. */
export function createWindow(options: { preloadPath: string; devTools: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Postern',
    width: 1_440,
    height: 900,
    minWidth: 900,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  reviveRenderer(window);
  return window;
}

/** Loads the window again when its renderer dies, but not for ever. Drafts are kept on the Node side. */
function reviveRenderer(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < restartWindowMs), now];
    if (deaths.length <= restartLimit) window.webContents.reload();
  });
}

/** Shows the bundle in the window. */
export function loadWindow(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${appOrigin}/index.html`);
}

/** Brings a window to the front, also when it is minimised. */
export function focusWindow(window: BrowserWindow | undefined): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
