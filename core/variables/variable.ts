import { z } from 'zod';
import { itemIdSchema } from '../ids.ts';
import { extensionSchema } from '../json-value.ts';
import { valueSourceSchema } from './value-source.ts';

/** One variable of an environment, of the globals, or of a collection or folder. */
export const variableSchema = z.object({
  key: z.string(),
  /** Stands in the shared file. */
  initialValue: z.string(),
  /**
   * Local to this machine, never exported; sending uses it, falling back to the initial value. For type `secret` it
   * is not given when read; on save, absent keeps the stored secret, text replaces it, `null` removes it.
   */
  currentValue: z.string().nullable().optional(),
  enabled: z.boolean(),
  /** `default`, `secret`, or another type as the file says. */
  type: z.string(),
  description: z.string().optional(),
  /** Handle of the stored secret, present where one is set; send it back on save so that a rename keeps the secret. */
  secretId: z.string().optional(),
  /**
   * The only hosts a secret may be sent to; kept on this machine, never in the shared file. On save, absent keeps what is
   * stored and an empty list takes it away. See `secret-hosts.ts` for what an entry may be.
   */
  hosts: z.array(z.string()).optional(),
  /**
   * Where the current value comes from instead of being typed; kept on this machine, never in the shared file. On save,
   * absent keeps what is stored and `null` takes it away. What a program or a file gives is of type `secret`.
   */
  source: valueSourceSchema.nullable().optional(),
  extension: extensionSchema.optional(),
});
export type Variable = z.infer<typeof variableSchema>;

/** Names a set of variables. `collection` takes the id of a collection or of a folder. */
export const variableScopeRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('globals') }),
  z.object({ kind: z.literal('environment'), id: itemIdSchema }),
  z.object({ kind: z.literal('collection'), id: itemIdSchema }),
]);
export type VariableScopeRef = z.infer<typeof variableScopeRefSchema>;
