import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const limitMs = 10 * 60_000;

/** Starts a program of this folder; gives the process and its first message. It is ended where none comes in time. */
export async function startChild(program, args = [], { execArgv = [] } = {}) {
  const child = fork(path.join(here, program), args, { execArgv });
  const message = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${program} did not answer within ${limitMs / 60_000} minutes.`));
    }, limitMs);
    child.once('message', (first) => {
      clearTimeout(timer);
      resolve(first);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${program} ended without an answer (${code ?? signal}).`));
    });
  });
  return { child, message };
}

/** Runs a program of this folder in a fresh process and gives its answer. */
export async function runChild(program, args, options) {
  const { child, message } = await startChild(program, args, options);
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.disconnect();
    });
  }
  return message;
}
