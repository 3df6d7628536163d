import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { isMissing } from '../file-system.ts';
import { writeJsonFile } from '../json-file.ts';
import { quarantine } from '../quarantine.ts';
import { staleTemporaryKind, temporaryName } from '../temporary-name.ts';
import { movePath, pathExists } from './move-path.ts';

/** One file or folder that goes from one absolute path to another. */
export interface Move {
  from: string;
  to: string;
}

const journalSchema = z.object({
  version: z.literal(1),
  moves: z.array(z.object({ from: z.string(), to: z.string() })),
  /** What to do with moves that a crash cut short. */
  afterCrash: z.enum(['back', 'forward']),
});

/**
 * Does several moves as one: all of them or, after a failure or a crash, none (`back`) or still all (`forward`). What is
 * under way stands in a journal that {@link finishMoves} reads at the next start.
 */
export async function moveTogether(
  journalDirectory: string,
  moves: readonly Move[],
  afterCrash: 'back' | 'forward' = 'back',
): Promise<void> {
  if (moves.length === 0) return;
  const journal = join(journalDirectory, temporaryName('journal'));
  await writeJsonFile(journal, { version: 1, moves, afterCrash });
  const done: Move[] = [];
  try {
    for (const move of moves) {
      await movePath(move.from, move.to);
      done.push(move);
    }
  } catch (fault) {
    for (const { from, to } of done.toReversed()) await movePath(to, from);
    await unlink(journal);
    throw fault;
  }
  await unlink(journal);
}

/** Ends the moves that a crash cut short; called before the workspace is looked at. */
export async function finishMoves(
  journalDirectory: string,
  context: { log: Log; now(): number },
): Promise<void> {
  for (const name of await readdir(journalDirectory).catch(() => [])) {
    // Another process that shares the profile may be in the middle of its own.
    if (staleTemporaryKind(name) !== 'journal') continue;
    const path = join(journalDirectory, name);
    try {
      const { moves, afterCrash } = journalSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      const steps =
        afterCrash === 'forward' ? moves : moves.toReversed().map(({ from, to }) => ({ from: to, to: from }));
      for (const step of steps) {
        // What is already where it belongs, or stands in both places (a copy that was never acknowledged), stays.
        if ((await pathExists(step.from)) && !(await pathExists(step.to))) await movePath(step.from, step.to);
      }
      await unlink(path);
    } catch (fault) {
      if (isMissing(fault)) continue;
      context.log.error('moves of the last run could not be ended', fault);
      await quarantine(path, context.now()).catch(() => undefined);
    }
  }
}
