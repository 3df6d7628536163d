/** Standard output belongs to results (the ready line, `--json`); what a script is doing goes to standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the script with a reason and what to do about it. */
export function fail(message) {
  say(`postern: ${message}`);
  process.exit(1);
}

/** `1.2 s`, `640 ms`, `3 min 5 s`. */
export function formatDuration(milliseconds) {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1_000)} s`;
}
