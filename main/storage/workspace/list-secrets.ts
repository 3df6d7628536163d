import { isAppError } from '../../../core/errors.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** The secret of a variable; the value is absent where it cannot be decrypted now. */
export interface VariableSecret {
  secretId: string;
  /** The variable and where it belongs, for people. */
  name: string;
  value: string | undefined;
}

/** Gives the stored value of every secret variable of the workspace. Node side only. */
export async function listSecrets(context: WorkspaceContext): Promise<VariableSecret[]> {
  const secrets: VariableSecret[] = [];
  for (const { id, values } of await context.localValues.all()) {
    const owner =
      id === globalsId ? 'Globals' : (context.tree.find(id)?.name ?? context.environments.find(id)?.name);
    for (const { key, secretId } of values) {
      if (secretId === undefined) continue;
      const name = owner === undefined ? `${key} (deleted)` : `${key} (${owner})`;
      secrets.push({ secretId, name, value: await readOrNothing(context, secretId) });
    }
  }
  return secrets;
}

async function readOrNothing(context: WorkspaceContext, secretId: string): Promise<string | undefined> {
  try {
    return (await context.secrets.read(secretId)) ?? '';
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    return undefined;
  }
}
