import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import { nodesInSight } from '../../core/workspace/tree-view.ts';
import type { AppContext } from '../app-context.ts';
import { appState } from './read-state.ts';
import type { Service } from './service.ts';

/** How long a window waits for its tree; one that is read from the disk comes later. */
const treeGraceMs = 100;

/** Gives what a window shows first. */
export const readStart: Service<'app.readStart'> = async (app) => {
  const session = await app.session.read();
  return { state: appState(app), session, nodes: await readTop(app, session.expanded) };
};

async function readTop(app: AppContext, expanded: readonly ItemId[]): Promise<TreeNode[] | undefined> {
  try {
    const late = pause(treeGraceMs, undefined, { ref: false });
    const nodes = await Promise.race([app.workspace.readTree(), late]);
    return nodes === undefined ? undefined : nodesInSight(nodes, expanded);
  } catch (fault) {
    if (isAppError(fault)) return undefined;
    throw fault;
  }
}
