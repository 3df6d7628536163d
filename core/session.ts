import { z } from 'zod';
import { requestSchema } from './http/request.ts';
import { itemIdSchema, revisionSchema } from './ids.ts';

/** What is open in the window, kept in the profile so that a restart or a crash loses nothing. */
export const sessionSchema = z.object({
  tabs: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['request', 'collection', 'environment', 'settings', 'example', 'history', 'run']),
      /** Absent for a request that was never saved. */
      itemId: itemIdSchema.optional(),
      title: z.string(),
      /** Replaced by the next item that is looked at. */
      preview: z.boolean().optional(),
      pinned: z.boolean().optional(),
      /** Unsaved edits of a request. */
      draft: requestSchema.optional(),
      /** The revision the draft started from. */
      baseRevision: revisionSchema.optional(),
    }),
  ),
  activeTab: z.string().optional(),
  selectedEnvironmentId: itemIdSchema.optional(),
  expanded: z.array(itemIdSchema),
  layout: z.record(z.string(), z.json()),
});
export type Session = z.infer<typeof sessionSchema>;
