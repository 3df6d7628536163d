import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { UndoId } from '../../../core/ids.ts';
import { syncDirectory } from '../atomic-write.ts';
import { isMissing } from '../file-system.ts';
import type { EditRecord, FileEdit } from './edit-recorder.ts';
import { absentRevision, revisionOf } from './file-stamp.ts';
import { reconcile } from './reconcile.ts';
import { announceChanges, announceVariables, type WorkspaceContext } from './workspace-context.ts';
import { conflict } from './workspace-files.ts';

/**
 * Runs several edits as one step that can be taken back. When one fails, those before it are taken back at once. The edits
 * take the write lock themselves; `exclusively` takes it for that.
 */
export async function editTogether(
  context: WorkspaceContext,
  edit: () => Promise<void>,
  exclusively: (work: () => Promise<void>) => Promise<void>,
): Promise<UndoId> {
  const record: EditRecord = { files: [], local: [] };
  try {
    await context.recorder.run(record, edit);
  } catch (fault) {
    await exclusively(() => takeBack(context, record));
    throw fault;
  }
  return context.undoLog.add(() => takeBack(context, record));
}

/**
 * Puts files and local values back as they were before a group of edits. Where one of the files was changed since, nothing
 * is touched.
 *
 * @throws AppError ERR_WORKSPACE_CONFLICT
 */
async function takeBack(context: WorkspaceContext, record: EditRecord): Promise<void> {
  const edits = netEdits(record.files);
  const current = await Promise.all(edits.map(({ path }) => context.files.read(path)));
  for (const [at, { path, after }] of edits.entries()) {
    const revision = current[at]?.revision ?? absentRevision;
    if (revision !== (after === undefined ? absentRevision : revisionOf(after)))
      throw conflict(path, revision);
  }
  for (const [at, { path, before }] of edits.entries()) {
    if (before === undefined) await remove(context, path);
    else await context.files.write(path, before, current[at]);
  }
  // The oldest values of each set are the ones from before the group.
  const oldest = new Map(record.local.toReversed().map((scope) => [scope.id, scope]));
  await context.localValues.put([...oldest.values()]);

  announceChanges(context, await reconcile(context, [undefined], true), true);
  const environments = context.environments.reconcile(context.root, context.now());
  announceVariables(context, [...environments.ids, ...oldest.keys()], true);
}

/** One edit for each file: from before the first to after the last. */
function netEdits(edits: readonly FileEdit[]): FileEdit[] {
  const byPath = new Map<string, FileEdit>();
  for (const { path, before, after } of edits) {
    const known = byPath.get(path);
    byPath.set(path, { path, before: known === undefined ? before : known.before, after });
  }
  return [...byPath.values()];
}

async function remove(context: WorkspaceContext, path: string): Promise<void> {
  const absolute = context.files.absolute(path);
  try {
    await unlink(absolute);
    await syncDirectory(dirname(absolute));
  } catch (fault) {
    if (!isMissing(fault)) throw fault;
  }
}
