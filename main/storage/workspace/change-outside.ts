import { statSync } from 'node:fs';
import { reconcile } from './reconcile.ts';
import { announceChanges, announceVariables, type WorkspaceContext } from './workspace-context.ts';

/** Runs what changes files of the workspace by another way, then looks at all of them, also where it failed half-way. */
export async function changeOutside<T>(
  context: WorkspaceContext,
  work: (profile: string) => Promise<T>,
): Promise<T> {
  try {
    return await work(context.profile);
  } finally {
    await lookAtAll(context);
  }
}

async function lookAtAll(context: WorkspaceContext): Promise<void> {
  // Without its folder, as on a branch that does not have it, the workspace is out of reach and not deleted.
  if (statSync(context.root, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  announceChanges(context, await reconcile(context, [undefined], true), true);
  const { ids } = context.environments.reconcile(context.root, context.now());
  announceVariables(context, ids, true);
}
