import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { Repository } from './find-repository.ts';

/** What stands at a path of the working tree. */
export type WorkFile =
  { kind: 'absent' } | { kind: 'file'; sizeBytes: number } | { kind: 'link' } | { kind: 'other' };

/**
 * Gives the absolute path of a file of the workspace that Git named.
 *
 * @throws AppError ERR_GIT_FILE_REFUSED where it lies outside of the workspace, or leads there
 */
export async function workPath(
  repository: Pick<Repository, 'root' | 'workspacePath'>,
  path: string,
): Promise<string> {
  const { root, workspacePath } = repository;
  const parts = path.split('/');
  const isOdd = (part: string) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part);
  const isInside = workspacePath === '' || path.startsWith(`${workspacePath}/`);
  const isForeign = path.includes('\0') || (sep === '\\' && /[\\:]/.test(path));
  if (parts.some(isOdd) || !isInside || isForeign) throw refused(path);
  const absolute = join(root, ...parts);
  await refuseOutside(repository, absolute, path);
  return absolute;
}

/** A folder on the way may be a link. */
async function refuseOutside(
  { root, workspacePath }: Pick<Repository, 'root' | 'workspacePath'>,
  absolute: string,
  path: string,
): Promise<void> {
  const workspace = join(root, workspacePath);
  for (let folder = dirname(absolute); folder.length >= root.length; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined) continue;
    const isInside = `${real}${sep}`.startsWith(`${workspace}${sep}`) && !/[\\/]\.git(?:[\\/]|$)/i.test(real);
    if (!isInside && real !== folder) throw refused(path);
    return;
  }
}

export async function lookAtWorkFile(absolute: string): Promise<WorkFile> {
  const found = await lstat(absolute).catch(() => undefined);
  if (found === undefined) return { kind: 'absent' };
  if (found.isSymbolicLink()) return { kind: 'link' };
  return found.isFile() ? { kind: 'file', sizeBytes: found.size } : { kind: 'other' };
}

/** Reads a regular file; `undefined` where there is none. */
export async function readWorkFile(absolute: string): Promise<Buffer | undefined> {
  return (await lookAtWorkFile(absolute)).kind === 'file' ? readFile(absolute) : undefined;
}

export function refused(path: string): AppError {
  return new AppError(
    'ERR_GIT_FILE_REFUSED',
    `"${path.slice(0, 200)}" is not a file of this workspace that can be handled here. Use your terminal for it.`,
    { details: { path: path.slice(0, 1_000) } },
  );
}
