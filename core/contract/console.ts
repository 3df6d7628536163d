import { consoleExchangeSchema, consoleLineSchema } from '../console/console-event.ts';

/** What the console hears; nothing of it is kept on disk. */
export const consoleEvents = {
  /** Something was sent and its end is known: an API call, a token call, a discovery, an import by URL. */
  'console.exchanged': consoleExchangeSchema,
  /** A script wrote a line. */
  'console.lineWritten': consoleLineSchema,
} as const;
