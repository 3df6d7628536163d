import { type Stats, readFileSync, statSync } from 'node:fs';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { statInTurn } from './stat-in-turn.ts';
import { WriteLock } from './workspace/write-lock.ts';

/** What a file is opened with. */
export interface SharedJsonFileOptions<T> {
  parse(value: unknown): T;
  /** What stands for a file that is not there yet. */
  empty: T;
  log: Log;
  now(): number;
}

/**
 * A private JSON file of the profile that two running Posterns may write: each change is made to what is on disk at that
 * moment, under a lock, and what another process wrote is seen at the next look.
 */
export class SharedJsonFile<T> {
  readonly #path: string;
  readonly #options: SharedJsonFileOptions<T>;
  readonly #lock: WriteLock;
  #value: T;
  #stamp: string;

  private constructor(path: string, options: SharedJsonFileOptions<T>, value: T, stamp: string) {
    this.#path = path;
    this.#options = options;
    this.#lock = new WriteLock(`${path}.lock`);
    this.#value = value;
    this.#stamp = stamp;
  }

  /** Opens a file; one that cannot be read is moved aside. Nothing is made until the first change. */
  static async open<T>(path: string, options: SharedJsonFileOptions<T>): Promise<SharedJsonFile<T>> {
    const stamp = stampOf(path);
    const read = await readJsonFile(path, (value) => options.parse(value), options);
    return new SharedJsonFile(path, options, read ?? options.empty, stamp);
  }

  /** Gives what the file holds now. Synchronous, since it is on the path of every send; a look at a stamp is cheap. */
  read(): T {
    const stamp = toStamp(statInTurn(this.#path));
    if (stamp === this.#stamp) return this.#value;
    try {
      this.#value = this.#options.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      // Gone or damaged from outside: what was known stays in use until the next change looks closer.
    }
    this.#stamp = stamp;
    return this.#value;
  }

  /** Changes what is on disk; it is there when this returns. @throws AppError ERR_WORKSPACE_WRITE_FAILED */
  change(edit: (value: T) => T): Promise<void> {
    return this.#lock.run(async () => {
      const read = await readJsonFile(this.#path, (value) => this.#options.parse(value), this.#options);
      const next = edit(read ?? this.#options.empty);
      await writeJsonFile(this.#path, next);
      this.#value = next;
      this.#stamp = stampOf(this.#path);
    });
  }

  /** Waits for changes under way and removes what the lock keeps on disk. */
  async close(): Promise<void> {
    await this.#lock.runWithoutFile(() => Promise.resolve());
    await this.#lock.close();
  }
}

function stampOf(path: string): string {
  return toStamp(statSync(path, { throwIfNoEntry: false }));
}

function toStamp(stat: Stats | undefined): string {
  return stat === undefined ? 'absent' : `${stat.ino}-${stat.mtimeMs}-${stat.size}`;
}
