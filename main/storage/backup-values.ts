/** A folder of moves that a crash cut short. Those of another place and time are not to be ended here. */
const journal = /^journal\//i;

/** Tells whether a file of a workspace's part of the profile may come from a backup. `name` is relative to that part. */
export function isRestored(name: string): boolean {
  return !journal.test(name);
}

/**
 * Gives a file of a workspace's part of the profile without the commands and paths that values come from: a file that
 * travels must not decide what runs. What is asked for stays. A file that is no list of values is given as it is, under
 * whatever name it comes.
 */
export function withoutCommandsOf(bytes: Buffer): Buffer {
  let file: unknown;
  try {
    file = JSON.parse(bytes.toString('utf8'));
  } catch {
    // What cannot be read here is not read from the profile either.
    return bytes;
  }
  const scopes = memberOf(file, 'scopes');
  if (!Array.isArray(scopes)) return bytes;
  let found = false;
  for (const scope of scopes) {
    const values = memberOf(scope, 'values');
    for (const value of Array.isArray(values) ? values : []) {
      if (memberOf(value, 'source') === undefined || memberOf(memberOf(value, 'source'), 'kind') === 'ask') {
        continue;
      }
      delete (value as { source?: unknown }).source;
      found = true;
    }
  }
  return found ? Buffer.from(JSON.stringify(file)) : bytes;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
