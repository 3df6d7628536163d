import { z } from 'zod';
import { exchangeSchema } from '../http/exchange.ts';
import { itemIdSchema } from '../ids.ts';

/** Why bytes left the machine. */
export const exchangeSources = [
  'request',
  'scriptRequest',
  'graphqlSchema',
  'authorization',
  'discovery',
  'import',
  'preview',
] as const;
export type ExchangeSource = (typeof exchangeSources)[number];

/** One exchange for the console, masked. */
export const consoleExchangeSchema = z.object({
  source: z.enum(exchangeSources),
  /** The saved request that was sent. */
  itemId: itemIdSchema.optional(),
  exchange: exchangeSchema,
  /** The beginning of the request's body. */
  requestBody: z.object({ text: z.string(), isCut: z.boolean() }).optional(),
});
export type ConsoleExchange = z.infer<typeof consoleExchangeSchema>;

export const consoleLevels = ['debug', 'log', 'info', 'warn', 'error'] as const;
export type ConsoleLevel = (typeof consoleLevels)[number];

/** One line that a script wrote, masked. */
export const consoleLineSchema = z.object({
  atEpochMs: z.number(),
  level: z.enum(consoleLevels),
  /** The arguments in order, each as text. */
  parts: z.array(z.string()).max(100),
  source: z.object({
    /** The request, folder or collection that the script stands on. */
    itemId: itemIdSchema.optional(),
    name: z.string().optional(),
    /** When it ran, such as `beforeRequest` or `afterResponse`. */
    phase: z.string().optional(),
    /** Line in the script, from 1. */
    line: z.number().int().optional(),
  }),
  /** The call of `request.send` it belongs to. */
  callId: z.string().optional(),
});
export type ConsoleLine = z.infer<typeof consoleLineSchema>;
