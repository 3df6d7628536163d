import { z } from 'zod';

/** Names a kept schema: the fingerprint of the address it is for, which does not tell the address. */
export const schemaIdSchema = z.string().regex(/^[0-9a-f]{32}$/);
export type SchemaId = z.infer<typeof schemaIdSchema>;

/** What is known of a kept GraphQL schema without reading it. */
export const keptSchemaSchema = z.object({
  id: schemaIdSchema,
  keptAtEpochMs: z.number().int(),
  sizeBytes: z.number().int(),
  /** `introspection`: the JSON of an introspection, from `__schema` on. `sdl`: a text in the schema language. */
  format: z.enum(['introspection', 'sdl']),
  /** The file it was loaded from; absent for one that the server gave. */
  fileName: z.string().max(255).optional(),
});
export type KeptSchema = z.infer<typeof keptSchemaSchema>;

/** The most bytes of one schema. */
export const maxSchemaBytes = 20 * 1024 * 1024;
