/** How far Git says it has come. */
export interface GitProgress {
  label: string;
  /** From 0 to 1; absent while the length is unknown. */
  fraction?: number;
}

/** Reads a line of `--progress`, such as `Receiving objects:  42% (5/12)`; nothing for a line that tells of none. */
export function parseProgress(line: string): GitProgress | undefined {
  const found = /^(?:remote: )?([A-Z][A-Za-z ]{2,40}):\s+(\d{1,3})%/.exec(line);
  if (found === null) return undefined;
  const [, label = '', percent] = found;
  return { label, fraction: Math.min(1, Number(percent) / 100) };
}
