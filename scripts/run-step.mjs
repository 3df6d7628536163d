import { spawn } from 'node:child_process';
import { projectRoot } from './project-root.mjs';

const running = new Set();
let forwarding = false;

/** A script that is told to stop tells its children first, so that nothing is left behind. */
function forwardSignals() {
  if (forwarding) return;
  forwarding = true;
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      if (running.size === 0) return;
      for (const child of running) child.kill('SIGTERM');
      setTimeout(() => {
        for (const child of running) child.kill('SIGKILL');
        process.exit(exitCode);
      }, 700).unref();
      for (const child of running) {
        child.once('exit', () => {
          if (running.size === 0) process.exit(exitCode);
        });
      }
    });
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
  forwardSignals();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      windowsHide: true,
      stdio: ['ignore', capture ? 'pipe' : 2, capture ? 'pipe' : 2],
    });
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
      resolve({ code, output, timedOut, error });
    };
    child.on('error', (error) => end(undefined, error));
    child.on('close', (code) => end(timedOut ? undefined : (code ?? 1), undefined));
  });
}
