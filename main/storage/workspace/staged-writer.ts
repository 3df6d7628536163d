import { mkdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { AppError } from '../../../core/errors.ts';
import { createTimeSlice } from '../time-slice.ts';
import type { Entry } from './entry-tree.ts';
import { isRacy, revisionOf } from './file-stamp.ts';

/** Writes under way at once; the system has a handful of threads for them. */
const mostWrites = 16;

/**
 * Writes many new files into a folder nobody sees yet: several at once, and not each one durably; the whole folder is
 * synced in the end. Gives way to other work, counts, and stops at an abort.
 */
export class StagedWriter {
  readonly #signal: AbortSignal;
  readonly #onDone: () => void;
  readonly #slice = createTimeSlice();
  readonly #running = new Set<Promise<void>>();
  readonly #written: { path: string; entry: Entry | undefined }[] = [];
  #fault: unknown;

  constructor(signal: AbortSignal, onDone: () => void) {
    this.#signal = signal;
    this.#onDone = onDone;
  }

  makeDirectory(path: string): void {
    mkdirSync(path, { recursive: true });
  }

  /** Starts the write of a file; waits only where too many are under way. `entry` learns the file's fingerprint. */
  async write(path: string, text: string, entry?: Entry): Promise<void> {
    this.#check();
    const bytes = Buffer.from(text, 'utf8');
    if (entry !== undefined) entry.revision = revisionOf(bytes);
    this.#written.push({ path, entry });
    const run = writeFile(path, bytes, { flag: 'wx' })
      .then(this.#onDone)
      .catch((fault: unknown) => {
        this.#fault ??= fault;
      })
      .finally(() => this.#running.delete(run));
    this.#running.add(run);
    if (this.#running.size >= mostWrites) await Promise.race(this.#running);
    await this.#slice.giveWay();
  }

  /** Waits for all writes. @throws what one of them threw, AppError ERR_CALL_CANCELLED */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
    this.#check();
  }

  /** Lets the entries remember the stamps of their files, so that the next start need not open them. */
  async rememberStamps(now: number): Promise<void> {
    for (const { path, entry } of this.#written) {
      if (entry === undefined) continue;
      const stat = statSync(path);
      const stamp = { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
      entry.stamp = isRacy(stamp, now) ? { ...stamp, modifiedMs: -1 } : stamp;
      await this.#slice.giveWay();
    }
  }

  #check(): void {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#signal.aborted) {
      throw new AppError('ERR_CALL_CANCELLED', 'The import was cancelled; nothing of it was kept.');
    }
  }
}
