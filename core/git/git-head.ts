import { z } from 'zod';

/** What a repository has checked out. */
export const gitHeadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('branch'), name: z.string() }),
  z.object({ kind: z.literal('detached'), commit: z.string() }),
  /** Kept in a way that only Git reads. */
  z.object({ kind: z.literal('unknown') }),
]);
export type GitHead = z.infer<typeof gitHeadSchema>;
