/** Where unexpected faults go. Never given request headers, bodies or secrets. */
export interface Log {
  error(message: string, fault: unknown): void;
  info(message: string): void;
}

/** Writes to standard error, so that standard output stays for results. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  return {
    error(message, fault) {
      write(
        `postern: ${message}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
      );
    },
    info(message) {
      write(`postern: ${message}`);
    },
  };
}
