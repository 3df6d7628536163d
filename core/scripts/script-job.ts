import { z } from 'zod';
import { scriptLimits } from './script-limits.ts';

/** When a script runs: before the request is resolved and sent, or when its answer is there. */
export const scriptPhaseSchema = z.enum(['beforeRequest', 'afterResponse']);
export type ScriptPhase = z.infer<typeof scriptPhaseSchema>;

/** The sets of variables a script can change; `local` lives for one send. */
export const scriptScopeSchema = z.enum(['local', 'environment', 'collection', 'globals']);
export type ScriptScope = z.infer<typeof scriptScopeSchema>;

/** Pairs and not an object: names come from files and may be `__proto__`. */
const pairsSchema = z.array(z.tuple([z.string(), z.string()]));
export type ScriptPairs = z.infer<typeof pairsSchema>;

/** The request as a script sees and may change it. Before sending: as edited, with `{{variables}}`. */
export const scriptRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: pairsSchema,
  /** The text of a raw body; absent for every other kind of body, which scripts cannot change. */
  body: z.string().optional(),
});
export type ScriptRequest = z.infer<typeof scriptRequestSchema>;

export const scriptResponseSchema = z.object({
  status: z.number().int(),
  statusText: z.string(),
  headers: pairsSchema,
  /** Absent where the body is larger than scripts are given. */
  text: z.string().optional(),
  sizeBytes: z.number().int(),
  timeMs: z.number(),
});

/** Everything a run of scripts is given; nothing else can be reached from inside. */
export const scriptJobSchema = z.object({
  phase: scriptPhaseSchema,
  /** In the order they run. */
  scripts: z.array(
    z.object({
      name: z.string(),
      code: z.string(),
      /** Whose names it uses; Postman's where absent. */
      dialect: z.enum(['postman', 'bruno', 'insomnia', 'hoppscotch']).optional(),
    }),
  ),
  requestName: z.string(),
  /** Of a run that goes round several times: which round, counted from 0, of how many, and the row it is made with. */
  round: z.object({ index: z.number().int(), count: z.number().int(), data: pairsSchema }).optional(),
  request: scriptRequestSchema,
  response: scriptResponseSchema.optional(),
  /** The variables of each scope that are not secret. An absent scope cannot be written. */
  scopes: z.object({
    local: pairsSchema,
    environment: z.object({ name: z.string(), values: pairsSchema }).optional(),
    collection: pairsSchema.optional(),
    globals: pairsSchema,
  }),
  /** Names of secret variables, whose values scripts are not given. */
  withheld: z.array(z.string()),
});
export type ScriptJob = z.infer<typeof scriptJobSchema>;

const shortText = z.string().max(scriptLimits.textChars + 1);

export const scriptLineSchema = z.object({
  level: z.enum(['log', 'info', 'warn', 'error', 'debug']),
  text: z.string().max(scriptLimits.lineChars + 1),
});
export type ScriptLine = z.infer<typeof scriptLineSchema>;

export const scriptTestSchema = z.object({
  name: shortText,
  passed: z.boolean(),
  /** Why it failed. */
  message: shortText.optional(),
});
export type ScriptTest = z.infer<typeof scriptTestSchema>;

/** One change of a variable, in the order they were made; without a value it was unset. */
export const scriptChangeSchema = z.object({
  scope: scriptScopeSchema,
  key: z.string().max(scriptLimits.textChars),
  value: z.string().max(scriptLimits.valueChars).optional(),
});
export type ScriptChange = z.infer<typeof scriptChangeSchema>;

/** What became of the scripts of one phase. */
export const scriptResultSchema = z.object({
  /** One entry for each script that was begun. */
  runs: z.array(
    z.object({
      status: z.enum(['ran', 'failed', 'stopped']),
      /** The name and message of what was thrown, or why it was stopped. */
      error: z.object({ name: shortText, message: shortText }).optional(),
      durationMs: z.number(),
    }),
  ),
  tests: z.array(scriptTestSchema).max(scriptLimits.tests),
  lines: z.array(scriptLineSchema).max(scriptLimits.lines + 1),
  changes: z.array(scriptChangeSchema).max(scriptLimits.changes),
  /** The request where a script changed it. */
  request: scriptRequestSchema.optional(),
  /** A script had the request skipped: `pm.execution.skipRequest`. */
  skipsRequest: z.boolean().optional(),
  /** The request that a run goes on with, by name or id; null ends the round. */
  next: shortText.nullable().optional(),
});
export type ScriptResult = z.infer<typeof scriptResultSchema>;
