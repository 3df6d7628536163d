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
    announceChanges(context, await reconcile(context, [undefined], true), true);
    const { ids } = context.environments.reconcile(context.root, context.now());
    announceVariables(context, ids, true);
  }
}
