import { z } from 'zod';
import { itemIdSchema } from '../ids.ts';
import { scriptLineSchema, scriptPhaseSchema, scriptScopeSchema, scriptTestSchema } from './script-job.ts';

/** Where a script stands: the request, or a folder or collection around it. */
export const scriptOriginSchema = z.object({
  /** Absent for a request that was never saved. */
  itemId: itemIdSchema.optional(),
  kind: z.enum(['collection', 'folder', 'request']),
  name: z.string(),
});
export type ScriptOrigin = z.infer<typeof scriptOriginSchema>;

/** A script as it is shown before somebody allows it to run. */
export const reviewedScriptSchema = z.object({
  from: scriptOriginSchema,
  phase: scriptPhaseSchema,
  code: z.string(),
  /** Fingerprint of the code: what is allowed is this text and no other. */
  hash: z.string(),
  allowed: z.boolean(),
});
export type ReviewedScript = z.infer<typeof reviewedScriptSchema>;

/** What the scripts around one send did. */
export const scriptReportSchema = z.object({
  runs: z.array(
    z.object({
      from: scriptOriginSchema,
      phase: scriptPhaseSchema,
      /** `notAllowed`: nobody allowed its text yet. `skipped`: another one was not allowed, or one before it failed. */
      status: z.enum(['ran', 'failed', 'stopped', 'notAllowed', 'skipped']),
      error: z.object({ name: z.string(), message: z.string() }).optional(),
      durationMs: z.number().optional(),
    }),
  ),
  tests: z.array(scriptTestSchema),
  lines: z.array(scriptLineSchema.extend({ phase: scriptPhaseSchema })),
  variables: z.array(
    z.object({
      scope: scriptScopeSchema,
      key: z.string(),
      action: z.enum(['set', 'unset']),
      /** `noTarget`: no environment is selected, or there is no collection. */
      outcome: z.enum(['done', 'noTarget', 'failed']),
    }),
  ),
  /** The request that a script has a run go on with, by name or id; null ends the round. */
  next: z.string().nullable().optional(),
});
export type ScriptReport = z.infer<typeof scriptReportSchema>;

/** Gives the report of a send that had no scripts. */
export function emptyScriptReport(): ScriptReport {
  return { runs: [], tests: [], lines: [], variables: [] };
}
