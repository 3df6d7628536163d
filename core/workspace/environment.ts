import { z } from 'zod';
import { itemIdSchema, revisionSchema } from '../ids.ts';
import { variableSchema } from '../variables/variable.ts';

/** An environment as it stands in lists. */
export const environmentSummarySchema = z.object({
  id: itemIdSchema,
  name: z.string(),
  variableCount: z.number().int(),
  /** Why its file cannot be read. */
  damage: z.string().optional(),
});
export type EnvironmentSummary = z.infer<typeof environmentSummarySchema>;

/** An environment, or the globals, with everything the editor shows. */
export const environmentSchema = z.object({
  id: itemIdSchema,
  name: z.string(),
  variables: z.array(variableSchema),
  revision: revisionSchema,
});
export type Environment = z.infer<typeof environmentSchema>;

/** The id under which the workspace's globals are read and saved. */
export const globalsId = 'globals';
