import { z } from 'zod';
import { exchangeSchema, failureCodes, sentRequestSchema } from '../http/exchange.ts';
import { requestSchema } from '../http/request.ts';
import { bodyIdSchema, itemIdSchema } from '../ids.ts';

/** How a send ended, as far as is known. */
export const historyOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('response'),
    status: z.number().int(),
    statusText: z.string(),
    sizeBytes: z.number().int(),
    /** The answer broke off, or was cut off. */
    isIncomplete: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('failure'), code: z.enum(failureCodes) }),
  /** Still under way. */
  z.object({ kind: z.literal('pending') }),
  /** Postern ended before the answer came: the server may have acted on the request or not. */
  z.object({ kind: z.literal('unknown') }),
]);

/** One send, as the list shows it. Secrets in the address are masked. */
export const historyEntrySchema = z.object({
  id: z.uuid(),
  startedAtEpochMs: z.number(),
  method: z.string(),
  url: z.string(),
  /** The saved request that was sent; it may be gone by now. */
  requestId: itemIdSchema.optional(),
  environmentId: itemIdSchema.optional(),
  environmentName: z.string().optional(),
  outcome: historyOutcomeSchema,
  /** The whole exchange; absent while it is under way and where its end is unknown. */
  durationMs: z.number().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** What is kept of a send from its start. */
export const historyStartSchema = z.object({
  /** The request as edited, with `{{variables}}`; secrets that were typed into it are blank. */
  draft: requestSchema,
  /** Where a secret was blanked or something was left out, for people. */
  blanked: z.array(z.string()),
  /** Where the request stood, for inherited authorization and variables. */
  parentId: itemIdSchema.optional(),
  sent: sentRequestSchema,
  requestBody: z.object({ text: z.string(), isCut: z.boolean() }).optional(),
});
export type HistoryStart = z.infer<typeof historyStartSchema>;

/** What is kept of a send from its end. */
export const historyEndSchema = z.object({
  exchange: exchangeSchema,
  answer: z.object({ text: z.string(), isCut: z.boolean() }).optional(),
});
export type HistoryEnd = z.infer<typeof historyEndSchema>;

/** One send with everything that is kept of it. */
export const historyDetailsSchema = historyStartSchema.extend({
  entry: historyEntrySchema,
  /** Absent where the end is not known. The `bodyId` in it is that of the answer's kept text, where there is one. */
  exchange: exchangeSchema.optional(),
  answer: z.object({ bodyId: bodyIdSchema, isCut: z.boolean() }).optional(),
});
export type HistoryDetails = z.infer<typeof historyDetailsSchema>;
