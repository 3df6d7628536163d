import { type Stats, statSync } from 'node:fs';

const looks = new Map<string, Stats | undefined>();

/**
 * Looks at a file; `undefined` where it is not there. A path is looked at once in a turn of the event loop: a send asks for
 * the same few files many times over, and nothing of this process is written while it does. What is given is never older
 * than the turn.
 */
export function statInTurn(path: string): Stats | undefined {
  if (looks.has(path)) return looks.get(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  // Ticks come after all promises that are settled now, and before anything that waits for the system.
  if (looks.size === 0) process.nextTick(() => looks.clear());
  looks.set(path, stats);
  return stats;
}
