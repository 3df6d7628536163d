/** Gives a duration as people read it: `184 ms`, `1.24 s`, `2 m 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1) return '< 1 ms';
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1_000).toFixed(2)} s`;
  return `${Math.floor(durationMs / 60_000)} m ${Math.round((durationMs % 60_000) / 1_000)} s`;
}

const sizeUnits = ['B', 'KB', 'MB', 'GB'] as const;

/** Gives a size as people read it, 1 KB being 1,024 bytes: `512 B`, `4.2 KB`. */
export function formatSize(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1_024 && unit < sizeUnits.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${sizeUnits[unit]}`;
}
