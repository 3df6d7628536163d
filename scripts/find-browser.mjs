/** Finds the Chrome or Chromium that the browser tests drive, or installs Debian's where that is allowed. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runStep } from './run-step.mjs';
import { say } from './stage-log.mjs';

const installLimitMs = 10 * 60_000;

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(['/usr/bin', '/usr/local/bin', '/snap/bin', ...folders])].flatMap((folder) =>
    names.map((name) => path.join(folder, name)),
  );
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** Gives the path of a browser, or undefined. `POSTERN_CHROME` wins over everything. */
export async function findBrowser({ platform = process.platform, env = process.env } = {}) {
  if (env.POSTERN_CHROME) return isExecutable(env.POSTERN_CHROME) ? env.POSTERN_CHROME : undefined;
  return [...usualPlaces(platform, env), await playwrightsOwn()].find(
    (file) => file !== undefined && isExecutable(file),
  );
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Gives the path of a browser; installs Debian's package as root; else throws an Error that says what to install. */
export async function obtainBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (process.env.POSTERN_CHROME) {
    throw new Error(`POSTERN_CHROME names ${process.env.POSTERN_CHROME}, which cannot be run.`);
  }
  const mayInstall = isDebian() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    say("No Chrome or Chromium found; installing Debian's chromium with apt-get.");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, timeoutMs: installLimitMs };
    await runStep('apt-get', ['update', '-q'], options);
    await runStep('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
    const installed = await findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'the browser tests need Chrome or Chromium and none was found' +
      (mayInstall ? ' (apt-get install chromium did not succeed; its message is above)' : '') +
      '. Install one (on Debian: apt-get install chromium), or name one in POSTERN_CHROME, or run ' +
      'npx playwright install chromium.',
  );
}
