import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTimeSlice } from './time-slice.ts';

/** How much a folder holds. */
export interface FolderSize {
  files: number;
  sizeBytes: number;
  /** There is more than was counted. */
  isCut: boolean;
}

const mostEntries = 200_000;

/**
 * Adds up the files below a folder; links are not followed, and what cannot be read counts as nothing. A folder that is
 * not there is empty.
 *
 * @param skips Tells of an absolute path whether it is left out.
 */
export async function measureFolder(
  path: string,
  options: { skips?: (path: string) => boolean; signal?: AbortSignal; mostEntries?: number } = {},
): Promise<FolderSize> {
  const size: FolderSize = { files: 0, sizeBytes: 0, isCut: false };
  const slice = createTimeSlice();
  const waiting = [path];
  let left = options.mostEntries ?? mostEntries;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await opendir(folder).catch(() => undefined);
    if (entries === undefined) continue;
    for await (const entry of entries) {
      options.signal?.throwIfAborted();
      await slice.giveWay();
      const at = join(folder, entry.name);
      if (options.skips?.(at) === true) continue;
      if (left === 0) return { ...size, isCut: true };
      left -= 1;
      if (entry.isDirectory()) waiting.push(at);
      if (!entry.isFile()) continue;
      const stat = await lstat(at).catch(() => undefined);
      if (stat === undefined) continue;
      size.files += 1;
      size.sizeBytes += stat.size;
    }
  }
  return size;
}
