import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** The workspaces opened last in a profile. */
export interface RecentWorkspaces {
  /** Those that are still there, the newest first. */
  list(): Promise<{ name: string; path: string }[]>;
  note(path: string): Promise<void>;
}

const fileSchema = z.object({ paths: z.array(z.string()) });
const mostKept = 20;

/** Opens the list; it is read anew each time, since several Posterns may share a profile. */
export function createRecentWorkspaces(
  profilePath: string,
  context: { log: Log; now(): number },
): RecentWorkspaces {
  const file = join(profilePath, 'workspaces.json');
  const read = async () =>
    (await readJsonFile(file, (value) => fileSchema.parse(value), context))?.paths ?? [];
  return {
    async list() {
      const found = await Promise.all(
        (await read()).map(async (path) => {
          const isThere = await stat(path).then(
            (facts) => facts.isDirectory(),
            () => false,
          );
          return isThere ? [{ name: basename(path), path }] : [];
        }),
      );
      return found.flat();
    },
    async note(path) {
      const before = await read();
      if (before[0] === path) return;
      await writeJsonFile(file, {
        paths: [path, ...before.filter((other) => other !== path)].slice(0, mostKept),
      });
    },
  };
}
