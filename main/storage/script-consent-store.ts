import { z } from 'zod';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Which texts of scripts somebody allowed to run on this machine, by their fingerprints. */
export interface ScriptConsentStore {
  has(hash: string): boolean;
  /** @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  allow(hashes: readonly string[]): Promise<void>;
  /** Takes permissions back, all of them where none is named. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  forbid(hashes?: readonly string[]): Promise<void>;
}

const maxAllowed = 100_000;
const fileSchema = z.object({ allowed: z.array(z.string()).max(maxAllowed) });

/** Opens the file of permissions; where it is absent or damaged nothing is allowed. */
export async function createScriptConsentStore(
  path: string,
  context: { log: Log; now(): number },
): Promise<ScriptConsentStore> {
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
    has: (hash) => allowed.has(hash),
    allow: (hashes) => change((before) => [...before, ...hashes]),
    forbid: (hashes) =>
      change((before) => (hashes === undefined ? [] : [...before].filter((hash) => !hashes.includes(hash)))),
  };
}
