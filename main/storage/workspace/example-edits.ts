import { rm } from 'node:fs/promises';
import { posix } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import type { Example } from '../../../core/workspace/example.ts';
import { FileStems } from '../../../core/workspace/file-stem.ts';
import { readExampleFile, writeExampleFile } from '../../../core/workspace/formats/example-file.ts';
import type { Entry } from './entry-tree.ts';
import { examplesDirectory, usualExamplesPath } from './example-reads.ts';
import { exampleFileName, exampleStem } from './layout.ts';
import { findRequest } from './request-edits.ts';
import { announceTree, type WorkspaceContext } from './workspace-context.ts';
import { conflict } from './workspace-files.ts';

const orderStep = 1_000;

/** Writes an example of a request, the last one; the step can be taken back while nobody edits its file. */
export async function createExample(
  context: WorkspaceContext,
  requestId: ItemId,
  example: Example,
): Promise<UndoId> {
  const entry = findRequest(context, requestId);
  const directory = await examplesDirectory(context, entry);
  const names = directory?.names ?? [];
  const stems = names.flatMap((name) => exampleStem(name) ?? []);
  const stem = new FileStems(stems).take(example.name);
  const folder = directory?.path ?? usualExamplesPath(entry);
  const order = await lastOrder(context, folder, names);
  const path = posix.join(folder, exampleFileName(stem));
  const revision = await context.files.write(path, writeExampleFile({ example, order }, stem), undefined);
  count(context, entry, 1);
  return context.undoLog.add(async () => {
    const now = await context.files.read(path);
    if (now === undefined) return;
    if (now.revision !== revision) throw conflict(path, now.revision);
    await rm(context.files.absolute(path));
    const present = context.tree.find(requestId);
    if (present !== undefined) count(context, present, -1);
  });
}

function count(context: WorkspaceContext, entry: Entry, by: number): void {
  entry.exampleCount = Math.max((entry.exampleCount ?? 0) + by, 0);
  announceTree(context, { upserted: [entry] });
}

/** The order behind all that say one. */
async function lastOrder(
  context: WorkspaceContext,
  folder: string,
  names: readonly string[],
): Promise<number> {
  let highest = 0;
  for (const name of names) {
    const stem = exampleStem(name);
    if (stem === undefined) continue;
    try {
      const content = await context.files.read(posix.join(folder, name));
      if (content === undefined) continue;
      highest = Math.max(highest, readExampleFile(content.text, stem).order ?? 0);
    } catch (fault) {
      // One that cannot be read has no order.
      if (!isAppError(fault)) throw fault;
    }
  }
  return Math.floor(highest) + orderStep;
}
