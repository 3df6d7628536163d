import { z } from 'zod';
import { itemIdSchema } from '../ids.ts';
import { operation } from './operation.ts';

/** Operations on the scopes that requests need. */
export const scopeOperations = {
  /** The least scopes the requests of a collection, folder or request need, by the offline map of operations. */
  'scope.listNeeded': operation(
    z.object({ itemId: itemIdSchema }),
    z.object({
      /** For all of them, sorted; a `.manage` scope stands for its `.read`. */
      scopes: z.array(z.string()),
      /** For those that only read. */
      readScopes: z.array(z.string()),
      /** Requests that only an API token opens, by name. */
      apiTokenOnly: z.array(z.string()),
      /** How many requests the map knows, and how many it does not. */
      known: z.number().int(),
      unknown: z.number().int(),
    }),
  ),
} as const;
