import { cp, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../atomic-write.ts';
import { isMissing, systemCode } from '../file-system.ts';
import { temporaryName } from '../temporary-name.ts';

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

/** Copies a folder or file durably; links and special files are left out. `to` must be free. */
export async function copyPath(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    errorOnExist: true,
    force: false,
    preserveTimestamps: true,
    filter: async (path) => {
      const stat = await lstat(path);
      return stat.isFile() || stat.isDirectory();
    },
  });
  await syncTree(to);
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

async function moveAcross(from: string, to: string): Promise<void> {
  const partial = join(dirname(to), temporaryName('staging'));
  try {
    await copyPath(from, partial);
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

async function syncTree(path: string): Promise<void> {
  if ((await lstat(path)).isDirectory()) {
    for (const name of await readdir(path)) await syncTree(join(path, name));
    await syncDirectory(path);
    return;
  }
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
