import { z } from 'zod';
import { variableScopeRefSchema } from './variable.ts';

/** One value that is asked for, as the details of ERR_VARIABLE_NOT_GIVEN list it. */
export const neededValueSchema = z.object({
  scope: variableScopeRefSchema,
  key: z.string(),
  /** What people call the set it stands in. */
  scopeName: z.string(),
  /** What is typed is not shown. */
  isMasked: z.boolean(),
  /** Stands in the field to begin with; empty for what is masked. */
  offered: z.string(),
  /** The only hosts it may be sent to. */
  hosts: z.array(z.string()).optional(),
});
export type NeededValue = z.infer<typeof neededValueSchema>;

/** What ERR_VARIABLE_NOT_GIVEN says in its details. */
export const neededValuesSchema = z.object({
  values: z.array(neededValueSchema),
  /** Where the values go, as far as that is known before. */
  hosts: z.array(z.string()),
});
export type NeededValues = z.infer<typeof neededValuesSchema>;
