import { z } from 'zod';
import { itemIdSchema, undoIdSchema } from '../ids.ts';
import { mostItemsAtOnce } from '../workspace/most-items-at-once.ts';
import { treeNodeSchema } from '../workspace/tree-node.ts';
import { operation } from './operation.ts';

/** One or several items: in the order of the tree, whatever order they come in; what is inside another one goes with that. */
const several = z.object({ ids: z.array(itemIdSchema).min(1).max(mostItemsAtOnce) });
const undoable = z.object({ undoId: undoIdSchema });
const changed = undoable.extend({ nodes: z.array(treeNodeSchema) });

/** Operations on items of the tree. Each does all or nothing, and is taken back as one step. */
export const itemsOperations = {
  /** Puts each copy after what it was copied from, or, under its own name where that is free, into a parent as a move does. `nodes` are the copies. */
  'items.duplicate': operation(
    several.extend({
      into: z.object({ parentId: itemIdSchema, beforeId: itemIdSchema.optional() }).optional(),
    }),
    changed,
  ),
  /** Moves them into one parent, side by side, before a sibling or last; collections stay at the top (no parent). `nodes` are those that moved. */
  'items.move': operation(
    several.extend({ parentId: itemIdSchema.optional(), beforeId: itemIdSchema.optional() }),
    changed,
  ),
  'items.delete': operation(several, undoable),
} as const;
