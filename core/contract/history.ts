import { z } from 'zod';
import { appErrorDataSchema } from '../errors.ts';
import { historyDetailsSchema, historyEntrySchema } from '../history/history-entry.ts';
import { itemIdSchema, undoIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

const id = z.uuid();

/** Operations on the history of sends, which is in the profile and masked. */
export const historyOperations = {
  /** Newest first. `problem` says why sends are not being kept, where that is so. */
  'history.list': operation(
    nothing,
    z.object({ entries: z.array(historyEntrySchema), problem: appErrorDataSchema.optional() }),
  ),
  /** The newest send of a saved request whose end is known; absent where there is none. */
  'history.findLast': operation(
    z.object({ requestId: itemIdSchema }),
    z.object({ entry: historyEntrySchema.optional() }),
  ),
  'history.read': operation(z.object({ id }), historyDetailsSchema),
  'history.delete': operation(
    z.object({ ids: z.array(id).min(1).max(1_000) }),
    z.object({ undoId: undoIdSchema }),
  ),
  'history.clear': operation(nothing, z.object({ undoId: undoIdSchema, removed: z.number().int() })),
} as const;

export const historyEvents = {
  'history.changed': z.object({ upserted: z.array(historyEntrySchema), removedIds: z.array(id) }),
} as const;
