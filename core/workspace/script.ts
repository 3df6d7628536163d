import { z } from 'zod';

/** A script that came with a request, folder or collection. Kept and shown. */
export const scriptSchema = z.object({
  /** When it runs: `beforeRequest`, `afterResponse`, or a type of another kind of item, as written in the file. */
  type: z.string(),
  code: z.string(),
  /** Media type of the code, `text/javascript` where the file gives none. */
  language: z.string(),
});
export type Script = z.infer<typeof scriptSchema>;
