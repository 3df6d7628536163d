import { statSync } from 'node:fs';
import { AppError } from '../../../core/errors.ts';
import { createTimeSlice } from '../time-slice.ts';
import { type BulkStep, type BulkWriter, createInlineWriter, createThreadWriter } from './bulk-write.ts';
import { type Entry, entryPath, isContainerEntry, textPath } from './entry-tree.ts';
import { isRacy } from './file-stamp.ts';
import { directoryStamps } from './list-directory.ts';

/** From this many files on a thread of its own is worth its start. */
const threadFiles = 500;
/** Steps that go to the thread together, and batches under way before the next texts wait. */
const batchSteps = 32;
const mostBatches = 3;

/**
 * Writes many new files into a folder nobody sees yet, without making each one durable; the whole folder is synced in the
 * end. The calls are synchronous, in a thread or, for few files, here: for files this small the way through the thread
 * pool and back, three times each, takes longer than the write. Counts, and stops at an abort.
 */
export class StagedWriter {
  readonly #signal: AbortSignal;
  readonly #onDone: () => void;
  readonly #writer: BulkWriter;
  readonly #slice = createTimeSlice();
  readonly #running = new Set<Promise<void>>();
  #steps: (BulkStep & { entry?: Entry | undefined })[] = [];
  #fault: unknown;

  constructor(files: number, signal: AbortSignal, onDone: () => void) {
    this.#signal = signal;
    this.#onDone = onDone;
    this.#writer = files < threadFiles ? createInlineWriter() : createThreadWriter();
  }

  makeDirectory(path: string): void {
    this.#steps.push({ path });
  }

  /** Writes a file that must not be there yet; `entry` learns its fingerprint. @throws AppError ERR_CALL_CANCELLED */
  async write(path: string, text: string, entry?: Entry): Promise<void> {
    this.check();
    this.#steps.push({ path, text, entry });
    if (this.#steps.length >= batchSteps) this.#post();
    if (this.#running.size >= mostBatches) await Promise.race(this.#running);
    await this.#slice.giveWay();
  }

  /** Waits until everything is written. @throws what a write threw, AppError ERR_CALL_CANCELLED */
  async finish(): Promise<void> {
    this.#post();
    await Promise.all(this.#running);
    this.check();
  }

  /** Waits for what is under way, and ends the thread. */
  async close(): Promise<void> {
    await Promise.all(this.#running);
    await this.#writer.close();
  }

  /** @throws AppError ERR_CALL_CANCELLED once the import was cancelled, and what a write threw */
  check(): void {
    if (this.#signal.aborted) {
      throw new AppError('ERR_CALL_CANCELLED', 'The import was cancelled; nothing of it was kept.');
    }
    if (this.#fault !== undefined) throw this.#fault;
  }

  #post(): void {
    const steps = this.#steps;
    this.#steps = [];
    const run = this.#run(steps).catch((fault: unknown) => {
      this.#fault ??= fault;
    });
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }

  async #run(steps: readonly (BulkStep & { entry?: Entry | undefined })[]): Promise<void> {
    const revisions = await this.#writer.write(
      steps.map(({ path, text }) => (text === undefined ? { path } : { path, text })),
    );
    for (const [at, { text, entry }] of steps.entries()) {
      if (entry !== undefined) entry.revision = revisions[at];
      if (text !== undefined) this.#onDone();
    }
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
