import { fork } from 'node:child_process';
import { programEnvironment } from './child-environment.ts';
import type { ChildHandle } from './host.ts';

/** Variables that the bundled programs ask for themselves. */
export const ownVariables = ['POSTERN_SANDBOX_TOKEN_SEC'];

/** Starts a bundled Node program with an IPC channel; its output goes to our standard error. */
export function forkProgram(file: string, args: string[]): ChildHandle {
  const env = programEnvironment(ownVariables);
  const child = fork(file, args, { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [], env });
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
