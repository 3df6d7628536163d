/** The desktop app from its first line, on the fake Electron. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { FakeBrowserWindow, fakeElectron, fakes, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { runDesktop } = await import('./run-desktop.ts');

const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
const link = 'app.postern:/oauth/callback?code=a&state=b';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let root: string;
let written: string[];

beforeAll(async () => {
  await build({ only: ['renderer'], quiet: true });
});

beforeEach(async () => {
  resetFakes();
  root = await mkdtemp(path.join(tmpdir(), 'postern-desktop-'));
  fakes.app.appPath = projectRoot;
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  if (fakes.app.hasLock && fakes.app.exitCode === undefined) await quit();
  for (const signal of signals) process.removeAllListeners(signal);
  await rm(root, { recursive: true, force: true });
});

/** Runs the app as Electron would. */
function start(...args: string[]): void {
  const folders = [`--profile=${path.join(root, 'profile')}`, `--workspace=${path.join(root, 'workspace')}`];
  runDesktop(['/opt/electron', projectRoot, ...folders, ...args]);
}

const untilReady = () => expect.poll(() => written).toContain('Postern is ready.\n');

async function quit(): Promise<boolean> {
  const event = { prevented: false, preventDefault: () => (event.prevented = true) };
  fakes.app.emit('before-quit', event);
  await expect.poll(() => fakes.app.exitCode).toBe(0);
  return event.prevented;
}

const onlyWindow = () => {
  const [window, ...more] = fakes.windows;
  if (window === undefined || more.length > 0) throw new Error(`There are ${fakes.windows.length} windows.`);
  return window;
};

describe('the start', () => {
  it('opens one sandboxed window on our own scheme', async () => {
    start();
    await untilReady();
    const { options, webContents, shown } = onlyWindow();
    expect(webContents.getURL()).toBe('app://postern/index.html');
    expect(shown).toBe(1);
    expect(options.show).toBe(false);
    expect(options.webPreferences).toEqual({
      preload: path.join(projectRoot, 'out', 'preload', 'preload.cjs'),
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
      devTools: true,
    });
    expect(fakes.app.sandboxed).toBe(true);
    expect(fakes.schemes.map(({ scheme }) => scheme)).toEqual(['app']);
    expect(fakes.session.handlers.has('app')).toBe(true);
    expect(fakes.session.permissionRequest).not.toBeNull();
    expect(fakes.session.permissionCheck).not.toBeNull();
    expect(webContents.windowOpenHandler).toBeDefined();
  });

  it('keeps what Chromium writes inside the profile', async () => {
    start();
    await untilReady();
    expect(fakes.app.paths.get('userData')).toBe(path.join(root, 'profile', 'window'));
  });

  it('makes the custom scheme lead here', async () => {
    start();
    await untilReady();
    expect(fakes.app.protocolClients).toEqual([
      { scheme: 'app.postern', path: process.execPath, args: [projectRoot] },
    ]);
  });

  it('says so and stops when it fails', async () => {
    fakes.app.appPath = path.join(root, 'nothing');
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    start();
    await expect.poll(() => fakes.app.exitCode).toBe(1);
    expect(fakes.errors).toHaveLength(1);
    expect(fakes.windows).toHaveLength(0);
  });
});

describe('a second start', () => {
  it('does nothing itself', () => {
    fakes.app.hasLock = false;
    start(link);
    expect(written).toEqual(['Postern is open already.\n']);
    expect(fakes.app.quits).toBe(1);
    expect(fakes.windows).toHaveLength(0);
    expect(fakes.schemes).toEqual([]);
  });

  it('brings the window of the first one to the front', async () => {
    start();
    await untilReady();
    onlyWindow().minimized = true;
    fakes.app.emit('second-instance', {}, ['/opt/postern']);
    await expect.poll(() => onlyWindow().focused).toBe(1);
    expect(onlyWindow().minimized).toBe(false);
    expect(fakes.messages).toEqual([]);
  });

  it('brings its link along', async () => {
    start();
    await untilReady();
    fakes.app.emit('second-instance', {}, ['/opt/postern', link]);
    await expect
      .poll(() => fakes.messages.map(({ message }) => message))
      .toEqual(['This sign-in has expired']);
  });

  it('cannot change anything by its arguments', async () => {
    start();
    await untilReady();
    for (const args of [
      ['app.postern:/other?x=1'],
      [link, link],
      ['--profile=/elsewhere', '--inspect', 'https://evil.test'],
      ['app.postern://oauth/callback?code=a'],
    ]) {
      fakes.app.emit('second-instance', {}, ['/opt/postern', ...args]);
    }
    expect(fakes.messages).toEqual([]);
    expect(fakes.opened).toEqual([]);
    expect(fakes.windows).toHaveLength(1);
  });
});

describe('a link of the custom scheme', () => {
  const open = (address: string) => {
    const preventDefault = vi.fn<() => void>();
    fakes.app.emit('open-url', { preventDefault }, address);
    expect(preventDefault).toHaveBeenCalledOnce();
  };

  it('is told to have expired when nothing waits for it', async () => {
    start();
    await untilReady();
    open(link);
    await expect.poll(() => fakes.messages).toHaveLength(1);
    expect(JSON.stringify(fakes.messages)).not.toContain('code=a');
  });

  it('is ignored in any other form', async () => {
    start();
    await untilReady();
    for (const address of ['app.postern:/x', 'https://evil.test/', '', `${link}#x`]) open(address);
    expect(fakes.messages).toEqual([]);
  });

  it('waits for the window when it comes before it', async () => {
    start();
    open(link);
    expect(fakes.messages).toEqual([]);
    await untilReady();
    await expect.poll(() => fakes.messages).toHaveLength(1);
  });

  it('is taken from the command line of the first start', async () => {
    start(link);
    await untilReady();
    await expect.poll(() => fakes.messages).toHaveLength(1);
  });
});

describe('the window', () => {
  it('comes back when its renderer dies, but not for ever', async () => {
    start();
    await untilReady();
    const { webContents } = onlyWindow();
    for (let deaths = 0; deaths < 10; deaths += 1) {
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    }
    expect(webContents.reloads).toBe(3);
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(webContents.reloads).toBe(3);
  });

  it('ends the app when it is closed', async () => {
    start();
    await untilReady();
    onlyWindow().close();
    expect(fakes.app.quits).toBe(process.platform === 'darwin' ? 0 : 1);
    await expect.poll(() => fakes.app.exitCode).toBe(process.platform === 'darwin' ? undefined : 0);
  });

  it('is opened again when there is none', async () => {
    start();
    await untilReady();
    // As on macOS, where the app stays without a window.
    fakes.app.removeAllListeners('window-all-closed');
    onlyWindow().close();
    fakes.app.emit('activate');
    await expect.poll(() => fakes.windows.length).toBe(1);
    expect(onlyWindow()).toBeInstanceOf(FakeBrowserWindow);
  });
});

describe('the end', () => {
  it('waits until everything is written', async () => {
    start();
    await untilReady();
    expect(await quit()).toBe(true);
    expect(fakes.ipcMain.handlers.size).toBe(0);
  });

  it.each(signals)('comes with %s', async (signal) => {
    start();
    await untilReady();
    process.emit(signal);
    expect(fakes.app.quits).toBe(1);
  });
});

describe('the menu', () => {
  it('leaves the keys of the window alone', async () => {
    start();
    await untilReady();
    const flat = JSON.stringify(fakes.menu);
    expect(flat).toContain('"role":"close","accelerator":"CommandOrControl+Shift+W"');
    expect(flat).not.toContain('"role":"reload"');
  });
});
