import { randomUUID } from 'node:crypto';
import type { ItemId } from '../../../core/ids.ts';
import {
  type LocalValue,
  planVariableSave,
  type VariableSave,
  withLocalValues,
} from '../../../core/variables/local-values.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { sameValue } from '../../../core/same-value.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** A save of variables, with the local values it starts from. */
export interface LocalSave extends VariableSave {
  previous: LocalValue[];
}

/** Gives a new handle for a secret of this workspace. */
export function newSecretId(context: WorkspaceContext): string {
  return `workspace/${context.key}/variable/${randomUUID()}`;
}

/** Reads the local part of a set of variables and puts it to the shared part. */
export async function joinLocalValues(
  context: WorkspaceContext,
  id: ItemId,
  path: string,
  shared: readonly Variable[],
): Promise<Variable[]> {
  return withLocalValues(shared, await context.localValues.read(id, path));
}

/** Splits edited variables into the shared and the local part. */
export async function planSave(
  context: WorkspaceContext,
  id: ItemId,
  path: string,
  variables: readonly Variable[],
): Promise<LocalSave> {
  const previous = await context.localValues.read(id, path);
  return { ...planVariableSave(variables, previous, () => newSecretId(context)), previous };
}

/**
 * Writes the local part of a save around the write of the shared file: secrets first, so that no handle ever points
 * nowhere; secrets that nothing points to any more go last.
 */
export async function saveLocalPart<T>(
  context: WorkspaceContext,
  id: ItemId,
  path: string,
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
