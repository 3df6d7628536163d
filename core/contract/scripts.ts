import { z } from 'zod';
import { requestSchema } from '../http/request.ts';
import { itemIdSchema } from '../ids.ts';
import { reviewedScriptSchema } from '../scripts/script-report.ts';
import { nothing, operation } from './operation.ts';

/** Operations on the scripts that come with collections. None runs before somebody allowed its text. */
export const scriptOperations = {
  /** The scripts that run around a request, stored or as edited, or all of a collection or folder. */
  'script.review': operation(
    z.object({
      id: itemIdSchema.optional(),
      request: requestSchema.optional(),
      name: z.string().optional(),
      /** Where an unsaved request stands. */
      parentId: itemIdSchema.optional(),
      /** A collection or folder: every script in it. */
      withinId: itemIdSchema.optional(),
    }),
    z.object({ scripts: z.array(reviewedScriptSchema) }),
  ),
  /** Allows exactly these texts to run, on this machine, from now on. */
  'script.allow': operation(z.object({ hashes: z.array(z.string()).min(1).max(50_000) }), nothing),
  /** Takes back every permission given so far, or the ones named. */
  'script.forbid': operation(z.object({ hashes: z.array(z.string()).optional() }), nothing),
} as const;
