import { z } from 'zod';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** What somebody allowed on this machine: fingerprints of scripts, paths of files. Kept in the profile only. */
export interface ConsentStore {
  has(name: string): boolean;
  /** How many things are allowed. */
  count(): number;
  /** @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  allow(names: readonly string[]): Promise<void>;
  /** Takes permissions back, all of them where none is named. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  forbid(names?: readonly string[]): Promise<void>;
}

const maxAllowed = 100_000;
const fileSchema = z.object({ allowed: z.array(z.string()).max(maxAllowed) });

/** Opens the file of permissions; where it is absent or damaged nothing is allowed. */
export async function createConsentStore(
  path: string,
  context: { log: Log; now(): number },
): Promise<ConsentStore> {
  const stored = await readJsonFile(path, (value) => fileSchema.parse(value), context);
  let allowed = new Set(stored?.allowed);
  let writing: Promise<unknown> = Promise.resolve();

  const change = (edit: (before: ReadonlySet<string>) => Iterable<string>): Promise<void> => {
    const save = async () => {
      // The oldest go first where there are too many.
      const next = new Set([...edit(allowed)].slice(-maxAllowed));
      await writeJsonFile(path, { allowed: [...next] });
      allowed = next;
    };
    const result = writing.then(save, save);
    writing = result.catch(() => undefined);
    return result;
  };

  return {
    has: (name) => allowed.has(name),
    count: () => allowed.size,
    allow: (names) => change((before) => [...before, ...names]),
    forbid: (names) =>
      change((before) => (names === undefined ? [] : [...before].filter((name) => !names.includes(name)))),
  };
}
