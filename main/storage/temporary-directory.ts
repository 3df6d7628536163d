import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './temporary-name.ts';

/** A private folder under the system's temporary directory, made on first use and removed when the app closes. */
export interface TemporaryDirectory {
  path(): string;
  remove(): Promise<void>;
}

const pattern = /^postern-(\d+)-[A-Za-z0-9]{6}$/;

/** Makes the handle of this process's temporary folder. */
export function createTemporaryDirectory(parent: string = tmpdir()): TemporaryDirectory {
  let made: string | undefined;
  return {
    path() {
      // mkdtemp gives the folder permissions 0700.
      made ??= mkdtempSync(join(parent, `postern-${process.pid}-`));
      return made;
    },
    async remove() {
      if (made !== undefined) await rm(made, { recursive: true, force: true });
      made = undefined;
    },
  };
}

/** Removes what processes that are gone left behind: folders of ours, of this user, whose process does not run. */
export async function sweepTemporaryDirectories(parent: string = tmpdir()): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(pattern.exec(name)?.[1]);
    if (!Number.isInteger(pid) || pid === process.pid || isProcessAlive(pid)) continue;
    const path = join(parent, name);
    const owner = await stat(path).catch(() => undefined);
    if (owner?.isDirectory() !== true || (process.getuid !== undefined && owner.uid !== process.getuid()))
      continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
