/** Finds the Electron binary, or fetches it once; says why not where that cannot be. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { projectRoot } from './project-root.mjs';
import { say } from './stage-log.mjs';

const packagePath = path.join(projectRoot, 'node_modules', 'electron');
const givenUpPath = path.join(projectRoot, 'out', '.stamps', 'electron-unreachable.json');
/** A download that brings no byte for this long is given up. */
const silenceLimitMs = 12_000;
const downloadLimitMs = 15 * 60_000;

/** Why a window of the desktop app cannot be shown on this machine at all; undefined where it can. */
export function whyNoDesktop({
  platform = process.platform,
  env = process.env,
  uid = process.getuid?.(),
} = {}) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (uid === 0) return 'Electron does not run as root';
  return undefined;
}

/** The binary that the package unpacked earlier; the file `path.txt` is the package's own record of it. */
export function findElectron() {
  const record = path.join(packagePath, 'path.txt');
  if (!existsSync(record)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(packagePath, 'dist');
  const binary = path.join(folder, readFileSync(record, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

const today = () => new Date().toISOString().slice(0, 10);

function gaveUpToday() {
  try {
    return JSON.parse(readFileSync(givenUpPath, 'utf8')).day === today();
  } catch {
    return false;
  }
}

function rememberGivenUp() {
  mkdirSync(path.dirname(givenUpPath), { recursive: true });
  writeFileSync(givenUpPath, JSON.stringify({ day: today() }));
}

function sizeOf(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { recursive: true })) {
    size += statSync(path.join(folder, String(entry)), { throwIfNoEntry: false })?.size ?? 0;
  }
  return size;
}

/** Runs the package's own installer; it is ended when nothing arrives. Gives whether it succeeded. */
function runInstaller() {
  const temporary = mkdtempSync(path.join(tmpdir(), 'postern-electron-'));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(packagePath, 'install.js')], {
      cwd: projectRoot,
      stdio: 'ignore',
      // Its own temporary folder, so that arriving bytes can be seen.
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    const startedAt = Date.now();
    let lastSize = 0;
    let lastGrowth = startedAt;
    const watch = setInterval(() => {
      const size = sizeOf(temporary);
      if (size > lastSize) {
        lastSize = size;
        lastGrowth = Date.now();
      }
      const unpacking = existsSync(path.join(packagePath, 'dist'));
      const limit = unpacking ? 120_000 : silenceLimitMs;
      if (Date.now() - lastGrowth > limit || Date.now() - startedAt > downloadLimitMs) child.kill('SIGKILL');
    }, 500);
    const end = (code) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      resolve(code === 0);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
    process.once('exit', () => child.kill('SIGKILL'));
  });
}

/**
 * Gives `{ binary }`, or `{ reason }` where there is none: the download is tried once a day at most, and again at once with
 * `retry`.
 */
export async function obtainElectron({ retry = false } = {}) {
  const present = findElectron();
  if (present !== undefined) return { binary: present };
  if (!existsSync(path.join(packagePath, 'install.js'))) return { reason: 'Electron is not installed' };
  if (!retry && gaveUpToday()) {
    return { reason: 'Electron could not be downloaded earlier today (npm start -- --electron tries again)' };
  }
  say('Downloading Electron (about 110 MB, once).');
  const succeeded = await runInstaller();
  const binary = succeeded ? findElectron() : undefined;
  if (binary !== undefined) {
    rmSync(givenUpPath, { force: true });
    return { binary };
  }
  rememberGivenUp();
  return { reason: 'Electron could not be downloaded' };
}
