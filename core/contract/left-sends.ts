import { z } from 'zod';
import { exchangeSchema } from '../http/exchange.ts';
import { extractionOutcomeSchema } from '../links/extraction-rule.ts';
import { scriptTestSchema } from '../scripts/script-job.ts';
import { scriptReportSchema } from '../scripts/script-report.ts';
import { operation } from './operation.ts';

/** What came of a send. */
export const sentSchema = z.object({
  exchange: exchangeSchema,
  /** Its entry in the history; absent where that is off. */
  historyId: z.string().optional(),
  extracted: z.array(extractionOutcomeSchema),
  /** Absent where the request has no checks, or no answer came. */
  checks: z.array(scriptTestSchema).optional(),
  /** Absent where no script stands around the request. */
  scripts: scriptReportSchema.optional(),
});

/** Operations on sends whose window is gone while they were under way; they go on for two minutes. */
export const leftSendOperations = {
  /** Those of the tabs given, also those that have ended in the meantime and that nobody has seen. */
  'request.listLeft': operation(
    z.object({ tabKeys: z.array(z.string()).max(1_000) }),
    z.object({
      sends: z.array(z.object({ callId: z.string(), tabKey: z.string(), startedAtEpochMs: z.number() })),
    }),
  ),
  /** Waits for a send as its own window would have: gives what came of it, and a cancel of this call cancels that. */
  'request.rejoin': operation(z.object({ callId: z.string() }), sentSchema),
} as const;
