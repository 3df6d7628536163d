import { type Stats, statSync } from 'node:fs';
import { statInTurn } from '../stat-in-turn.ts';
import { type FileStamp, isRacy, sameStamp } from './file-stamp.ts';

interface CachedParse {
  /** Absent: there was no such file. */
  stamp: FileStamp | undefined;
  value: unknown;
}

const mostParses = 500;

/** Parsed files by path, good as long as the file's stamp is the same: environments and definitions are read on every send. */
export class ParseCache {
  readonly #parses = new Map<string, CachedParse>();

  /** Gives what `load` gave for this path last time where the file did not change since. The value is shared: read it only. */
  async read<T>(absolutePath: string, now: number, load: () => Promise<T>): Promise<T> {
    const stamp = stampOf(statInTurn(absolutePath));
    const cached = this.#parses.get(absolutePath);
    if (cached !== undefined && isUnchanged(cached.stamp, stamp)) return cached.value as T;
    const value = await load();
    this.#parses.delete(absolutePath);
    // Only when it was surely this content that was loaded.
    if ((stamp === undefined || !isRacy(stamp, now)) && isUnchanged(stamp, lookAgain(absolutePath))) {
      this.#parses.set(absolutePath, { stamp, value });
      const oldest = this.#parses.keys().next();
      if (this.#parses.size > mostParses && oldest.done !== true) this.#parses.delete(oldest.value);
    }
    return value;
  }
}

/** Two looks at a path that found the same file, or both none. */
function isUnchanged(before: FileStamp | undefined, now: FileStamp | undefined): boolean {
  return before === undefined || now === undefined ? before === now : sameStamp(before, now);
}

/** After the content was loaded only a look of its own proves something. */
function lookAgain(path: string): FileStamp | undefined {
  return stampOf(statSync(path, { throwIfNoEntry: false }));
}

function stampOf(stat: Stats | undefined): FileStamp | undefined {
  return stat === undefined ? undefined : { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}
