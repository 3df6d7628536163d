import { z } from 'zod';

/** The longest command line or path that is kept. */
export const longestSource = 4_096;

/**
 * Where the current value of a variable comes from, other than being typed: asked for when a send needs it, printed by a
 * program, or read from a file. Kept on this machine only; see docs/decisions/0032-values-from-elsewhere.md.
 */
export const valueSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask') }),
  /** One line, split into words by `splitCommand`; no shell reads it. */
  z.object({ kind: z.literal('program'), command: z.string().max(longestSource) }),
  /** An absolute path. */
  z.object({ kind: z.literal('file'), path: z.string().max(longestSource) }),
]);
export type ValueSource = z.infer<typeof valueSourceSchema>;
