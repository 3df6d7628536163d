import { z } from 'zod';
import { requestSchema } from '../http/request.ts';
import { rowSchema } from '../http/row.ts';
import { extensionSchema } from '../json-value.ts';

/** A saved answer of a request, as imported or kept by the user. */
export const exampleSchema = z.object({
  name: z.string(),
  /** The request that got this answer, where the file says it. */
  request: requestSchema.optional(),
  response: z.object({
    /** Any integer, absent where the file gives none. */
    statusCode: z.number().int().optional(),
    statusText: z.string().optional(),
    headers: z.array(rowSchema),
    body: z.string(),
    /** Language of the body for display: `json`, `html`, `xml`, `text`, ... */
    language: z.string().optional(),
  }),
  extension: extensionSchema.optional(),
});
export type Example = z.infer<typeof exampleSchema>;

/** An example as it is listed: with its file, which names it among those of its request. */
export const listedExampleSchema = exampleSchema.extend({ fileName: z.string() });
export type ListedExample = z.infer<typeof listedExampleSchema>;
