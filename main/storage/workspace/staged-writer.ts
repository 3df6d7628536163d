import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { AppError } from '../../../core/errors.ts';
import { createTimeSlice } from '../time-slice.ts';
import { type Entry, entryPath, isContainerEntry, textPath } from './entry-tree.ts';
import { isRacy, revisionOf } from './file-stamp.ts';
import { directoryStamps } from './list-directory.ts';

/**
 * Writes many new files into a folder nobody sees yet, without making each one durable; the whole folder is synced in the
 * end. The calls are synchronous, in slices of a few milliseconds: for files this small the way to another thread and back
 * takes several times as long as the write. Counts, and stops at an abort.
 */
export class StagedWriter {
  readonly #signal: AbortSignal;
  readonly #onDone: () => void;
  readonly #slice = createTimeSlice();

  constructor(signal: AbortSignal, onDone: () => void) {
    this.#signal = signal;
    this.#onDone = onDone;
  }

  makeDirectory(path: string): void {
    mkdirSync(path, { recursive: true });
  }

  /** Writes a file that must not be there yet; `entry` learns its fingerprint. @throws AppError ERR_CALL_CANCELLED */
  async write(path: string, text: string, entry?: Entry): Promise<void> {
    this.check();
    // With all three options given Node takes its short way for text.
    writeFileSync(path, text, { encoding: 'utf8', mode: 0o666, flag: 'wx' });
    if (entry !== undefined) entry.revision = revisionOf(text);
    this.#onDone();
    await this.#slice.giveWay();
  }

  /** @throws AppError ERR_CALL_CANCELLED once the import was cancelled */
  check(): void {
    if (!this.#signal.aborted) return;
    throw new AppError('ERR_CALL_CANCELLED', 'The import was cancelled; nothing of it was kept.');
  }
}

/**
 * Lets entries that were written in bulk remember the stamps of their files and folders, so that the next start need not
 * open them. What was changed since `writtenMs`, or is too fresh to tell, is left out.
 */
export async function rememberStamps(
  root: string,
  entries: readonly Entry[],
  writtenMs: number,
  now: () => number,
): Promise<void> {
  const slice = createTimeSlice();
  for (const entry of entries) {
    const stat = statSync(`${root}/${textPath(entry)}`, { throwIfNoEntry: false });
    if (stat !== undefined && entry.stamp === undefined && stat.mtimeMs <= writtenMs) {
      const stamp = { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
      if (!isRacy(stamp, now())) entry.stamp = stamp;
    }
    if (isContainerEntry(entry)) {
      const stamps = directoryStamps(`${root}/${entryPath(entry)}`);
      if (Math.max(...stamps) <= writtenMs) entry.directoryStamps ??= stamps;
    }
    await slice.giveWay();
  }
}
