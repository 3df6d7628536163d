/** `npm start`: installs and builds what is missing, then opens Postern: the desktop app where it can, else the web door. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { obtainElectron, whyNoDesktop } from './electron-binary.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { projectRoot } from './project-root.mjs';
import { checkNode, ensureBuilt, ensureInstalled, scriptTargets } from './setup.mjs';
import { parseStartOptions, startUsage } from './start-options.mjs';
import { fail, say } from './stage-log.mjs';

const outPath = path.join(projectRoot, 'out');
/** npm changes the folder to the project's; relative folders mean the one the user was in. */
const cwd =
  process.env.npm_lifecycle_event === 'start' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd();

/**
 * Runs the desktop app. Gives `{ ended: exitCode }`, or `{ reason }` where it ended before its window was there, so that the
 * web door can take over.
 */
function runElectron(binary, options) {
  const args = [projectRoot];
  for (const name of ['workspace', 'profile']) {
    if (options[name] !== undefined) args.push(`--${name}=${path.resolve(cwd, options[name])}`);
  }
  if (options.sandbox) args.push('--sandbox-org');
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  return new Promise((resolve) => {
    const child = spawn(binary, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 2] });
    let ready = false;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text) => {
      if (text.includes('Postern is ready') || text.includes('Postern is open already')) ready = true;
      process.stderr.write(text);
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        ready = true;
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 700).unref();
      });
    }
    child.once('error', (fault) => resolve({ reason: `Electron could not be started (${fault.code})` }));
    child.once('exit', (code) => {
      resolve(ready ? { ended: code ?? 0 } : { reason: `Electron ended at once (exit code ${code})` });
    });
  });
}

async function runWeb(options) {
  await ensureBuilt(['renderer', 'node', 'sandbox-org', ...scriptTargets]);
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const { runWebDoor } = await import(pathToFileURL(path.join(outPath, 'node', 'web.mjs')).href);
  const display = whyNoDesktop({ uid: 1 }) === undefined;
  return runWebDoor({
    version,
    outPath,
    cwd,
    workspace: options.workspace,
    profile: options.profile,
    port: options.port,
    open: !options.noOpen && display,
    sandbox: options.sandbox === true,
  });
}

/** Which door, and why not the desktop app. */
async function chooseDoor(options) {
  if (options.web) return { reason: 'as asked with --web' };
  if (options.noOpen || options.port !== undefined) return { reason: '--no-open and --port belong to it' };
  const obstacle = whyNoDesktop();
  return obstacle === undefined ? obtainElectron({ retry: options.electron }) : { reason: obstacle };
}

async function main() {
  let options;
  try {
    options = parseStartOptions(process.argv.slice(2));
  } catch (fault) {
    say(`${fault.message}\n\n${startUsage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(startUsage);
    return 0;
  }
  checkNode();
  endWithParent();
  await ensureInstalled();
  let { binary, reason } = await chooseDoor(options);
  if (binary !== undefined) {
    await ensureBuilt(['renderer', 'electron', 'preload', 'sandbox-org', ...scriptTargets]);
    say('Opening Postern with Electron.');
    const outcome = await runElectron(binary, options);
    if (outcome.ended !== undefined) return outcome.ended;
    reason = outcome.reason;
  }
  say(`Opening Postern in the browser (web door): ${reason}.`);
  return runWeb(options);
}

main().then(
  (code) => process.exit(code),
  (fault) => fail(fault.stack ?? fault.message),
);
