import type { ScriptLibraryName } from '../../core/scripts/script-libraries.ts';

/** What a library's file in `libraries/` exports. */
export interface LoadedLibrary {
  /** What `require` gives. */
  lent: unknown;
  /** What the library's global name is, where that is something else. */
  named?: unknown;
}

/** What the interpreter's host lends to the code inside: functions of plain text and numbers, and one that runs a library. */
export interface GuestHost {
  /** Keeps one line for the console. */
  log(level: string, text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Random bytes of the system, in hexadecimal; no more than 65,536. */
  random(byteCount: number): string;
  /** Runs the code of a library in here and gives what it exports. */
  library(name: ScriptLibraryName): LoadedLibrary;
  /** Sends a request given as JSON; gives its number, or -1 where it may not be sent. */
  request(text: string): number;
}
