import { chmod, copyFile, constants, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../atomic-write.ts';
import { isMissing, systemCode } from '../file-system.ts';
import { temporaryName } from '../temporary-name.ts';
import { syncUnder } from './sync-file-system.ts';

/**
 * Moves a file or folder to a place that is free, durably. Across devices it is copied and synced in full under a
 * temporary name first, and the original goes only after the copy stands in its place.
 */
export async function movePath(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (fault) {
    if (systemCode(fault) !== 'EXDEV') throw fault;
    await moveAcross(from, to);
  }
  await syncDirectory(dirname(to));
  await syncDirectory(dirname(from)).catch((fault: unknown) => {
    if (!isMissing(fault)) throw fault;
  });
}

/**
 * Copies a file or folder to a place that is free; links and special files are left out. What its owner could not write
 * (a checkout that is read-only) can be written in the copy. Not durable before {@link syncPath}.
 */
export async function copyPath(from: string, to: string): Promise<void> {
  const stat = await lstat(from);
  if (stat.isDirectory()) {
    await mkdir(to);
    for (const name of await readdir(from)) await copyPath(join(from, name), join(to, name));
  } else if (stat.isFile()) {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    if ((stat.mode & 0o600) !== 0o600) await chmod(to, (stat.mode & 0o777) | 0o600);
  }
}

/** Makes a file, or everything under a folder, durable. */
export async function syncPath(path: string): Promise<void> {
  if ((await lstat(path)).isDirectory()) {
    await syncUnder(path);
    return;
  }
  // Windows syncs only what is open for writing.
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function pathExists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (fault) {
    if (isMissing(fault)) return false;
    throw fault;
  }
}

/** Moves to another device. */
export async function moveAcross(from: string, to: string): Promise<void> {
  const partial = join(dirname(to), temporaryName('staging'));
  try {
    await copyPath(from, partial);
    await syncPath(partial);
    await rename(partial, to);
  } catch (fault) {
    await rm(partial, { recursive: true, force: true });
    throw fault;
  }
  // Out of sight in one step; what a crash leaves of it is swept at the next start.
  const leaving = join(dirname(from), temporaryName('staging'));
  await rename(from, leaving);
  await rm(leaving, { recursive: true, force: true });
}
