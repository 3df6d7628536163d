import type { Tty } from './ask-on-tty.ts';

/** The streams and facts of one run of the command line. */
export interface Terminal {
  /** Where relative files start. */
  readonly cwd: string;
  /** Folder of all bundles (`out`). */
  readonly outPath: string;
  readonly version: string;
  /** Writes a result to standard output; resolves when it is handed over. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Writes news to standard error. */
  tell(line: string): void;
  /** Reads all of standard input as text. */
  readInput(): Promise<string>;
  /** There where a person can be asked. */
  readonly tty?: Tty | undefined;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}
