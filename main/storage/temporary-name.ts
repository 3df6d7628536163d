import { randomBytes } from 'node:crypto';

/** Told apart from an earlier process that had the same id, as happens in containers. */
const processMark = randomBytes(3).toString('hex');
const pattern = /^\.postern-(\d+)-([0-9a-f]{6})-[0-9a-f]{16}\.(tmp|staging|journal)$/;

/** What stands under a temporary name: a file or folder that is being written, or the record of moves under way. */
export type TemporaryKind = 'tmp' | 'staging' | 'journal';

/** Gives a temporary name that nobody can guess and that tells whose it is. */
export function temporaryName(kind: TemporaryKind): string {
  return `.postern-${process.pid}-${processMark}-${randomBytes(8).toString('hex')}.${kind}`;
}

/** Gives the kind of a temporary name of ours whose process is gone, `undefined` for every other name. */
export function staleTemporaryKind(name: string): TemporaryKind | undefined {
  const match = pattern.exec(name);
  if (match === null) return undefined;
  const pid = Number(match[1]);
  const isOver = pid === process.pid ? match[2] !== processMark : !isProcessAlive(pid);
  return isOver ? (match[3] as TemporaryKind) : undefined;
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
