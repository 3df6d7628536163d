import { z } from 'zod';
import { itemIdSchema, undoIdSchema, uploadIdSchema } from '../ids.ts';

/** Where import material comes from. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  /** Pasted text: a collection, an environment, a cURL command, or a URL. */
  z.object({ kind: z.literal('text'), text: z.string(), name: z.string().optional() }),
  z.object({ kind: z.literal('url'), url: z.string() }),
  /** A file or folder on the machine that runs Postern. */
  z.object({ kind: z.literal('path'), path: z.string() }),
  /** A file sent with `POST upload`; `relativePath` where a whole folder was dropped. */
  z.object({
    kind: z.literal('upload'),
    uploadId: uploadIdSchema,
    name: z.string(),
    relativePath: z.string().optional(),
  }),
]);
export type ImportSource = z.infer<typeof importSourceSchema>;

/** One remark of an import. `severity`: `info` changed nothing; `changed` kept in another form; `unsupported` kept and not sent; `lost` could not be read. */
export const importNoteSchema = z.object({
  code: z.string(),
  severity: z.enum(['info', 'changed', 'unsupported', 'lost']),
  /** Where: source name, then the names down to the item. */
  path: z.string(),
  message: z.string(),
});
export type ImportNote = z.infer<typeof importNoteSchema>;

/** What an import brought, what it changed, and what it could not read. */
export const importReportSchema = z.object({
  undoId: undoIdSchema.optional(),
  /** What the material was recognised as, one per source: `postman-2.1`, `postman-environment`, `curl`, ... */
  formats: z.array(z.object({ source: z.string(), format: z.string() })),
  collections: z.array(
    z.object({
      id: itemIdSchema,
      name: z.string(),
      folders: z.number().int(),
      requests: z.number().int(),
      examples: z.number().int(),
      scripts: z.number().int(),
      variables: z.number().int(),
    }),
  ),
  environments: z.array(z.object({ id: itemIdSchema, name: z.string(), variables: z.number().int() })),
  /** Number of global variables that came. */
  globals: z.number().int(),
  notes: z.array(importNoteSchema),
  /** Requests found in the material, put in the workspace, and named in a `lost` note; the first is the sum of the others. */
  leaves: z.object({ in: z.number().int(), mapped: z.number().int(), reported: z.number().int() }),
  /** Set when the material looks like Okta's and the clean-up step can be offered. */
  oktaCleanup: z.boolean(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What takes the place of API tokens written into requests: OAuth 2.0 as Okta's guide sets it up, or the token once for all. */
export const cleanupChoiceSchema = z.enum(['oauth2', 'apikey']);
export type CleanupChoice = z.infer<typeof cleanupChoiceSchema>;

/** What the Okta clean-up works on. */
export const cleanupInputSchema = z.object({
  collectionIds: z.array(itemIdSchema),
  environmentIds: z.array(itemIdSchema),
  replaceWith: cleanupChoiceSchema.default('oauth2'),
});

/** The Okta clean-up as it would be done: counts, and one line for each kind of change. */
export const cleanupPreviewSchema = z.object({
  /** Header rows `Authorization: SSWS {{apikey}}` that would go, replaced by inherited authorization. */
  authorizationRows: z.number().int(),
  /** Variables that would be added to the environment. */
  addedVariables: z.array(z.string()),
  /** `${name}` texts that would become `{{name}}`. */
  placeholders: z.number().int(),
  changes: z.array(
    z.object({ itemId: itemIdSchema, name: z.string(), before: z.string(), after: z.string() }),
  ),
});
export type CleanupPreview = z.infer<typeof cleanupPreviewSchema>;
