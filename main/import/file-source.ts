import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { ByteSource } from '../../core/import/byte-source.ts';

const aheadBytes = 256 * 1024;

/**
 * An open file. Read synchronously: the pieces are small, and the system has read ahead what comes next.
 *
 * @throws AppError ERR_IMPORT_READ_FAILED from every method, also where the file is changed meanwhile
 */
export class FileSource implements ByteSource {
  readonly sizeBytes: number;
  readonly #path: string;
  readonly #descriptor: number;
  readonly #modifiedMs: number;
  /** What stands next is mostly asked for next: a call of the system for each of ten thousand pieces takes half a second. */
  readonly #ahead = new Uint8Array(aheadBytes);
  #aheadStart = 0;
  #aheadEnd = 0;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = this.#named(() => openSync(path, 'r'));
    const { size, mtimeMs } = this.#named(() => fstatSync(this.#descriptor));
    this.sizeBytes = size;
    this.#modifiedMs = mtimeMs;
  }

  readInto(target: Uint8Array, start: number): number {
    if (target.length > this.#ahead.length) return this.#read(target, start);
    const isAhead = start >= this.#aheadStart && start + target.length <= this.#aheadEnd;
    if (!isAhead) {
      this.#aheadStart = start;
      this.#aheadEnd = start + this.#read(this.#ahead, start);
    }
    const from = start - this.#aheadStart;
    const part = this.#ahead.subarray(
      from,
      Math.min(from + target.length, this.#aheadEnd - this.#aheadStart),
    );
    target.set(part);
    return part.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #read(target: Uint8Array, start: number): number {
    return this.#named(() => {
      const { size, mtimeMs } = fstatSync(this.#descriptor);
      if (size !== this.sizeBytes || mtimeMs !== this.#modifiedMs) {
        const message = `"${basename(this.#path)}" was changed while it was read. Import it again.`;
        throw new AppError('ERR_IMPORT_READ_FAILED', message);
      }
      let filled = 0;
      while (filled < target.length) {
        const count = readSync(this.#descriptor, target, filled, target.length - filled, start + filled);
        if (count === 0) break;
        filled += count;
      }
      return filled;
    });
  }

  #named<T>(work: () => T): T {
    try {
      return work();
    } catch (fault) {
      if (fault instanceof AppError) throw fault;
      throw new AppError('ERR_IMPORT_READ_FAILED', `"${basename(this.#path)}" cannot be read.`, {
        cause: fault,
      });
    }
  }
}
