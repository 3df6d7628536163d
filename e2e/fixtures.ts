import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, expect, type Page, test as base } from '@playwright/test';
import { findElectron } from '../scripts/electron-binary.mjs';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));
const startLimitMs = 20_000;
const stopLimitMs = 3_000;

/** Which window the specs run in. */
export type DoorKind = 'web' | 'electron';

/** Folders of one test: nothing is shared, everything is removed afterwards. */
export interface Folders {
  /** The parent of the others, for files that a test makes. */
  root: string;
  workspace: string;
  profile: string;
}

/** A running Postern behind the web door. */
export interface WebDoorProcess {
  /** `http://127.0.0.1:PORT/` */
  address: string;
  token: string;
  /** The line that was printed when it was ready. */
  readyLine: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** What one command of the command line gave. */
export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** How a door is started otherwise than usual. */
export interface DoorOptions {
  /** Let Postern open the system's browser. */
  opensBrowser?: boolean;
  env?: Readonly<Record<string, string>>;
}

export interface Options {
  doorKind: DoorKind;
  /** Start the sandbox org too. */
  withSandbox: boolean;
  /** The test shows a hostile page, which the content policy is seen to stop. */
  offendsPolicy: boolean;
}

export interface Fixtures {
  folders: Folders;
  /** Starts a web door on the folders of this test; a second call after `stop` is a restart. */
  startDoor: (args?: readonly string[], options?: DoorOptions) => Promise<WebDoorProcess>;
  /** Runs the command line on the folders of this test. */
  postern: (args: readonly string[], input?: string) => Promise<CommandResult>;
  /** The window, open and ready. */
  page: Page;
}

const environment = { ...process.env, POSTERN_SKIP_BUILD: '1' };

function waitForExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function stopProcess(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await waitForExit(child);
  clearTimeout(timer);
}

/** Starts `npm start -- --web --no-open` without npm and waits for its one line. */
export function startWebDoor(
  folders: Folders,
  args: readonly string[] = [],
  { opensBrowser = false, env = {} }: DoorOptions = {},
): Promise<WebDoorProcess> {
  const script = path.join(projectRoot, 'scripts', 'start.mjs');
  const flags = ['--web', '--workspace', folders.workspace, '--profile', folders.profile, ...args];
  if (!opensBrowser) flags.push('--no-open');
  const child = spawn(process.execPath, [script, ...flags], {
    cwd: folders.root,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    let news = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Postern was not ready in time. ${news}`));
    }, startLimitMs);
    child.stderr.on('data', (chunk: Buffer) => (news += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /^Postern is ready at (http:\/\/127\.0\.0\.1:\d+\/)#token=(\S+)\n/.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      const [line, address = '', token = ''] = match;
      resolve({ address, token, readyLine: line.trim(), process: child, stop: () => stopProcess(child) });
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Postern ended with exit code ${code}. ${news}`));
    });
  });
}

function runPostern(folders: Folders, args: readonly string[], input: string): Promise<CommandResult> {
  const script = path.join(projectRoot, 'scripts', 'postern.mjs');
  const child = spawn(
    process.execPath,
    [script, ...args, '--workspace', folders.workspace, '--profile', folders.profile],
    { cwd: folders.root, env: environment, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    child.stdin.end(input);
  });
}

/** Every error a page reports; a spec that leaves one fails. */
function collectFaults(page: Page, offendsPolicy: boolean): string[] {
  const faults: string[] = [];
  page.on('pageerror', ({ name, message, stack }) => faults.push(`${name}: ${message}\n${stack ?? ''}`));
  page.on('console', (message) => {
    if (!offendsPolicy && /content security policy|trusted(html|script|scripturl|type)/i.test(message.text()))
      faults.push(message.text());
  });
  return faults;
}

/** A window of a test, before anything is shown in it where that can be had. */
interface OpenWindow {
  page: Page;
  /** Shows Postern in it. */
  show(): Promise<unknown>;
  close(): Promise<void>;
}

async function openInBrowser(browser: Browser, door: WebDoorProcess): Promise<OpenWindow> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  return {
    page,
    show: () => page.goto(`${door.address}#token=${door.token}`),
    close: () => context.close(),
  };
}

async function openInElectron(folders: Folders, withSandbox: boolean): Promise<OpenWindow> {
  const executablePath = findElectron();
  if (executablePath === undefined) throw new Error('There is no Electron binary.');
  const app = await _electron.launch({
    executablePath,
    args: [
      projectRoot,
      `--workspace=${folders.workspace}`,
      `--profile=${folders.profile}`,
      ...(withSandbox ? ['--sandbox-org'] : []),
    ],
  });
  return { page: await app.firstWindow(), show: () => Promise.resolve(), close: () => app.close() };
}

/** The test function of all specs. */
export const test = base.extend<Fixtures & Options>({
  doorKind: ['web', { option: true }],
  withSandbox: [false, { option: true }],
  offendsPolicy: [false, { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  folders: async ({}, provide) => {
    const root = await mkdtemp(path.join(tmpdir(), 'postern-e2e-'));
    await provide({ root, workspace: path.join(root, 'workspace'), profile: path.join(root, 'profile') });
    await rm(root, { recursive: true, force: true });
  },

  startDoor: async ({ folders }, provide) => {
    const doors: WebDoorProcess[] = [];
    await provide(async (args, options) => {
      const door = await startWebDoor(folders, args, options);
      doors.push(door);
      return door;
    });
    await Promise.all(doors.map((door) => door.stop()));
  },

  postern: async ({ folders }, provide) => {
    await provide((args, input = '') => runPostern(folders, args, input));
  },

  page: async ({ browser, doorKind, withSandbox, offendsPolicy, folders, startDoor }, provide) => {
    const window =
      doorKind === 'electron'
        ? await openInElectron(folders, withSandbox)
        : await openInBrowser(browser, await startDoor(withSandbox ? ['--sandbox'] : []));
    const faults = collectFaults(window.page, offendsPolicy);
    await window.show();
    await provide(window.page);
    await window.close();
    expect(faults).toEqual([]);
  },
});

export { expect };
