import { z } from 'zod';
import { authSchema } from '../auth/auth.ts';
import { checkSchema } from '../checks/check.ts';
import { extensionSchema } from '../json-value.ts';
import { extractionRuleSchema } from '../links/extraction-rule.ts';
import { scriptSchema } from '../workspace/script.ts';
import { bodySchema } from './body.ts';
import { rowSchema } from './row.ts';

/** Per-request wishes; an absent one follows the settings of the app. */
export const requestSettingsSchema = z.object({
  /** `http1`, `http2` or `auto`. */
  protocolVersion: z.string().optional(),
  verifyTls: z.boolean().optional(),
  followRedirects: z.boolean().optional(),
  maxRedirects: z.number().int().min(0).optional(),
  /** Names of headers Postern would add by itself and this request does without. */
  disabledSystemHeaders: z.array(z.string()).optional(),
  timeoutMs: z.number().int().min(0).optional(),
});
export type RequestSettings = z.infer<typeof requestSettingsSchema>;

/** An HTTP request as it is edited and kept: text with `{{variables}}`, nothing resolved. */
export const requestSchema = z.object({
  /** Any method token, as typed (RFC 9110 section 9.1). Empty in a few imported files: sent as GET. */
  method: z.string(),
  /** The whole address with the enabled query, as typed. */
  url: z.string(),
  /** Every query row, disabled ones included; the enabled ones say the same as the query in `url`. */
  queryParams: z.array(rowSchema),
  /** Values of `:name` segments of the path. */
  pathVariables: z.array(rowSchema),
  headers: z.array(rowSchema),
  body: bodySchema,
  /** Absent: inherited from the folder or collection. */
  auth: authSchema.optional(),
  settings: requestSettingsSchema.optional(),
  scripts: z.array(scriptSchema),
  extractions: z.array(extractionRuleSchema),
  /** Absent for none. */
  checks: z.array(checkSchema).optional(),
  description: z.string().optional(),
  /** The user said that `{x}` and `${x}` in this request are meant literally. `{{x}}` never is. */
  allowLiteralPlaceholders: z.boolean().optional(),
  extension: extensionSchema.optional(),
});
export type Request = z.infer<typeof requestSchema>;

/** Gives a new, empty request. */
export function emptyRequest(): Request {
  return {
    method: 'GET',
    url: '',
    queryParams: [],
    pathVariables: [],
    headers: [],
    body: { type: 'none' },
    scripts: [],
    extractions: [],
  };
}
