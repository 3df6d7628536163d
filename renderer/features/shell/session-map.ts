import type { ItemId, Revision } from '../../../core/ids.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import { hasDraft, type Session, type SessionDraft, type SessionTab } from '../../../core/session.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { State } from '../../store/store.ts';
import type { Tab } from '../tabs/tabs-slice.ts';

/** The parts of the state a session is made of; the saver compares them by identity. */
export function sessionParts(state: State): readonly unknown[] {
  return [
    state.tabs.tabs,
    state.tabs.activeKey,
    state.requests.editors,
    state.collections.editors,
    state.environments.editors,
    state.environments.selectedId,
    state.tree.expanded,
    state.app.layout,
  ];
}

function sessionTab(state: State, tab: Tab): SessionTab | undefined {
  if (tab.kind === 'welcome' || tab.kind === 'change') return undefined;
  const kept: SessionTab = { key: tab.key, kind: tab.kind, title: tab.title };
  if (tab.itemId !== undefined) kept.itemId = tab.itemId;
  if (tab.preview === true) kept.preview = true;
  if (tab.pinned === true) kept.pinned = true;
  const pending = state.app.pendingDrafts[tab.key];
  return { ...kept, ...(pending ?? draftOf(state, tab)) };
}

/** Gives the edits of a tab that are nowhere else. */
function draftOf(state: State, { key, kind, dirty, itemId }: Tab): SessionDraft {
  if (kind === 'request') {
    const editor = state.requests.editors[key];
    const isKept = editor?.status === 'ready' && (dirty || itemId === undefined);
    return isKept ? { draft: editor.draft, ...baseOf(editor.revision) } : {};
  }
  if (!dirty) return {};
  if (kind === 'collection') {
    const editor = state.collections.editors[key];
    return editor?.status === 'ready' ? { definitionDraft: editor.draft, ...baseOf(editor.revision) } : {};
  }
  const editor = kind === 'environment' ? state.environments.editors[key] : undefined;
  if (editor === undefined) return {};
  const { name, variables, stored } = editor;
  return { environmentDraft: { name, variables }, ...baseOf(stored.revision) };
}

function baseOf(revision: Revision | undefined): Pick<SessionDraft, 'baseRevision'> {
  return revision === undefined ? {} : { baseRevision: revision };
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
        dirty: hasDraft(kept),
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
      if (tab.itemId === undefined || hasDraft(tab)) return false;
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
