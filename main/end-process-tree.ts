import { type ChildProcess, spawn } from 'node:child_process';

/** How a program of ours is started so that it can be ended with what it starts: in a group of its own. */
export const inOwnGroup = { detached: process.platform !== 'win32', windowsHide: true } as const;

/**
 * Ends a program that was started {@link inOwnGroup}, and what it started. Windows has no way to ask for that: there both
 * signals end it at once.
 */
export function endProcessTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = spawn('taskkill', ['/pid', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    taskkill.once('error', () => child.kill());
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
