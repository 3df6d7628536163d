import { z } from 'zod';
import { undoIdSchema, uploadIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

/** Operations on files of this machine that requests send. */
export const fileOperations = {
  /** Lets requests send these files from now on; files of the workspace need no permission. */
  'file.allow': operation(z.object({ paths: z.array(z.string().min(1)).min(1).max(1_000) }), nothing),
  /** Keeps a copy of an upload in the profile, for a window that gives no paths, and lets requests send it. */
  'file.keep': operation(
    z.object({ uploadId: uploadIdSchema, name: z.string().min(1).max(1_024) }),
    z.object({ path: z.string() }),
  ),
  /** Deletes the copies that were kept for this workspace; the step can be taken back. */
  'file.deleteKept': operation(nothing, z.object({ undoId: undoIdSchema })),
} as const;
