import { z } from 'zod';

/** One thing the explainer offers to do about a failure; `data` is what the button needs. */
export const explainedActionSchema = z.object({
  kind: z.string(),
  label: z.string(),
  data: z.record(z.string(), z.json()).optional(),
});
export type ExplainedAction = z.infer<typeof explainedActionSchema>;

/** A failure in one sentence, with the next step. */
export const explanationSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  /** Why it happens, where there is more to say than the sentence. */
  cause: z.string().optional(),
  /** The server's own words, shortened and without secrets. */
  serverWords: z.string().optional(),
  actions: z.array(explainedActionSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Gives the explanation in the details of a refusal, where it has one. By its outline, since the window does without zod. */
export function explanationIn(details: Record<string, unknown> | undefined): Explanation | undefined {
  const found = details?.['explanation'];
  const isOne = typeof found === 'object' && found !== null && 'sentence' in found && 'actions' in found;
  return isOne ? (found as Explanation) : undefined;
}
