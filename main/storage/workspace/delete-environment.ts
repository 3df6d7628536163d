import type { ItemId, UndoId } from '../../../core/ids.ts';
import { writeFailure } from '../write-failure.ts';
import { environmentPath, freeStems } from './environment-edits.ts';
import { environmentFileName, environmentsPath, environmentStem } from './layout.ts';
import type { LocalScope } from './local-value-file.ts';
import { pathExists } from './move-path.ts';
import { moveOutOfTrash, moveToTrash, type TrashedFiles } from './trash.ts';
import { newUndoId } from './undo-log.ts';
import { announceVariables, findEnvironment, type WorkspaceContext } from './workspace-context.ts';

/** Moves an environment into the trash; taking the step back brings its local values and secrets too. */
export async function deleteEnvironment(context: WorkspaceContext, id: ItemId): Promise<UndoId> {
  const entry = findEnvironment(context, id);
  const path = environmentPath(context, id);
  const values = await context.localValues.read(id, path);
  const local: LocalScope[] = values.length === 0 ? [] : [{ id, path, values }];
  const undoId = newUndoId();
  let trashed: TrashedFiles;
  try {
    trashed = await moveToTrash(context, undoId, [path], local);
  } catch (fault) {
    throw writeFailure(fault, path);
  }
  context.environments.remove(entry);
  announceVariables(context, [id], false);
  return context.undoLog.add(async () => {
    const isFree = !(await pathExists(context.files.absolute(path)));
    const stem = environmentStem(entry.fileName) ?? entry.fileName;
    const fileName = isFree ? entry.fileName : environmentFileName(freeStems(context).take(stem));
    const place = `${environmentsPath}/${fileName}`;
    await moveOutOfTrash(context, trashed, [context.files.absolute(place)]);
    context.environments.put({ ...entry, fileName });
    await context.localValues.put(local.map((scope) => ({ ...scope, path: place })));
    announceVariables(context, [id], false);
  }, undoId);
}
