import { rename } from 'node:fs/promises';
import { isMissing } from './file-system.ts';

/**
 * Moves a file of the profile that cannot be read aside, under a name that says so, and never over another one. Gives
 * the new path, `undefined` where the file is already gone.
 */
export async function quarantine(path: string, nowEpochMs: number): Promise<string | undefined> {
  const aside = `${path}.damaged-${nowEpochMs.toString(36)}-${Math.trunc(process.hrtime()[1]).toString(36)}`;
  try {
    await rename(path, aside);
    return aside;
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}
