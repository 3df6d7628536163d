import { z } from 'zod';
import { scriptJobSchema } from '../core/scripts/script-job.ts';

/** What the app asks of this process. */
export const runMessageSchema = z.object({
  type: z.literal('run'),
  id: z.number(),
  job: scriptJobSchema,
  limits: z.object({ timeoutMs: z.number(), memoryBytes: z.number(), stackBytes: z.number() }),
});
