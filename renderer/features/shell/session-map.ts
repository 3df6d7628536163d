import type { ItemId } from '../../../core/ids.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import type { Session } from '../../../core/session.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { State } from '../../store/store.ts';
import type { Tab } from '../tabs/tabs-slice.ts';

type SessionTab = Session['tabs'][number];

/** Unsaved edits as the session keeps them. */
export type PendingDraft = Pick<SessionTab, 'draft' | 'baseRevision'>;

/** The parts of the state a session is made of; the saver compares them by identity. */
export function sessionParts(state: State): readonly unknown[] {
  return [
    state.tabs.tabs,
    state.tabs.activeKey,
    state.requests.editors,
    state.environments.selectedId,
    state.tree.expanded,
    state.app.layout,
  ];
}

function sessionTab(state: State, tab: Tab): SessionTab | undefined {
  if (tab.kind === 'welcome') return undefined;
  const kept: SessionTab = { key: tab.key, kind: tab.kind, title: tab.title };
  if (tab.itemId !== undefined) kept.itemId = tab.itemId;
  if (tab.preview === true) kept.preview = true;
  if (tab.pinned === true) kept.pinned = true;
  const pending = state.app.pendingDrafts[tab.key];
  if (pending !== undefined) return { ...kept, ...pending };
  const editor = tab.kind === 'request' ? state.requests.editors[tab.key] : undefined;
  if (editor?.status === 'ready' && (tab.dirty || tab.itemId === undefined)) {
    kept.draft = editor.draft;
    if (editor.revision !== undefined) kept.baseRevision = editor.revision;
  }
  return kept;
}

/** Gives what is to be kept of the window: open tabs with their drafts, the selection and the layout. */
export function sessionOf(state: State): Session {
  const session: Session = {
    tabs: state.tabs.tabs.flatMap((tab) => sessionTab(state, tab) ?? []),
    expanded: Object.keys(state.tree.expanded),
    layout: state.app.layout,
  };
  if (state.tabs.activeKey !== undefined) session.activeTab = state.tabs.activeKey;
  if (state.environments.selectedId !== undefined) {
    session.selectedEnvironmentId = state.environments.selectedId;
  }
  return session;
}

/** Gives the tabs of a session. An unsaved request without its draft has nothing to show and is left out. */
export function tabsOf(session: Session, nodes: Readonly<Record<ItemId, TreeNode>>): Tab[] {
  return session.tabs.flatMap((kept): Tab[] => {
    if (kept.kind === 'request' && kept.itemId === undefined && kept.draft === undefined) return [];
    const method = kept.draft?.method ?? nodes[kept.itemId ?? '']?.method;
    return [
      {
        key: kept.key,
        kind: kept.kind,
        title: kept.title,
        dirty: kept.draft !== undefined,
        ...(kept.itemId === undefined ? {} : { itemId: kept.itemId }),
        ...(method === undefined ? {} : { method }),
        ...(kept.preview === true ? { preview: true } : {}),
        ...(kept.pinned === true ? { pinned: true } : {}),
      },
    ];
  });
}

/** Tells which restored tabs show something that is no longer there; one with a draft stays. */
export function goneTabKeys(
  session: Session,
  nodes: Readonly<Record<ItemId, TreeNode>>,
  environmentIds: readonly ItemId[],
): string[] {
  return session.tabs
    .filter((tab) => {
      if (tab.itemId === undefined || tab.draft !== undefined) return false;
      // Its page says so itself.
      if (tab.kind === 'history') return false;
      if (tab.kind === 'environment') return tab.itemId !== globalsId && !environmentIds.includes(tab.itemId);
      return nodes[tab.itemId] === undefined;
    })
    .map((tab) => tab.key);
}

/** Reads a number kept in the layout. */
export function layoutNumber(layout: Record<string, JsonValue>, key: string): number | undefined {
  const value = layout[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
