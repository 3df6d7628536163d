import type { EventPayload } from '../../../core/contract.ts';
import { countOf } from '../../../core/count-of.ts';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import { mostItemsAtOnce } from '../../../core/workspace/most-items-at-once.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { ancestorIds, indexTree, isContainer } from '../../../core/workspace/tree-view.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { type CopyPlace, copyItems } from './copy-items.ts';
import { deleteItems } from './delete-items.ts';
import { createExportActions, type ExportActions } from './export-actions.ts';
import { freeSiblingName } from './free-sibling-name.ts';
import { moveItems } from './move-items.ts';
import {
  collectionSectionOf,
  createTextSearch,
  endTextSearch,
  requestSectionOf,
  type TextSearch,
  type TextSearchActions,
} from './text-search.ts';
import { withNodes } from './with-nodes.ts';
import { takeLastStepBack, type TreeStep } from './tree-steps.ts';

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
  /** The items that are chosen to do something with all of them; empty while it is about one. */
  chosenIds: readonly ItemId[];
  /** The node whose name is being edited. */
  renamingId: ItemId | undefined;
  search: string;
  /** Absent while names are searched. */
  textSearch: TextSearch | undefined;
  /** The node the panel is asked to scroll to; a new object for every time it is asked. */
  revealed: { id: ItemId; takesFocus: boolean } | undefined;
  /** How often the search field was asked to take the focus. */
  searchAsked: number;
  /** The nodes waiting to be pasted into another place. */
  cutIds: readonly ItemId[];
  /** The nodes that copies are pasted of, as often as wanted. */
  copiedIds: readonly ItemId[];
  /** What was done to the tree and can be taken back, the last one last. */
  steps: readonly TreeStep[];
  /** Takes the last of these steps back. */
  undo(): Promise<void>;
  load(): Promise<void>;
  /** Shows the nodes in sight until all are there. */
  showTop(nodes: readonly TreeNode[]): void;
  setExpanded(id: ItemId, expanded: boolean): void;
  restoreExpanded(ids: ItemId[]): void;
  collapseAll(): void;
  select(id: ItemId | undefined): void;
  choose(ids: readonly ItemId[]): void;
  setSearch(text: string): void;
  /** Shows the collections and puts the caret into their search field. */
  askSearch(): void;
  startRename(id: ItemId | undefined): void;
  rename(id: ItemId, name: string): Promise<void>;
  create(kind: 'collection' | 'folder' | 'request', parentId: ItemId | undefined): Promise<void>;
  /** Copies items, each behind itself. Of several items none may be inside another, here and below. */
  duplicate(...ids: ItemId[]): Promise<void>;
  /** Moves in the order given, and shows a notice with Undo where that is into another container. */
  move(ids: readonly ItemId[], parentId: ItemId | undefined, beforeId: ItemId | undefined): Promise<void>;
  cut(...ids: ItemId[]): void;
  copy(...ids: ItemId[]): void;
  /** Moves what was cut, or adds a copy of what was copied. */
  paste(parentId: ItemId | undefined, beforeId: ItemId | undefined): Promise<void>;
  /** Deletes and shows a notice with Undo. */
  delete(...ids: ItemId[]): Promise<void>;
  /** Opens the item's tab; a preview is replaced by the next one. */
  open(id: ItemId, options?: { preview?: boolean }): void;
  /** Expands the parents of an item, selects it and scrolls to it. */
  reveal(id: ItemId, options?: RevealOptions): void;
  takeChange(change: Change): void;
}

type Tools = SliceTools<'tree'>;
type Part<K extends keyof TreeSlice> = Pick<TreeSlice, K>;

const newNames = { collection: 'New collection', folder: 'New folder', request: 'New request' };

/** The actions that change the workspace; those on what is there show at once and go back when refused. */
function editActions(
  tools: Tools,
): Part<'rename' | 'create' | 'duplicate' | 'move' | 'delete' | 'startRename' | 'cut' | 'copy' | 'paste'> {
  const { set, get } = tools;
  const adoptAll = (nodes: readonly TreeNode[]) => set((slice) => ({ nodes: withNodes(slice.nodes, nodes) }));
  const adopt = (node: TreeNode) => adoptAll([node]);
  /** Puts nodes back unless something else changed them meanwhile. */
  const rollBack = (before: readonly TreeNode[], shown: readonly TreeNode[]) =>
    set(({ nodes }) => ({
      nodes: withNodes(
        nodes,
        before.filter((node) => shown.includes(nodes[node.id] ?? node)),
      ),
    }));
  const shown = { adopt: adoptAll, rollBack };
  const ifFew = (ids: readonly ItemId[], step: () => Promise<void>) => {
    if (ids.length <= mostItemsAtOnce) return step();
    const text = `${countOf(ids.length, 'item')} are too many for one step. Choose ${mostItemsAtOnce} at most, or the folder they are in.`;
    get().notices.show({ kind: 'warning', text });
    return Promise.resolve();
  };
  const copyTo = (ids: readonly ItemId[], into?: CopyPlace) =>
    ifFew(ids, () => copyItems(tools, shown, ids, into));

  return {
    startRename(id) {
      set({ renamingId: id });
    },
    cut(...ids) {
      set({ cutIds: ids, copiedIds: [] });
    },
    copy(...ids) {
      set({ copiedIds: ids, cutIds: [] });
    },
    async paste(parentId, beforeId) {
      const { cutIds, copiedIds } = get().tree;
      if (cutIds.length > 0) await get().tree.move(cutIds, parentId, beforeId);
      else if (parentId !== undefined) await copyTo(copiedIds, { parentId, beforeId });
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
    duplicate: (...ids) => copyTo(ids),
    move: (ids, parentId, beforeId) => ifFew(ids, () => moveItems(tools, shown, ids, { parentId, beforeId })),
    delete: (...ids) => ifFew(ids, () => deleteItems(tools, ids)),
  };
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

type Change = Pick<EventPayload<'workspace.treeChanged'>, 'upserted' | 'removedIds'>;

/** The tree once the workspace said what changed: what went away is nowhere spoken of. */
function afterChange(slice: TreeSlice, { upserted, removedIds }: Change): Partial<TreeSlice> {
  const gone = new Set(removedIds);
  const nodes = withNodes(slice.nodes, upserted);
  for (const id of gone) delete nodes[id];
  const keep = (id: ItemId | undefined) => (id !== undefined && gone.has(id) ? undefined : id);
  const keepAll = (ids: readonly ItemId[]) =>
    ids.some((id) => gone.has(id)) ? ids.filter((id) => !gone.has(id)) : ids;
  return {
    nodes,
    selectedId: keep(slice.selectedId),
    chosenIds: keepAll(slice.chosenIds),
    cutIds: keepAll(slice.cutIds),
    copiedIds: keepAll(slice.copiedIds),
    renamingId: keep(slice.renamingId),
  };
}

export const createTreeSlice: SliceCreator<'tree'> = (tools) => {
  const { set, get } = tools;
  return {
    status: 'loading',
    error: undefined,
    nodes: {},
    expanded: {},
    selectedId: undefined,
    chosenIds: [],
    renamingId: undefined,
    search: '',
    textSearch: undefined,
    revealed: undefined,
    searchAsked: 0,
    cutIds: [],
    copiedIds: [],
    steps: [],
    undo: () => takeLastStepBack(tools),
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
    choose(ids) {
      set({ chosenIds: ids });
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
      const shown = { expanded: { ...expanded, ...above }, revealed: { id, takesFocus } };
      set({ ...shown, selectedId: id, chosenIds: [] });
      get().tree.setSearch('');
      if (!quietly) get().app.showSidebar('collections');
    },
    takeChange(change) {
      set((slice) => afterChange(slice, change));
    },
  };
};
