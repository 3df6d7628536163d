import { fork } from 'node:child_process';
import type { ChildHandle } from './host.ts';

/** Starts a bundled Node program with an IPC channel; its output goes to our standard error. */
export function forkProgram(file: string, args: string[]): ChildHandle {
  const child = fork(file, args, { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [] });
  return {
    send(message) {
      if (child.connected) child.send(message as object);
    },
    onMessage(listener) {
      child.on('message', listener);
    },
    onExit(listener) {
      child.once('error', () => listener(undefined));
      child.once('exit', (code) => listener(code ?? undefined));
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
