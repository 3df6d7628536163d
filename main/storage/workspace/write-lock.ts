import { readFile, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { writeWhole } from '../atomic-write.ts';
import { isMissing, realFileSystem, systemCode } from '../file-system.ts';
import { isProcessAlive } from '../temporary-name.ts';

/** How long to wait for another process; it holds the lock for one write at a time. */
const patienceMs = 2_000;
const stepMs = 4;

/**
 * Runs work one at a time: in this process in the order asked for, and against other processes that share the profile by a
 * lock file that names its owner. The lock of a process that is gone is taken over. Where another one holds on for two
 * seconds the work goes ahead: each write still checks the content it replaces.
 */
export class WriteLock {
  readonly #path: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(() => this.#locked(work));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** As {@link run}, for work that only reads or lives in memory. */
  runWithoutFile<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const isOurs = await this.#acquire();
    try {
      return await work();
    } finally {
      if (isOurs) await unlink(this.#path).catch(() => undefined);
    }
  }

  async #acquire(): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      try {
        const owner = Buffer.from(String(process.pid));
        await writeWhole(realFileSystem, this.#path, owner, { mode: 0o600, durable: false });
        return true;
      } catch (fault) {
        // No lock can be made (a profile that is read-only): then there is nobody to share with.
        if (systemCode(fault) !== 'EEXIST') return false;
      }
      if (!(await this.#removeIfStale())) await delay(stepMs + Math.trunc(process.hrtime()[1] % stepMs));
    }
    return false;
  }

  async #removeIfStale(): Promise<boolean> {
    try {
      const owner = (await readFile(this.#path, 'utf8')).trim();
      // Empty: its owner is between creating and writing it, or died there; the patience above ends the wait.
      if (owner === '' || (Number(owner) !== process.pid && isProcessAlive(Number(owner)))) return false;
      await unlink(this.#path);
      return true;
    } catch (fault) {
      return isMissing(fault);
    }
  }
}
