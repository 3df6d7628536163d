import { z } from 'zod';
import { scriptResponseSchema } from './script-job.ts';
import { scriptLimits } from './script-limits.ts';

const textSchema = z.string().max(scriptLimits.requestChars);
const pairsSchema = z.array(z.tuple([textSchema, textSchema])).max(scriptLimits.requestRows);

/** A request that a script asks for with `pm.sendRequest`: plain values, no variables, no files. */
export const ownRequestSchema = z.object({
  method: textSchema,
  url: textSchema,
  headers: pairsSchema,
  body: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('raw'), text: textSchema }),
      z.object({ type: z.literal('urlencoded'), rows: pairsSchema }),
      z.object({ type: z.literal('formdata'), rows: pairsSchema }),
    ])
    .optional(),
});
export type OwnRequest = z.infer<typeof ownRequestSchema>;

/** What came of it: an answer, or why there is none. */
export const ownReplySchema = z.union([
  z.object({ response: scriptResponseSchema }),
  z.object({ problem: z.string() }),
]);
export type OwnReply = z.infer<typeof ownReplySchema>;
