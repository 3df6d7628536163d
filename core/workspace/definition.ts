import { z } from 'zod';
import { authSchema } from '../auth/auth.ts';
import { itemIdSchema, revisionSchema } from '../ids.ts';
import { extensionSchema } from '../json-value.ts';
import { variableSchema } from '../variables/variable.ts';
import { scriptSchema } from './script.ts';

/** What a collection or folder says about itself and passes on to what it holds. */
export const definitionSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  variables: z.array(variableSchema),
  /** Absent: inherited (folder) or none (collection). */
  auth: authSchema.optional(),
  scripts: z.array(scriptSchema),
  extension: extensionSchema.optional(),
});
export type Definition = z.infer<typeof definitionSchema>;

/** A definition as it was read, with the fingerprint a save must name. */
export const definitionRecordSchema = z.object({
  id: itemIdSchema,
  definition: definitionSchema,
  revision: revisionSchema,
});
export type DefinitionRecord = z.infer<typeof definitionRecordSchema>;
