import type { EventPayload, OperationInput } from '../../../core/contract.ts';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { ancestorIds, indexTree, isContainer, subtreeIds } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { createExportActions, type ExportActions } from './export-actions.ts';
import { freeSiblingName } from './free-sibling-name.ts';
import { moveItem } from './move-item.ts';
import {
  collectionSectionOf,
  createTextSearch,
  endTextSearch,
  requestSectionOf,
  type TextSearch,
  type TextSearchActions,
} from './text-search.ts';
import { withNodes } from './with-nodes.ts';

/** How an item is revealed: with the keyboard's focus, or without bringing the side bar up for it. */
export interface RevealOptions {
  takesFocus?: boolean;
  quietly?: boolean;
}

export interface TreeSlice extends ExportActions, TextSearchActions {
  status: 'loading' | 'ready' | 'failed';
  error: { code: string | undefined; message: string } | undefined;
  /** Every node by id; the sorted structure is derived from it. */
  nodes: Record<ItemId, TreeNode>;
  expanded: Record<ItemId, true>;
  selectedId: ItemId | undefined;
  /** The node whose name is being edited. */
  renamingId: ItemId | undefined;
  search: string;
  /** Absent while names are searched. */
  textSearch: TextSearch | undefined;
  /** The node the panel is asked to scroll to; a new object for every time it is asked. */
  revealed: { id: ItemId; takesFocus: boolean } | undefined;
  /** How often the search field was asked to take the focus. */
  searchAsked: number;
  /** The node waiting to be pasted into another place. */
  cutId: ItemId | undefined;
  /** The node that copies are pasted of, as often as wanted. */
  copiedId: ItemId | undefined;
  load(): Promise<void>;
  /** Shows the nodes in sight until all are there. */
  showTop(nodes: readonly TreeNode[]): void;
  setExpanded(id: ItemId, expanded: boolean): void;
  restoreExpanded(ids: ItemId[]): void;
  collapseAll(): void;
  select(id: ItemId | undefined): void;
  setSearch(text: string): void;
  /** Shows the collections and puts the caret into their search field. */
  askSearch(): void;
  startRename(id: ItemId | undefined): void;
  rename(id: ItemId, name: string): Promise<void>;
  create(kind: 'collection' | 'folder' | 'request', parentId: ItemId | undefined): Promise<void>;
  duplicate(id: ItemId): Promise<void>;
  /** Moves, and shows a notice with Undo where that is into another container. */
  move(id: ItemId, parentId: ItemId | undefined, beforeId: ItemId | undefined): Promise<void>;
  cut(id: ItemId | undefined): void;
  copy(id: ItemId): void;
  /** Moves what was cut, or adds a copy of what was copied. */
  paste(parentId: ItemId | undefined, beforeId: ItemId | undefined): Promise<void>;
  /** Deletes and shows a notice with Undo. */
  delete(id: ItemId): Promise<void>;
  /** Opens the item's tab; a preview is replaced by the next one. */
  open(id: ItemId, options?: { preview?: boolean }): void;
  /** Expands the parents of an item, selects it and scrolls to it. */
  reveal(id: ItemId, options?: RevealOptions): void;
  takeChange(change: Pick<EventPayload<'workspace.treeChanged'>, 'upserted' | 'removedIds'>): void;
}

type Tools = SliceTools<'tree'>;
type Part<K extends keyof TreeSlice> = Pick<TreeSlice, K>;

const newNames = { collection: 'New collection', folder: 'New folder', request: 'New request' };

/** The actions that change the workspace; those on what is there show at once and go back when refused. */
function editActions(
  tools: Tools,
): Part<'rename' | 'create' | 'duplicate' | 'move' | 'delete' | 'startRename' | 'cut' | 'copy' | 'paste'> {
  const { set, get } = tools;
  const adopt = (node: TreeNode) => set((slice) => ({ nodes: withNodes(slice.nodes, [node]) }));
  /** Puts nodes back unless something else changed them meanwhile. */
  const rollBack = (before: readonly TreeNode[], shown: readonly TreeNode[]) =>
    set(({ nodes }) => ({
      nodes: withNodes(
        nodes,
        before.filter((node) => shown.includes(nodes[node.id] ?? node)),
      ),
    }));
  const duplicate = async (input: OperationInput<'item.duplicate'>) => {
    try {
      const { node } = await call('item.duplicate', input);
      adopt(node);
      // A copied folder brings what is inside it with the tree's own event.
      get().tree.reveal(node.id, { takesFocus: true });
    } catch (error) {
      get().notices.showError(error);
    }
  };

  return {
    startRename(id) {
      set({ renamingId: id });
    },
    cut(id) {
      set({ cutId: id, copiedId: undefined });
    },
    copy(id) {
      set({ copiedId: id, cutId: undefined });
    },
    async paste(parentId, beforeId) {
      const { cutId, copiedId } = get().tree;
      if (cutId !== undefined) await get().tree.move(cutId, parentId, beforeId);
      else if (copiedId !== undefined && parentId !== undefined)
        await duplicate({ id: copiedId, into: { parentId, beforeId } });
    },
    async rename(id, name) {
      const before = get().tree.nodes[id];
      const wanted = name.trim();
      if (before === undefined || wanted === '' || wanted === before.name) return;
      const shown = { ...before, name: wanted };
      adopt(shown);
      get().tabs.takeNodes([shown]);
      try {
        const { node } = await call('item.rename', { id, name: wanted });
        adopt(node);
        get().tabs.takeNodes([node]);
      } catch (error) {
        rollBack([before], [shown]);
        get().tabs.takeNodes([before]);
        get().notices.showError(error);
      }
    },
    async create(kind, parentId) {
      const siblings = indexTree(get().tree.nodes).get(parentId) ?? [];
      const name = freeSiblingName(newNames[kind], siblings);
      try {
        const { node } = await call('item.create', { kind, parentId, name });
        adopt(node);
        if (kind === 'request') get().tree.open(node.id);
        get().tree.reveal(node.id);
        set({ renamingId: node.id });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    duplicate: (id) => duplicate({ id }),
    move: (id, parentId, beforeId) => moveItem(tools, { adopt, rollBack }, id, { parentId, beforeId }),
    delete: (id) => deleteItem(tools, id),
  };
}

async function deleteItem({ set, get }: Tools, id: ItemId): Promise<void> {
  const { nodes } = get().tree;
  const node = nodes[id];
  if (node === undefined) return;
  const ids = new Set(subtreeIds(indexTree(nodes), id));
  const removed = Object.values(nodes).filter((each) => ids.has(each.id));
  set((slice) => ({
    nodes: Object.fromEntries(Object.entries(slice.nodes).filter(([key]) => !ids.has(key))),
    selectedId: ids.has(slice.selectedId ?? '') ? undefined : slice.selectedId,
  }));
  const putBack = () => set((slice) => ({ nodes: withNodes(slice.nodes, removed) }));
  try {
    const { undoId } = await call('item.delete', { id });
    // Tabs with edits stay: what was typed can still be saved elsewhere.
    const tabs = get().tabs.tabs.filter((tab) => ids.has(tab.itemId ?? '') && !tab.dirty);
    for (const tab of tabs) get().tabs.close(tab.key);
    const undo = async () => {
      try {
        await call('workspace.undo', { undoId });
        await get().tree.load();
        for (const { key: _key, dirty: _dirty, ...tab } of tabs) get().tabs.open(tab);
        get().tree.reveal(id);
      } catch (error) {
        get().notices.showError(error);
      }
    };
    const inside = removed.length - 1;
    get().notices.show({
      kind: 'info',
      text: `Deleted “${node.name}”${inside === 0 ? '' : ` and ${inside.toLocaleString('en')} inside it`}`,
      action: { label: 'Undo', run: () => void undo() },
    });
  } catch (error) {
    putBack();
    get().notices.showError(error);
  }
}

/** Where a text was searched for, the tab shows the part that holds it. */
function showFoundPlace({ get }: Tools, node: TreeNode): void {
  const place = get().tree.textSearch?.found.get(node.id)?.place;
  const tabKey = get().tabs.activeKey;
  if (place === undefined || tabKey === undefined) return;
  const section = requestSectionOf(place);
  if (isContainer(node)) get().collections.open(node.id, collectionSectionOf(place));
  else if (section !== undefined) get().requests.showSection(tabKey, section);
}

/** What can be opened in a tab, or why it cannot. */
function openItem({ get }: Tools, node: TreeNode, preview: boolean): void {
  if (node.kind === 'request') {
    const method = node.method === undefined ? {} : { method: node.method };
    get().tabs.open({ kind: 'request', itemId: node.id, title: node.name, preview, ...method });
  } else if (isContainer(node)) {
    get().tabs.open({ kind: 'collection', itemId: node.id, title: node.name, preview });
  } else if (node.kind === 'damaged') {
    get().notices.show({
      kind: 'warning',
      text: `“${node.name}” could not be read (${node.detail ?? 'damaged'}). Mend its file in an editor, and it shows here again.`,
    });
  } else {
    const kind = node.detail ?? 'this kind of request';
    get().notices.show({
      kind: 'info',
      text: `Postern keeps “${node.name}” as it is, but does not send ${kind}`,
    });
  }
}

export const createTreeSlice: SliceCreator<'tree'> = (tools) => {
  const { set, get } = tools;
  return {
    status: 'loading',
    error: undefined,
    nodes: {},
    expanded: {},
    selectedId: undefined,
    renamingId: undefined,
    search: '',
    textSearch: undefined,
    revealed: undefined,
    searchAsked: 0,
    cutId: undefined,
    copiedId: undefined,
    async load() {
      if (get().tree.status === 'failed') set({ status: 'loading' });
      try {
        const { nodes } = await call('workspace.readTree', {});
        set({ nodes: withNodes({}, nodes), status: 'ready', error: undefined });
      } catch (error) {
        const code = isAppError(error) ? error.code : undefined;
        // A tree that was read before is better than none while the Node side is away.
        if (get().app.noteRefusal(code) && get().tree.status === 'ready') return;
        const message = error instanceof Error ? error.message : String(error);
        set({ status: 'failed', error: { code, message } });
      }
    },
    showTop(nodes) {
      if (get().tree.status === 'loading') set({ nodes: withNodes({}, nodes), status: 'ready' });
    },
    setExpanded(id, isExpanded) {
      set(({ expanded: { [id]: _closed, ...others } }) => ({
        expanded: isExpanded ? { ...others, [id]: true } : others,
      }));
    },
    restoreExpanded(ids) {
      set({ expanded: Object.fromEntries(ids.map((id) => [id, true as const])) });
    },
    collapseAll() {
      set({ expanded: {} });
    },
    select(id) {
      set({ selectedId: id });
    },
    setSearch(text) {
      endTextSearch();
      set({ search: text, textSearch: undefined });
    },
    askSearch() {
      set((slice) => ({ searchAsked: slice.searchAsked + 1 }));
      get().app.showSidebar('collections');
    },
    ...editActions(tools),
    ...createExportActions(tools),
    ...createTextSearch(tools),
    open(id, { preview = false } = {}) {
      const node = get().tree.nodes[id];
      if (node === undefined) return;
      set({ selectedId: id });
      openItem(tools, node, preview);
      showFoundPlace(tools, node);
    },
    reveal(id, { takesFocus = false, quietly = false } = {}) {
      const { nodes, expanded } = get().tree;
      if (nodes[id] === undefined) return;
      const above = Object.fromEntries(ancestorIds(nodes, id).map((each) => [each, true as const]));
      set({ expanded: { ...expanded, ...above }, selectedId: id, revealed: { id, takesFocus } });
      get().tree.setSearch('');
      if (!quietly) get().app.showSidebar('collections');
    },
    takeChange({ upserted, removedIds }) {
      set(({ nodes, selectedId, cutId, copiedId, renamingId }) => {
        const gone = new Set(removedIds);
        const next = withNodes(nodes, upserted);
        for (const id of gone) delete next[id];
        const keep = (id: ItemId | undefined) => (id !== undefined && gone.has(id) ? undefined : id);
        return {
          nodes: next,
          selectedId: keep(selectedId),
          cutId: keep(cutId),
          copiedId: keep(copiedId),
          renamingId: keep(renamingId),
        };
      });
    },
  };
};
