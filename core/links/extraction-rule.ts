import { z } from 'zod';

/** Where an extracted value is written. */
export const extractionTargetSchema = z.enum(['environment', 'globals', 'collection']);
export type ExtractionTarget = z.infer<typeof extractionTargetSchema>;

/** "Take this value of every answer and keep it in that variable": no script needed. */
export const extractionRuleSchema = z.object({
  /** Name of the variable to set. A rule without it, or without an expression, is still being written and does nothing. */
  variable: z.string(),
  target: extractionTargetSchema,
  /** `body`: JSONPath of one scalar in a JSON body (RFC 9535); `xml`: XPath 1.0 in an XML body; `header`: a header's name. */
  source: z.enum(['body', 'xml', 'header']),
  expression: z.string(),
  disabled: z.boolean().optional(),
});
export type ExtractionRule = z.infer<typeof extractionRuleSchema>;

/** What one rule did with one answer. */
export const extractionOutcomeSchema = z.object({
  variable: z.string(),
  target: extractionTargetSchema,
  expression: z.string(),
  /** `set`; `missing` where the answer has no such value; `noTarget` where no environment is selected. */
  outcome: z.enum(['set', 'missing', 'noTarget', 'failed']),
});
export type ExtractionOutcome = z.infer<typeof extractionOutcomeSchema>;
