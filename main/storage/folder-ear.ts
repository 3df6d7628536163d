import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isMissing } from './file-system.ts';

/**
 * Tells whether the system's word on a folder comes before everything that happens after a change in it. Linux queues it
 * with the change itself; elsewhere it comes when it comes.
 */
export const hearsInOrder = process.platform === 'linux';

/**
 * Hears that something in a folder changed, also that the folder came or went. Nothing is watched before the first
 * question.
 */
export class FolderEar {
  readonly #folder: string;
  #count = 0;
  #watcher: FSWatcher | undefined;
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Goes up with every change; `undefined` where they cannot be heard, or not in time. */
  changeCount(): number | undefined {
    if (!hearsInOrder || this.#closed) return undefined;
    if (this.#watcher === undefined) {
      // Who compares counts must not take what happened before it was listened for unchanged.
      this.#count += 1;
      this.#listen();
    }
    return this.#watcher === undefined ? undefined : this.#count;
  }

  /** Notes a change of our own at once. */
  noteChange(): void {
    this.#count += 1;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #listen(): void {
    try {
      this.#watcher = this.#watch(this.#folder);
    } catch (fault) {
      if (!isMissing(fault)) return;
      try {
        // What holds the folder tells when it comes.
        this.#watcher = this.#watch(dirname(this.#folder));
      } catch {
        // Asked again next time.
      }
    }
  }

  /** In the folder everything counts; in what holds it only the folder does. */
  #watch(path: string): FSWatcher {
    const own = basename(path);
    const watcher = watch(path, { persistent: false }, (kind, name) => {
      const isItself = name === null || name === own || name === basename(this.#folder);
      if (path !== this.#folder && !isItself) return;
      this.#count += 1;
      // The folder came, went, or is another one: what is watched is not what stands at the path.
      if (kind === 'rename' && isItself) this.#stop();
    });
    watcher.on('error', () => this.#stop());
    return watcher;
  }

  #stop(): void {
    this.#count += 1;
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
