import { hasDraft, type Session, type SessionTab } from '../../../core/session.ts';
import type { State } from '../../store/store.ts';
import { goneTabKeys, tabsOf } from './session-map.ts';

/** Puts back what the last session had open, as far as nothing has to be read for it. */
export function restoreSession(get: () => State, session: Session): void {
  const { tree, tabs } = get();
  tree.restoreExpanded(session.expanded);
  tabs.restore(tabsOf(session, tree.nodes), session.activeTab);
  void get().responses.rejoinLeft();
  const drafts = session.tabs.filter(hasDraft);
  get().app.setPendingDrafts(
    Object.fromEntries(
      drafts.map(({ key, draft, definitionDraft, environmentDraft, baseRevision }) => [
        key,
        { draft, definitionDraft, environmentDraft, baseRevision },
      ]),
    ),
  );
  const restored = drafts.map((tab) => restoreDraft(get, tab));
  void Promise.all(restored).then(() => get().app.setPendingDrafts({}));
}

async function restoreDraft(get: () => State, tab: SessionTab): Promise<void> {
  const { requests, collections, environments } = get();
  const { key, itemId, title, draft, definitionDraft, environmentDraft, baseRevision } = tab;
  if (draft !== undefined) await requests.restore(key, { itemId, title, draft, baseRevision });
  if (itemId === undefined) return;
  if (definitionDraft !== undefined)
    await collections.restore(key, { itemId, title, draft: definitionDraft, baseRevision });
  if (environmentDraft !== undefined)
    await environments.restore(key, { itemId, draft: environmentDraft, baseRevision });
}

/** Reads the lists the session is shown with, and closes what is no longer there. */
export async function completeSession(get: () => State, session: Session): Promise<void> {
  const { tree, tabs, environments } = get();
  await Promise.all([tree.load(), environments.load()]);
  const { list } = get().environments;
  const selectedId = session.selectedEnvironmentId;
  const isStillThere = list.some((environment) => environment.id === selectedId);
  if (isStillThere && get().environments.selectedId === undefined) await environments.select(selectedId);
  // A tree that could not be read says nothing about what is gone.
  if (get().tree.status !== 'ready') return;
  const { nodes } = get().tree;
  for (const key of goneTabKeys(
    session,
    nodes,
    list.map((environment) => environment.id),
  ))
    tabs.close(key);
  tabs.takeNodes(Object.values(nodes));
}
