/** What every command needs before it can run: a Node that fits, the dependencies, the bundles. Done once, never twice. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './file-lock.mjs';
import { projectRoot } from './project-root.mjs';
import { runStep } from './run-step.mjs';
import { fail, formatDuration, say } from './stage-log.mjs';

/** What runs the scripts of collections; every door needs it. */
export const scriptTargets = ['script-guest', 'script-libraries', 'script-runner'];

const installLimitMs = 10 * 60_000;
const buildLimitMs = 10 * 60_000;
const lockfilePath = path.join(projectRoot, 'package-lock.json');
const modulesPath = path.join(projectRoot, 'node_modules');
const stampPath = path.join(modulesPath, '.postern-stamp');

/** Ends with a clear message when this Node is too old to run Postern. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Postern needs Node 20.19 or newer; this is Node ${process.versions.node}. ` +
      'Install a current Node from https://nodejs.org and run the command again.',
  );
}

/** The platform is part of it: a folder shared between machines holds binaries of one of them. */
function expectedStamp() {
  const lock = createHash('sha256').update(readFileSync(lockfilePath)).digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === expectedStamp();
}

/** Whether somebody ran `npm ci` or `npm install` by hand: npm's own record then holds every package of the lockfile. */
function matchesLockfile() {
  let installed;
  try {
    installed = JSON.parse(readFileSync(path.join(modulesPath, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const { packages } = JSON.parse(readFileSync(lockfilePath, 'utf8'));
  return Object.entries(packages).every(
    ([name, wanted]) => name === '' || wanted.optional || installed[name]?.version === wanted.version,
  );
}

/** npm as it was started, or the one on the path. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script) && existsSync(script)) {
    return { command: process.execPath, before: [script], shell: false };
  }
  // On Windows npm is a .cmd file, which only a shell can start; the arguments are fixed texts.
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

async function install(quiet) {
  if (isInstalled()) return;
  if (matchesLockfile()) {
    writeFileSync(stampPath, expectedStamp());
    return;
  }
  const count = Object.keys(JSON.parse(readFileSync(lockfilePath, 'utf8')).packages).length - 1;
  say(`Installing ${count} packages from the lockfile (npm ci); this happens once.`);
  const startedAt = performance.now();
  const { command, before, shell } = npmCommand();
  const result = await runStep(
    command,
    [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...(quiet ? ['--silent'] : [])],
    { timeoutMs: installLimitMs, shell },
  );
  if (result.error !== undefined)
    fail(`npm could not be started (${result.error.code}). Install npm and try again.`);
  if (result.timedOut)
    fail('npm ci did not end within 10 minutes. Check the connection to the npm registry.');
  if (result.code !== 0) fail(`npm ci failed with exit code ${result.code}; its message is above.`);
  writeFileSync(stampPath, expectedStamp());
  say(`Installed in ${formatDuration(performance.now() - startedAt)}.`);
}

/** Installs the dependencies where they are missing or do not match the lockfile. */
export async function ensureInstalled({ quiet = false } = {}) {
  if (isInstalled()) return;
  await withLock('setup', () => install(quiet), { quiet });
}

/** Builds the given targets where their sources changed; in a process of its own, so that the tools do not stay in memory. */
export async function ensureBuilt(only, { quiet = false } = {}) {
  // Set by test runs, which build once and then start many times.
  if (process.env.POSTERN_SKIP_BUILD === '1') return;
  const { findStaleTargets } = await import('./build.mjs');
  const stale = findStaleTargets(only);
  if (stale.length === 0) return;
  await ensureInstalled({ quiet });
  if (!quiet) say(`Building Postern (${stale.join(', ')}).`);
  const args = [path.join(projectRoot, 'scripts', 'build.mjs'), '--only', stale.join(',')];
  const result = await runStep(process.execPath, quiet ? [...args, '--quiet'] : args, {
    timeoutMs: buildLimitMs,
  });
  if (result.code !== 0) fail('the build did not succeed; its message is above.');
}
