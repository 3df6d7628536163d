import type { ItemId } from '../../../core/ids.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { SliceCreator } from '../../store/slice.ts';

export interface TreeSlice {
  status: 'loading' | 'ready' | 'failed';
  /** Every node by id; the sorted structure is derived from it. */
  nodes: Record<ItemId, TreeNode>;
  expanded: Record<ItemId, true>;
  selectedId: ItemId | undefined;
  /** The node whose name is being edited. */
  renamingId: ItemId | undefined;
  search: string;
  load(): Promise<void>;
  setExpanded(id: ItemId, expanded: boolean): void;
  select(id: ItemId | undefined): void;
  setSearch(text: string): void;
  startRename(id: ItemId | undefined): void;
  rename(id: ItemId, name: string): Promise<void>;
  create(kind: 'collection' | 'folder' | 'request', parentId: ItemId | undefined): Promise<void>;
  duplicate(id: ItemId): Promise<void>;
  move(id: ItemId, parentId: ItemId | undefined, beforeId: ItemId | undefined): Promise<void>;
  /** Deletes and shows a notice with Undo. */
  delete(id: ItemId): Promise<void>;
  /** Opens the item's tab. */
  open(id: ItemId): void;
  /** Expands the parents of an item, selects it and scrolls to it. */
  reveal(id: ItemId): void;
}

export const createTreeSlice: SliceCreator<'tree'> = ({ set }) => ({
  status: 'loading',
  nodes: {},
  expanded: {},
  selectedId: undefined,
  renamingId: undefined,
  search: '',
  async load() {},
  setExpanded() {},
  select(id) {
    set({ selectedId: id });
  },
  setSearch(text) {
    set({ search: text });
  },
  startRename(id) {
    set({ renamingId: id });
  },
  async rename() {},
  async create() {},
  async duplicate() {},
  async move() {},
  async delete() {},
  open() {},
  reveal() {},
});
