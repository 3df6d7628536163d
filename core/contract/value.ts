import { z } from 'zod';
import { appErrorDataSchema } from '../errors.ts';
import { itemIdSchema } from '../ids.ts';
import { valueSourceSchema } from '../variables/value-source.ts';
import { variableScopeRefSchema } from '../variables/variable.ts';
import { nothing, operation } from './operation.ts';

/** A variable whose value comes from elsewhere, and the set of variables it stands in. */
export const valuePlaceSchema = z.object({ scope: variableScopeRefSchema, key: z.string().min(1) });
export type ValuePlace = z.infer<typeof valuePlaceSchema>;

/** How the value of a variable that comes from elsewhere stands; the value itself never leaves the Node side. */
export const valueStateSchema = z.object({
  key: z.string(),
  /** As it is stored: an editor may hold another one. */
  source: valueSourceSchema,
  /** It was got and is kept in memory. */
  isHere: z.boolean(),
  /** When it was got, or when getting it failed. */
  atEpochMs: z.number().int().optional(),
  /** Why it could not be got the last time. */
  error: appErrorDataSchema.optional(),
});
export type ValueState = z.infer<typeof valueStateSchema>;

/** The longest value that is taken, in UTF-16 units. */
export const longestValue = 65_536;

/**
 * Operations on values that come from elsewhere. None of them says where from: that is saved with the variable, by
 * `environment.save`, `environment.create` and `definition.save`, and by nothing else.
 */
export const valueOperations = {
  /** How the values of one set of variables stand. */
  'value.list': operation(
    z.object({ scope: variableScopeRefSchema }),
    z.object({ states: z.array(valueStateSchema) }),
  ),
  /**
   * Keeps values that were asked for in memory, until Postern ends or they are forgotten. A variable that is not asked for
   * any more is passed over.
   */
  'value.give': operation(
    z.object({
      values: z
        .array(valuePlaceSchema.extend({ value: z.string().max(longestValue) }))
        .min(1)
        .max(1_000),
    }),
    nothing,
  ),
  /** Runs the program, or reads the file, of one variable anew. Refuses with ERR_VARIABLE_NOT_GIVEN what only a person has. */
  'value.get': operation(valuePlaceSchema, nothing),
  /** Forgets a value that was got or given; without a place, all of them. */
  'value.forget': operation(z.object({ place: valuePlaceSchema.optional() }), nothing),
  /**
   * Gets what sends of these requests need, before a run: runs programs, reads files, and refuses with
   * ERR_VARIABLE_NOT_GIVEN where values must be asked for, all of them at once.
   */
  'value.prepare': operation(
    z.object({
      ids: z.array(itemIdSchema),
      environmentId: itemIdSchema.optional(),
      /** Names of variables that the run brings itself. */
      given: z.array(z.string()).optional(),
    }),
    nothing,
  ),
} as const;

export const valueEvents = {
  /** A value of this set was got, given or forgotten. */
  'value.changed': z.object({ scope: variableScopeRefSchema }),
} as const;
