/**
 * A small Electron for tests: the parts that Postern uses, with Electron's own types, so that it cannot drift from the real
 * one. It records what it was told and lets a test play the operating system and the window.
 */
import { EventEmitter } from 'node:events';
import type electron from 'electron';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** One frame of a window. */
export interface FakeFrame {
  url: string;
}

/** A window's contents: what it was told, and the pipe towards it. */
export class FakeWebContents extends EventEmitter {
  mainFrame: FakeFrame = { url: 'about:blank' };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly sent: { channel: string; args: unknown[] }[] = [];
  reloads = 0;

  getURL(): string {
    return this.mainFrame.url;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    const cloned = structuredClone(args);
    this.sent.push({ channel, args: cloned });
    this.emit('fake-sent', channel, ...cloned);
  }
  reload(): void {
    this.reloads += 1;
  }
}

/** A window: its options are what a test looks at. */
export class FakeBrowserWindow extends EventEmitter {
  static readonly all: FakeBrowserWindow[] = [];
  static getFocusedWindow(): FakeBrowserWindow | null {
    return FakeBrowserWindow.all.at(-1) ?? null;
  }
  readonly options: electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  shown = 0;
  focused = 0;
  minimized = false;

  constructor(options: electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    FakeBrowserWindow.all.push(this);
    fakeApp.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame = { url };
    this.emit('ready-to-show');
  }
  show(): void {
    this.shown += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  isDestroyed(): boolean {
    return !FakeBrowserWindow.all.includes(this);
  }
  /** The user closes it. */
  close(): void {
    FakeBrowserWindow.all.splice(FakeBrowserWindow.all.indexOf(this), 1);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (FakeBrowserWindow.all.length === 0) fakeApp.emit('window-all-closed');
  }
}

class FakeApp extends EventEmitter {
  readonly isPackaged: boolean = false;
  readonly paths = new Map<string, string>();
  /** Names of other programs, by the scheme whose links they take. */
  readonly otherApps = new Map<string, string>();
  readonly protocolClients: { scheme: string; path?: string | undefined; args?: string[] | undefined }[] = [];
  appPath = '';
  hasLock = true;
  sandboxed = false;
  quits = 0;
  exitCode: number | undefined;

  setPath(name: string, value: string): void {
    this.paths.set(name, value);
  }
  getAppPath(): string {
    return this.appPath;
  }
  getVersion(): string {
    return '0.0.0-test';
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean {
    this.protocolClients.push({ scheme, path, args });
    return true;
  }
  removeAsDefaultProtocolClient(scheme: string): boolean {
    const at = this.protocolClients.findIndex((client) => client.scheme === scheme);
    if (at !== -1) this.protocolClients.splice(at, 1);
    return at !== -1;
  }
  getApplicationNameForProtocol(url: string): string {
    return this.otherApps.get(url.split(':')[0] ?? '') ?? '';
  }
  async whenReady(): Promise<void> {
    // The real one is never ready before the main script ran to its end.
    await new Promise((resolve) => setImmediate(resolve));
  }
  quit(): void {
    this.quits += 1;
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(code?: number): void {
    this.exitCode = code ?? 0;
  }
}

const fakeApp = new FakeApp();

/** The session: what it was hardened with, and the handler of `app://`. */
class FakeSession {
  permissionRequest: Parameters<electron.Session['setPermissionRequestHandler']>[0] = null;
  permissionCheck: Parameters<electron.Session['setPermissionCheckHandler']>[0] = null;
  devicePermission: Parameters<electron.Session['setDevicePermissionHandler']>[0] = null;
  beforeRequest:
    ((details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void) | undefined;
  spellChecker = true;
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      this.handlers.set(scheme, handler);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (listener: FakeSession['beforeRequest']) => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: FakeSession['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: FakeSession['permissionCheck']): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: FakeSession['devicePermission']): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

const fakeSession = new FakeSession();

class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    this.handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
  /** A frame invokes a channel; both directions are copied as the real pipe does. */
  async invoke(
    sender: FakeWebContents,
    frame: FakeFrame | null,
    channel: string,
    ...args: unknown[]
  ): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler({ sender, senderFrame: frame }, ...structuredClone(args)));
  }
  /** A frame sends a message. */
  deliver(sender: FakeWebContents, frame: FakeFrame | null, channel: string, ...args: unknown[]): void {
    this.emit(channel, { sender, senderFrame: frame }, ...structuredClone(args));
  }
}

const fakeIpcMain = new FakeIpcMain();

/** The pipe's other end, in the preload of the window that a test put in front. */
class FakeIpcRenderer extends EventEmitter {
  contents: FakeWebContents | undefined;

  /** Connects it to a window, whose messages it then hears. */
  attach(contents: FakeWebContents): void {
    this.contents = contents;
    contents.on('fake-sent', (channel: string, ...args: unknown[]) => this.emit(channel, {}, ...args));
  }
  #sender(): FakeWebContents {
    if (this.contents === undefined) throw new Error('The preload belongs to no window.');
    return this.contents;
  }
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const sender = this.#sender();
    return fakeIpcMain.invoke(sender, sender.mainFrame, channel, ...args);
  }
  send(channel: string, ...args: unknown[]): void {
    const sender = this.#sender();
    fakeIpcMain.deliver(sender, sender.mainFrame, channel, ...args);
  }
}

const fakeIpcRenderer = new FakeIpcRenderer();

/** What the fake was told and what it answers; reset between tests. */
export const fakes = {
  app: fakeApp,
  session: fakeSession,
  ipcMain: fakeIpcMain,
  ipcRenderer: fakeIpcRenderer,
  /** What the preload put into the window. */
  exposed: new Map<string, unknown>(),
  windows: FakeBrowserWindow.all,
  schemes: [] as electron.CustomScheme[],
  opened: [] as string[],
  messages: [] as electron.MessageBoxOptions[],
  errors: [] as string[],
  /** The button that the user will press. */
  nextButton: 0,
  /** What the user will pick; null cancels. */
  nextPaths: null as string[] | null,
  openDialogs: [] as electron.OpenDialogOptions[],
  menu: [] as electron.MenuItemConstructorOptions[],
  keychain: {
    available: true,
    backend: 'gnome_libsecret' as ReturnType<electron.SafeStorage['getSelectedStorageBackend']>,
  },
};

const flip = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

function lastArgument<T>(args: unknown[]): T {
  return args.at(-1) as T;
}

/** The module `electron` as the main process imports it. */
export const fakeElectron = {
  app: fakeApp,
  BrowserWindow: FakeBrowserWindow,
  ipcMain: fakeIpcMain,
  ipcRenderer: fakeIpcRenderer,
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => void fakes.exposed.set(name, api),
  },
  session: { defaultSession: fakeSession },
  protocol: {
    registerSchemesAsPrivileged: (schemes: electron.CustomScheme[]) => void fakes.schemes.push(...schemes),
  },
  shell: {
    openExternal: async (url: string) => void fakes.opened.push(url),
  },
  dialog: {
    async showOpenDialog(...args: unknown[]) {
      fakes.openDialogs.push(lastArgument(args));
      return { canceled: fakes.nextPaths === null, filePaths: fakes.nextPaths ?? [] };
    },
    async showMessageBox(...args: unknown[]) {
      fakes.messages.push(lastArgument(args));
      return { response: fakes.nextButton, checkboxChecked: false };
    },
    showErrorBox: (_title: string, content: string) => void fakes.errors.push(content),
  },
  safeStorage: {
    isAsyncEncryptionAvailable: async () => fakes.keychain.available,
    getSelectedStorageBackend: () => fakes.keychain.backend,
    encryptStringAsync: async (text: string) => flip(Buffer.from(text)),
    decryptStringAsync: async (bytes: Buffer) => ({ result: flip(bytes).toString(), shouldReEncrypt: false }),
  },
  Menu: {
    buildFromTemplate(template: electron.MenuItemConstructorOptions[]) {
      fakes.menu = template;
      return {};
    },
    setApplicationMenu: () => undefined,
  },
  utilityProcess: {
    fork: () => {
      throw new Error('The fake starts no utility process.');
    },
  },
} satisfies Record<FakedName, unknown>;

/** Names that exist in the real module: one that Electron drops fails the type check here. */
type FakedName = Extract<
  keyof typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'ipcMain'
  | 'ipcRenderer'
  | 'contextBridge'
  | 'session'
  | 'protocol'
  | 'shell'
  | 'dialog'
  | 'safeStorage'
  | 'Menu'
  | 'utilityProcess'
>;

/** The methods of a fake that the real thing does not have, or that do not take what the real ones take. */
type Misfits<Fake, Real> = {
  [K in keyof Fake]: K extends keyof Real
    ? Real[K] extends (...args: infer A) => unknown
      ? Fake[K] extends (...args: A) => unknown
        ? never
        : K
      : K
    : K;
}[keyof Fake];

type AppMethods =
  | 'setPath'
  | 'getAppPath'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'getApplicationNameForProtocol'
  | 'whenReady'
  | 'quit'
  | 'exit';
type WindowMethods = 'loadURL' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'isDestroyed' | 'close';
type SessionMethods =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled';

/** Fails to compile when a fake no longer fits Electron's types, and names the method. */
interface Fits {
  app: Misfits<Pick<FakeApp, AppMethods>, electron.App>;
  window: Misfits<Pick<FakeBrowserWindow, WindowMethods>, electron.BrowserWindow>;
  contents: Misfits<Pick<FakeWebContents, 'getURL' | 'send' | 'reload'>, electron.WebContents>;
  session: Misfits<Pick<FakeSession, SessionMethods>, electron.Session>;
  ipcRenderer: Misfits<Pick<FakeIpcRenderer, 'invoke' | 'send'>, electron.IpcRenderer>;
  contextBridge: Misfits<typeof fakeElectron.contextBridge, electron.ContextBridge>;
  ipcMain: Misfits<Pick<FakeIpcMain, 'removeHandler'>, electron.IpcMain>;
  shell: Misfits<typeof fakeElectron.shell, electron.Shell>;
  safeStorage: Misfits<typeof fakeElectron.safeStorage, electron.SafeStorage>;
}
export const fits: [Fits[keyof Fits]] extends [never] ? true : Fits[keyof Fits] = true;

/** Forgets everything, for the next test. */
export function resetFakes(): void {
  for (const emitter of [fakeApp, fakeIpcMain, fakeIpcRenderer]) emitter.removeAllListeners();
  fakeApp.paths.clear();
  fakeApp.protocolClients.length = 0;
  fakeApp.otherApps.clear();
  Object.assign(fakeApp, { hasLock: true, sandboxed: false, quits: 0, exitCode: undefined });
  fakeIpcMain.handlers.clear();
  fakeSession.handlers.clear();
  fakes.exposed.clear();
  FakeBrowserWindow.all.length = 0;
  Object.assign(fakeSession, { permissionRequest: null, permissionCheck: null, devicePermission: null });
  Object.assign(fakes, { nextButton: 0, nextPaths: null, menu: [] });
  for (const list of [fakes.schemes, fakes.opened, fakes.messages, fakes.errors, fakes.openDialogs])
    list.length = 0;
}
