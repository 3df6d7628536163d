import { z } from 'zod';
import { itemIdSchema, undoIdSchema } from '../ids.ts';
import { treeNodeSchema } from '../workspace/tree-node.ts';
import { operation } from './operation.ts';

/** Several items at once: in the order of the tree, whatever order they come in; what is inside another one goes with that. */
const several = z.object({ ids: z.array(itemIdSchema).min(1).max(10_000) });
const undoable = z.object({ undoId: undoIdSchema });
const changed = undoable.extend({ nodes: z.array(treeNodeSchema) });

/** Operations on several items at once. Each does all or nothing, and is taken back as one step. */
export const itemsOperations = {
  /** As `item.duplicate`, for each. `nodes` are the copies. */
  'items.duplicate': operation(
    several.extend({
      into: z.object({ parentId: itemIdSchema, beforeId: itemIdSchema.optional() }).optional(),
    }),
    changed,
  ),
  /** Moves them into one parent, side by side, before a sibling or last. `nodes` are those that moved. */
  'items.move': operation(
    several.extend({ parentId: itemIdSchema.optional(), beforeId: itemIdSchema.optional() }),
    changed,
  ),
  'items.delete': operation(several, undoable),
} as const;
