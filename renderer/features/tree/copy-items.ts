import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import type { Shown } from './move-items.ts';
import { namesOf } from './names-of.ts';
import { noteStep } from './tree-steps.ts';

type Tools = SliceTools<'tree'>;

/** Where copies go; without it each stands after what it was copied from. */
export interface CopyPlace {
  parentId: ItemId;
  beforeId: ItemId | undefined;
}

/** Copies items, none of which is inside another one, all or none; several copies can be taken back with one Undo. */
export async function copyItems(
  { set, get }: Tools,
  { adopt }: Shown,
  ids: readonly ItemId[],
  into?: CopyPlace,
): Promise<void> {
  const { nodes } = get().tree;
  const chosen = ids.flatMap((id) => nodes[id] ?? []);
  if (chosen.length === 0) return;
  try {
    const copied = await call('items.duplicate', {
      ids: chosen.map(({ id }) => id),
      ...(into === undefined ? {} : { into }),
    });
    adopt(copied.nodes);
    const [first] = copied.nodes;
    // A copied folder brings what is inside it with the tree's own event.
    if (first !== undefined) get().tree.reveal(first.id, { takesFocus: true });
    if (chosen.length === 1) {
      noteStep({ set, get }, { undoId: copied.undoId });
      return;
    }
    set({ chosenIds: copied.nodes.map(({ id }) => id) });
    noteStep(
      { set, get },
      {
        text: `Copied ${namesOf(chosen)}`,
        undoId: copied.undoId,
        afterwards: () => set({ chosenIds: [] }),
      },
    );
  } catch (error) {
    get().notices.showError(error);
  }
}
