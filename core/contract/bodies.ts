import { z } from 'zod';
import { bodyFactsSchema, headerPairsSchema } from '../http/exchange.ts';
import { bodyIdSchema } from '../ids.ts';
import { operation } from './operation.ts';

/** Operations on bodies; their bytes are read from `body/<id>`, also while they still come. */
export const bodyOperations = {
  /**
   * When the pieces of an event stream came: the first byte of each piece and the milliseconds since the epoch, from the
   * piece that holds `fromByte` on. Other bodies have none.
   */
  'body.readArrivals': operation(
    z.object({ bodyId: bodyIdSchema, fromByte: z.number().int().min(0) }),
    z.object({ arrivals: z.array(z.tuple([z.number().int(), z.number().int()])) }),
  ),
} as const;

export const answerBeganSchema = z.object({
  callId: z.string(),
  status: z.number().int(),
  statusText: z.string(),
  httpVersion: z.string(),
  /** Masked, as in the exchange. */
  headers: headerPairsSchema,
  body: bodyFactsSchema.pick({ bodyId: true, mediaType: true, charset: true }),
});

export const bodyEvents = {
  /** An answer has begun, and its body still comes: a stream, or something long. */
  'request.answerBegan': answerBeganSchema,
} as const;
