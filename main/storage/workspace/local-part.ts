import { randomUUID } from 'node:crypto';
import type { ItemId, Revision } from '../../../core/ids.ts';
import {
  type LocalValue,
  planVariableSave,
  rebaseLocalValues,
  type VariableSave,
  withLocalValues,
} from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { sameValue } from '../../../core/same-value.ts';
import { revisionOf } from './file-stamp.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import { conflict } from './workspace-files.ts';

/** A save of variables, with the local values it starts from. */
export interface LocalSave extends VariableSave {
  previous: LocalValue[];
}

/** Gives a new handle for a secret of this workspace. */
export function newSecretId(context: WorkspaceContext): string {
  return `workspace/${context.key}/variable/${randomUUID()}`;
}

/** A set of variables with its local part, and the revision of both. */
export interface JoinedVariables {
  variables: Variable[];
  revision: Revision;
}

/** Reads the local part of a set of variables and puts it to the shared part. */
export async function joinLocalValues(
  context: WorkspaceContext,
  place: { id: ItemId; path: string },
  shared: readonly Variable[],
  fileRevision: Revision,
): Promise<JoinedVariables> {
  const local = await context.localValues.read(place.id, place.path);
  return { variables: withLocalValues(shared, local), revision: joinRevision(context, fileRevision, local) };
}

/** Lists of local values are replaced, never edited: a send asks for the mark of the same one again and again. */
const marks = new WeakMap<readonly LocalValue[], string>();

/** The revision of a file together with local values: the file's alone where there are none. */
export function joinRevision(
  context: WorkspaceContext,
  file: Revision,
  local: readonly LocalValue[],
): Revision {
  if (local.length === 0) return file;
  const mark = marks.get(local) ?? revisionOf(JSON.stringify(local)).slice(0, 12);
  marks.set(local, mark);
  context.localHistory.put(mark, local);
  return `${file}.${mark}`;
}

/**
 * Splits edited variables into the shared and the local part. Local values that changed since the revision the edit
 * started from (an extraction, "Set as variable") are merged; a changed file refuses, unless it is to be overwritten.
 *
 * @throws AppError ERR_WORKSPACE_CONFLICT
 */
export async function planSave(
  context: WorkspaceContext,
  place: { id: ItemId; path: string; fileRevision: Revision },
  variables: readonly Variable[],
  start: { revision: Revision; overwrite: boolean },
): Promise<LocalSave> {
  const previous = await context.localValues.read(place.id, place.path);
  const [file, mark] = start.revision.split('.');
  const isCurrent = start.revision === joinRevision(context, place.fileRevision, previous);
  const base = isCurrent ? previous : mark === undefined ? [] : context.localHistory.get(mark);
  if (!start.overwrite && (file !== place.fileRevision || base === undefined)) {
    throw conflict(place.path, place.fileRevision);
  }
  const rebased = start.overwrite ? variables : rebaseLocalValues(variables, base ?? [], previous);
  return { ...planVariableSave(rebased, previous, () => newSecretId(context)), previous };
}

/** Splits the variables of a set that is new. */
export function planNew(context: WorkspaceContext, variables: readonly Variable[]): LocalSave {
  return { ...planVariableSave(variables, [], () => newSecretId(context)), previous: [] };
}

/** Splits variables of which only local values changed since they were read under the write lock. */
export async function planLocalOnly(
  context: WorkspaceContext,
  place: { id: ItemId; path: string },
  variables: readonly Variable[],
): Promise<LocalSave> {
  const previous = await context.localValues.read(place.id, place.path);
  return { ...planVariableSave(variables, previous, () => newSecretId(context)), previous };
}

/**
 * Writes the local part of a save around the write of the shared file: secrets first, so that no handle ever points
 * nowhere; secrets that nothing points to any more go last.
 */
export async function saveLocalPart<T>(
  context: WorkspaceContext,
  { id, path }: { id: ItemId; path: string },
  plan: LocalSave,
  writeShared: () => Promise<T>,
): Promise<T> {
  for (const { secretId, value } of plan.secretsToWrite) await context.secrets.write(secretId, value);
  const result = await writeShared();
  if (!sameValue(plan.local, plan.previous)) {
    context.recorder.recordLocal({ id, path, values: plan.previous });
    await context.localValues.put([{ id, path, values: plan.local }]);
  }
  // What may be taken back keeps its secrets.
  if (!context.recorder.isRecording()) {
    for (const secretId of plan.secretsToDelete) await context.secrets.delete(secretId);
  }
  return result;
}
