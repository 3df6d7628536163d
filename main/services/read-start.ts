import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../../core/errors.ts';
import type { Session } from '../../core/session.ts';
import type { ItemId } from '../../core/ids.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import { nodesInSight } from '../../core/workspace/tree-view.ts';
import type { AppContext } from '../app-context.ts';
import { appState } from './read-state.ts';
import type { Service } from './service.ts';

/** How long a window waits for its tree; one that is read from the disk comes later. */
const treeGraceMs = 100;

/** After so many starts that came to nothing, one after the other, the tab that was open last is not shown at once. */
const mostBadStarts = 3;

/** Gives what a window shows first. */
export const readStart: Service<'app.readStart'> = async (app) => {
  const session = await app.session.read();
  const isCareful = app.starts.begin() >= mostBadStarts;
  const nodes = await readTop(app, session.expanded);
  const state = appState(app);
  return isCareful ? { state, session: withSettings(session), nodes, isCareful } : { state, session, nodes };
};

/** Opens a session on the settings; every other tab is there, with its edits, and nothing of it is drawn. */
function withSettings(session: Session): Session {
  const open = session.tabs.find((tab) => tab.kind === 'settings');
  const settings = open ?? { key: randomUUID(), kind: 'settings' as const, title: 'Settings' };
  const tabs = open === undefined ? [...session.tabs, settings] : session.tabs;
  return { ...session, tabs, activeTab: settings.key };
}

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
