import { link, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeWhole } from '../atomic-write.ts';
import { isMissing, realFileSystem, systemCode } from '../file-system.ts';
import { isProcessAlive, temporaryName } from '../temporary-name.ts';

/** How long to wait for another process; it holds the lock for one write at a time. */
const patienceMs = 2_000;
const stepMs = 4;

/** What waits in this process for each lock: stores on one workspace take turns before they look at the file. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs work one at a time: in this process in the order asked for, and against other processes that share the profile by a
 * lock file that names its owner. The lock of a process that is gone is taken over. Where another one holds on for two
 * seconds the work goes ahead: each write still checks the content it replaces.
 */
export class WriteLock {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => this.#locked(work));
  }

  /** As {@link run}, for work that only reads or lives in memory. */
  runWithoutFile<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(work);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = (queues.get(this.#path) ?? Promise.resolve()).then(work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    queues.set(this.#path, settled);
    void settled.then(() => {
      if (queues.get(this.#path) === settled) queues.delete(this.#path);
    });
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
      const owner = await readOwner(this.#path);
      // Empty: its owner is between creating and writing it, or died there; the patience above ends the wait.
      // Our own id: nobody here holds it, so it is left from a process that had the same one.
      if (owner === undefined || (owner !== process.pid && isProcessAlive(owner))) return false;
      // Taken aside first: of two that find it stale, the slower one could otherwise remove the faster one's new lock.
      const aside = join(dirname(this.#path), temporaryName('tmp'));
      await rename(this.#path, aside);
      if ((await readOwner(aside)) !== owner) await link(aside, this.#path).catch(() => undefined);
      await unlink(aside);
      return true;
    } catch (fault) {
      return isMissing(fault);
    }
  }
}

async function readOwner(path: string): Promise<number | undefined> {
  const text = (await readFile(path, 'utf8')).trim();
  return text === '' ? undefined : Number(text);
}
