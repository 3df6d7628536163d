import { z } from 'zod';
import { codeTargetSchema } from '../export/code/generate-code.ts';
import { previewSchema } from '../http/preview.ts';
import { requestSchema } from '../http/request.ts';
import { itemIdSchema } from '../ids.ts';
import { operation } from './operation.ts';

/** Which request is meant and where it stands: the draft given, or the stored one of `id`. */
export const requestSourceSchema = z.object({
  id: itemIdSchema.optional(),
  request: requestSchema.optional(),
  /** What the draft is called; without it, the stored one's name. Scripts read it. */
  name: z.string().optional(),
  /** Where an unsaved request stands, for inherited authorization and collection variables. */
  parentId: itemIdSchema.optional(),
  environmentId: itemIdSchema.optional(),
  /** Local variables, which win over every other scope. */
  variables: z.record(z.string(), z.string()).optional(),
  /** Those of `variables` that are secret: masked wherever they show, and not given to scripts. */
  secretVariables: z.array(z.string()).optional(),
});

/** One round of a run: which, counted from 0, of how many, and the row of the data file it is made with. */
export const roundSchema = z.object({
  index: z.number().int().min(0),
  count: z.number().int().min(1),
  /** Local variables, which `variables` win over. */
  data: z.record(z.string(), z.string()).optional(),
});
export type Round = z.infer<typeof roundSchema>;

/** Operations on a request as it would go out. Nothing leaves the machine, and no token is fetched. */
export const outgoingOperations = {
  /** Shows what sending would send, secrets masked; what would be refused is in `problem` and not an error. */
  'request.preview': operation(requestSourceSchema, previewSchema),
  /**
   * Writes a request as code. Secrets are placeholders such as `<clientSecret>` unless they are asked for.
   * Refuses what sending refuses before anything leaves the machine.
   */
  'request.generateCode': operation(
    requestSourceSchema.extend({ target: codeTargetSchema, includeSecrets: z.boolean().optional() }),
    z.object({
      code: z.string(),
      /** What the reader must know: a proof that cannot be repeated, cookies left out. */
      remarks: z.array(z.object({ code: z.string(), message: z.string() })),
      /** The placeholders in the code, to be replaced by hand. */
      placeholders: z.array(z.string()),
    }),
  ),
} as const;
