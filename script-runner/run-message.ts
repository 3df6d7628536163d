import { z } from 'zod';
import { ownReplySchema } from '../core/scripts/own-request.ts';
import { scriptJobSchema } from '../core/scripts/script-job.ts';

/** What the app tells this process: to run scripts, or what came of a request that one of them sends. */
export const parentMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    id: z.number(),
    job: scriptJobSchema,
    limits: z.object({ timeoutMs: z.number(), memoryBytes: z.number(), stackBytes: z.number() }),
  }),
  z.object({ type: z.literal('reply'), id: z.number(), number: z.number(), reply: ownReplySchema }),
]);
