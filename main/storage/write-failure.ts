import { AppError, isAppError } from '../../core/errors.ts';
import { systemCode } from './file-system.ts';

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the folder is read-only',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'the folder is gone',
  ENOTDIR: 'a file stands where a folder is needed',
  ENAMETOOLONG: 'the path is too long for this system',
  EBUSY: 'another program holds the file',
};

/** Turns a failed write into the refusal that names its cause. Refusals pass through. */
export function writeFailure(fault: unknown, path: string): unknown {
  if (isAppError(fault)) return fault;
  const cause = systemCode(fault);
  if (cause === undefined) return fault;
  return new AppError(
    'ERR_WORKSPACE_WRITE_FAILED',
    `"${path}" was not saved: ${reasons[cause] ?? 'the system refused it'} (${cause}). What was there before is untouched; your edit is still open.`,
    { details: { cause, path }, cause: fault },
  );
}

/** Turns a failed read of the workspace into the refusal that names its cause. Refusals pass through. */
export function readFailure(fault: unknown, path: string): unknown {
  if (isAppError(fault)) return fault;
  const cause = systemCode(fault);
  if (cause === undefined) return fault;
  return new AppError(
    'ERR_WORKSPACE_UNREADABLE',
    `"${path}" cannot be read: ${reasons[cause] ?? 'the system refused it'} (${cause}). Nothing was changed.`,
    { details: { reason: cause, path }, cause: fault },
  );
}
