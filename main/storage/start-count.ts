import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Counts the starts of a window after which nothing more was heard of it. */
export interface StartCount {
  /** Notes a start. Gives how many before it, one after the other, came to nothing. */
  begin(): number;
  /** A window is alive: once its start is some seconds ago, that start counts as a good one. */
  hear(): void;
  /** The page before went away in order: no start before this one came to nothing. */
  hearHandover(): void;
}

/** A window that lives as long as this has drawn what it opened with. */
const goodAfterMs = 5_000;

/** Opens the count of a workspace. It is a help and no more: where it cannot be kept, every start counts as the first. */
export function createStartCount(path: string, now: () => number): StartCount {
  let beganAtEpochMs: number | undefined;

  function write(count: number): void {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // Not made to last a power cut: what ends a window leaves the file system alone.
      writeFileSync(path, String(count), { mode: 0o600 });
    } catch {
      // A profile that cannot be written says so elsewhere.
    }
  }

  function read(): number {
    try {
      const count = Number(readFileSync(path, 'utf8'));
      return Number.isSafeInteger(count) && count > 0 ? count : 0;
    } catch {
      return 0;
    }
  }

  return {
    begin() {
      const before = read();
      beganAtEpochMs = now();
      write(before + 1);
      return before;
    },
    hearHandover() {
      if (beganAtEpochMs !== undefined) write(1);
    },
    hear() {
      if (beganAtEpochMs === undefined || now() - beganAtEpochMs < goodAfterMs) return;
      beganAtEpochMs = undefined;
      void rm(path, { force: true }).catch(() => undefined);
    },
  };
}
