import { Copy, Pencil, Trash2 } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import type { State } from '../../store/store.ts';
import { activeTab, type Command } from './command.ts';

/** The saved request, collection or folder of the open tab, or else what is selected in the tree. */
function itemInSight(state: State): ItemId | undefined {
  const tab = activeTab(state);
  const id = tab === undefined ? state.tree.selectedId : tab.itemId;
  return id !== undefined && state.tree.nodes[id] !== undefined ? id : undefined;
}

const onItem = (run: (state: State, id: ItemId) => void): Pick<Command, 'isAvailable' | 'run'> => ({
  isAvailable: (state) => itemInSight(state) !== undefined,
  run(state) {
    const id = itemInSight(state);
    if (id !== undefined) run(state, id);
  },
});

/** What the tree's menu does, for the item on screen. */
export const itemCommands: readonly Command[] = [
  {
    id: 'renameItem',
    title: 'Rename',
    icon: Pencil,
    keywords: 'name request collection folder',
    ...onItem((state, id) => {
      state.tree.reveal(id);
      // The palette gives the focus back as it closes, which would end the renaming at once.
      requestAnimationFrame(() => setTimeout(() => state.tree.startRename(id)));
    }),
  },
  {
    id: 'duplicateItem',
    title: 'Duplicate',
    icon: Copy,
    keywords: 'copy clone request collection folder',
    ...onItem((state, id) => void state.tree.duplicate(id)),
  },
  {
    id: 'deleteItem',
    title: 'Delete',
    icon: Trash2,
    keywords: 'remove request collection folder',
    ...onItem((state, id) => void state.tree.delete(id)),
  },
];
