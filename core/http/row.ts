import { z } from 'zod';
import { extensionSchema } from '../json-value.ts';

/** One row of headers, query parameters, path variables or a urlencoded form. Text as typed, `{{variables}}` included. */
export const rowSchema = z.object({
  key: z.string(),
  value: z.string(),
  description: z.string().optional(),
  /** A disabled row is kept and shown, and not sent. */
  disabled: z.boolean().optional(),
  extension: extensionSchema.optional(),
});
export type Row = z.infer<typeof rowSchema>;

/** One row of a multipart form (RFC 7578): text, or one or more files. */
export const formRowSchema = rowSchema.extend({
  type: z.enum(['text', 'file']),
  /** Absolute or workspace-relative paths of the files of a `file` row. */
  src: z.array(z.string()).optional(),
  /** The part's own Content-Type, when the user set one. */
  contentType: z.string().optional(),
});
export type FormRow = z.infer<typeof formRowSchema>;
