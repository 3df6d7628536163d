import { spawn } from 'node:child_process';
import { projectRoot } from './project-root.mjs';

const running = new Set();
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** A script that is told to stop ends its child first, so that nothing is left behind. */
function stopChildren(signal) {
  const leave = () => process.exit(exitCodes[signal]);
  for (const child of running) {
    child.kill('SIGTERM');
    child.once('close', () => running.size === 0 && leave());
  }
  setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
    leave();
  }, 700);
}

function forwardSignals(on) {
  for (const signal of Object.keys(exitCodes)) {
    if (on) process.on(signal, stopChildren);
    else process.off(signal, stopChildren);
  }
}

/**
 * Runs a program (no shell, an argument array) and gives its exit code; its output goes to standard error, or back to
 * the caller with `capture`. It is ended after `timeoutMs`; `code` is then undefined and `timedOut` true.
 */
export function runStep(command, args, options = {}) {
  const {
    timeoutMs = 600_000,
    env = process.env,
    cwd = projectRoot,
    capture = false,
    shell = false,
  } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      windowsHide: true,
      stdio: ['ignore', capture ? 'pipe' : 2, capture ? 'pipe' : 2],
    });
    if (running.size === 0) forwardSignals(true);
    running.add(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 3_000).unref();
    }, timeoutMs);
    const end = (code, error) => {
      clearTimeout(timer);
      running.delete(child);
      if (running.size === 0) forwardSignals(false);
      resolve({ code, output, timedOut, error });
    };
    child.on('error', (error) => end(undefined, error));
    child.on('close', (code) => end(timedOut ? undefined : (code ?? 1), undefined));
  });
}
