import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '../log.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { isMissing } from './file-system.ts';
import { quarantine } from './quarantine.ts';
import { writeFailure } from './write-failure.ts';

/**
 * Reads a private JSON file and gives what `parse` makes of it, `undefined` where there is none. One that cannot be read
 * is moved aside, so that a start never fails on it and nothing is lost.
 */
export async function readJsonFile<T>(
  path: string,
  parse: (value: unknown) => T,
  context: { log: Log; now(): number },
): Promise<T | undefined> {
  let text: string;
  try {
    // Synchronous: every start waits for several of them, and the way to another thread takes many times as long.
    text = readFileSync(path, 'utf8');
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
  try {
    return parse(JSON.parse(text));
  } catch {
    const aside = await quarantine(path, context.now());
    context.log.info(`${path} could not be read; it was kept as ${aside ?? 'nothing'} and defaults are used`);
    return undefined;
  }
}

/** Writes a private JSON file atomically, readable by its owner only. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export function writeJsonFile(path: string, value: unknown): Promise<void> {
  return writePrivateFile(path, JSON.stringify(value));
}

/** Writes a private file atomically, readable by its owner only. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFileAtomic(path, content, { mode: 0o600 });
  } catch (fault) {
    throw writeFailure(fault, path);
  }
}
