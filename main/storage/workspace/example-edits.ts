import { rm, rmdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { AppError, isAppError } from '../../../core/errors.ts';
import type { ItemId, UndoId } from '../../../core/ids.ts';
import type { Example } from '../../../core/workspace/example.ts';
import { FileStems } from '../../../core/workspace/file-stem.ts';
import { editFields } from '../../../core/workspace/formats/edit-fields.ts';
import { readExampleFile, writeExampleFile } from '../../../core/workspace/formats/example-file.ts';
import { writeFailure } from '../write-failure.ts';
import type { Entry } from './entry-tree.ts';
import { declareExamples } from './example-declaration.ts';
import { examplesDirectory, usualExamplesPath } from './example-reads.ts';
import { exampleFileName, exampleStem } from './layout.ts';
import { moveTogether } from './move-journal.ts';
import { findRequest } from './request-edits.ts';
import { journalPath, moveOutOfTrash, moveToTrash, type TrashedFiles } from './trash.ts';
import { newUndoId } from './undo-log.ts';
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
  const stem = new FileStems(stemsOf(names)).take(example.name);
  const folder = directory?.path ?? usualExamplesPath(entry);
  const order = await lastOrder(context, folder, names);
  const path = posix.join(folder, exampleFileName(stem));
  const revision = await context.files.write(path, writeExampleFile({ example, order }, stem), undefined);
  await count(context, entry, 1);
  return context.undoLog.add(async () => {
    const now = await context.files.read(path);
    if (now === undefined) return;
    if (now.revision !== revision) throw conflict(path, now.revision);
    await rm(context.files.absolute(path));
    await leaveFolder(context, folder);
    const present = context.tree.find(requestId);
    if (present !== undefined) await count(context, present, -1);
  });
}

/** Renames an example; its file follows. Gives the name of the file from now on. */
export async function renameExample(
  context: WorkspaceContext,
  requestId: ItemId,
  fileName: string,
  name: string,
): Promise<string> {
  const { entry, folder, names } = await findExample(context, requestId, fileName);
  const stem = new FileStems(stemsOf(names.filter((each) => each !== fileName))).take(name);
  const path = posix.join(folder, fileName);
  const content = await context.files.read(path);
  if (content === undefined) throw exampleNotFound(fileName);
  const text = editFields(content.text, { name: name === stem ? undefined : name });
  if (text !== content.text) await context.files.write(path, text, content);
  const target = exampleFileName(stem);
  if (target !== fileName) {
    const move = {
      from: context.files.absolute(path),
      to: context.files.absolute(posix.join(folder, target)),
    };
    try {
      await moveTogether(journalPath(context), [move]);
    } catch (fault) {
      throw writeFailure(fault, path);
    }
  }
  announceTree(context, { upserted: [entry] });
  return target;
}

/** Moves an example into the trash; the step can be taken back. */
export async function deleteExample(
  context: WorkspaceContext,
  requestId: ItemId,
  fileName: string,
): Promise<UndoId> {
  const { entry, folder } = await findExample(context, requestId, fileName);
  const path = posix.join(folder, fileName);
  const undoId = newUndoId();
  let trashed: TrashedFiles;
  try {
    trashed = await moveToTrash(context, undoId, [path], []);
  } catch (fault) {
    throw writeFailure(fault, path);
  }
  await leaveFolder(context, folder);
  await count(context, entry, -1);
  return context.undoLog.add(() => restoreExample(context, requestId, fileName, trashed), undoId);
}

/** Puts a deleted example back beside its request, wherever that is by now. */
async function restoreExample(
  context: WorkspaceContext,
  requestId: ItemId,
  fileName: string,
  trashed: TrashedFiles,
): Promise<void> {
  const entry = context.tree.find(requestId);
  if (entry === undefined) {
    throw new AppError(
      'ERR_WORKSPACE_UNDO_EXPIRED',
      'The request it belonged to is gone. Take back the deletion of that request first.',
    );
  }
  const directory = await examplesDirectory(context, entry);
  const folder = directory?.path ?? usualExamplesPath(entry);
  const names = directory?.names ?? [];
  const stem = exampleStem(fileName) ?? fileName;
  const place = names.includes(fileName)
    ? exampleFileName(new FileStems(stemsOf(names)).take(stem))
    : fileName;
  await moveOutOfTrash(context, trashed, [context.files.absolute(posix.join(folder, place))]);
  await count(context, entry, 1);
}

/** A name that no listing of the folder has is no example, whatever path it may be. */
async function findExample(
  context: WorkspaceContext,
  requestId: ItemId,
  fileName: string,
): Promise<{ entry: Entry; folder: string; names: string[] }> {
  const entry = findRequest(context, requestId);
  const directory = await examplesDirectory(context, entry);
  if (!directory?.names.includes(fileName) || exampleStem(fileName) === undefined) {
    throw exampleNotFound(fileName);
  }
  return { entry, folder: directory.path, names: directory.names };
}

async function count(context: WorkspaceContext, entry: Entry, by: number): Promise<void> {
  entry.exampleCount = Math.max((entry.exampleCount ?? 0) + by, 0);
  await declareExamples(context, entry);
  announceTree(context, { upserted: [entry] });
}

/** An empty folder stands for nothing, and Git does not keep it. */
async function leaveFolder(context: WorkspaceContext, folder: string): Promise<void> {
  for (const path of [folder, posix.dirname(folder)]) {
    try {
      await rmdir(context.files.absolute(path));
    } catch {
      // Something is still in it.
      return;
    }
  }
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

function stemsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => exampleStem(name) ?? []);
}

function exampleNotFound(fileName: string): AppError {
  return new AppError(
    'ERR_WORKSPACE_ITEM_NOT_FOUND',
    'That example is no longer there. It was renamed or deleted, here or by another program.',
    { details: { fileName } },
  );
}
