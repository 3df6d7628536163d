import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isMissing, systemCode } from '../file-system.ts';
import { isProcessAlive, temporaryName } from '../temporary-name.ts';

/** How long to wait for another process; it holds the lock for one write at a time. */
const usualPatienceMs = 2_000;
const stepMs = 4;
/** A lock without an owner's id is from a process that died in between, where the file system has no links. */
const namelessMs = 1_000;

/** What waits in this process for each lock: stores on one workspace take turns before they look at the file. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs work one at a time: in this process in the order asked for, and against other processes that share the profile by a
 * lock file that names its owner. The lock of a process that is gone is taken over. Where another one holds on for longer
 * than `patienceMs` the work goes ahead: each write still checks the content it replaces.
 */
export class WriteLock {
  readonly #path: string;
  /** Names this process; the lock is a second link to it, so that it is never there without its owner. */
  readonly #ownerPath: string;
  readonly #patienceMs: number;
  #hasOwnerFile = false;

  constructor(path: string, patienceMs = usualPatienceMs) {
    this.#path = path;
    this.#patienceMs = patienceMs;
    this.#ownerPath = join(dirname(path), temporaryName('tmp'));
  }

  /** Somebody in this process holds the lock or waits for it. */
  get isBusy(): boolean {
    return queues.has(this.#path);
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => this.#locked(work));
  }

  /** As {@link run}, for work that only reads or lives in memory. */
  runWithoutFile<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(work);
  }

  /** Removes what the lock keeps on disk between writes. */
  async close(): Promise<void> {
    if (this.#hasOwnerFile) await unlink(this.#ownerPath).catch(() => undefined);
    this.#hasOwnerFile = false;
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
    const deadline = performance.now() + this.#patienceMs;
    while (performance.now() < deadline) {
      try {
        await this.#create();
        return true;
      } catch (fault) {
        // No lock can be made (a profile that is read-only): then there is nobody to share with.
        if (systemCode(fault) !== 'EEXIST') return false;
      }
      if (!(await this.#removeIfStale())) await delay(stepMs + Math.trunc(process.hrtime()[1] % stepMs));
    }
    return false;
  }

  /** @throws EEXIST where somebody holds the lock */
  async #create(): Promise<void> {
    const owner = String(process.pid);
    try {
      if (!this.#hasOwnerFile) await writeFile(this.#ownerPath, owner, { mode: 0o600 });
      this.#hasOwnerFile = true;
      await link(this.#ownerPath, this.#path);
    } catch (fault) {
      const code = systemCode(fault);
      if (code === 'EEXIST') throw fault;
      // Somebody cleared the folder; or the file system has no links.
      if (code === 'ENOENT') this.#hasOwnerFile = false;
      await writeFile(this.#path, owner, { flag: 'wx', mode: 0o600 });
    }
  }

  async #removeIfStale(): Promise<boolean> {
    try {
      const owner = await readOwner(this.#path);
      if (owner === undefined) {
        const { mtimeMs } = await stat(this.#path);
        if (Date.now() - mtimeMs < namelessMs) return false;
      } else if (owner !== process.pid && isProcessAlive(owner)) {
        // Our own id would be left from an earlier process: nobody here holds it.
        return false;
      }
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
