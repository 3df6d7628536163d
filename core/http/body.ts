import { z } from 'zod';
import { jsonValueSchema } from '../json-value.ts';
import { formRowSchema, rowSchema } from './row.ts';

/** The languages of a raw body; each implies a Content-Type where no header row gives one. */
export const rawLanguages = ['json', 'text', 'xml', 'html', 'javascript'] as const;
export type RawLanguage = (typeof rawLanguages)[number];

/** The body of a request as the editor holds it. Exactly one form is active; imports keep the others in the extension. */
export const bodySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('raw'), language: z.enum(rawLanguages), content: z.string() }),
  z.object({ type: z.literal('urlencoded'), rows: z.array(rowSchema) }),
  z.object({ type: z.literal('formdata'), rows: z.array(formRowSchema) }),
  /** One file sent as it is; `path` is empty until a file was chosen. */
  z.object({ type: z.literal('file'), path: z.string() }),
  z.object({
    type: z.literal('graphql'),
    query: z.string(),
    /** JSON text, as typed. */
    variables: z.string(),
    operationName: z.string().optional(),
  }),
  /** A form Postern does not know; kept as it came and never sent. */
  z.object({ type: z.literal('unsupported'), name: z.string(), value: jsonValueSchema }),
]);
export type Body = z.infer<typeof bodySchema>;
export type BodyType = Body['type'];
