import { randomBytes } from 'node:crypto';

/** Told apart from an earlier process that had the same id, as happens in containers. */
const processMark = randomBytes(3).toString('hex');
const pattern = /^\.postern-(\d+)-([0-9a-f]{6})-[0-9a-f]{16}\.(?:tmp|staging)$/;

/** Gives a name for a file (`tmp`) or folder (`staging`) that is being written, which nobody can guess. */
export function temporaryName(kind: 'tmp' | 'staging'): string {
  return `.postern-${process.pid}-${processMark}-${randomBytes(8).toString('hex')}.${kind}`;
}

/** Tells whether a name is one of ours whose process is gone. */
export function isStaleTemporaryName(name: string): boolean {
  const match = pattern.exec(name);
  if (match === null) return false;
  const pid = Number(match[1]);
  if (pid === process.pid) return match[2] !== processMark;
  return !isProcessAlive(pid);
}

/** Tells whether a name is one of ours, stale or not. */
export function isTemporaryName(name: string): boolean {
  return pattern.test(name);
}

/** Tells whether a process of that id runs now. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    // EPERM: it runs and belongs to somebody else.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}
