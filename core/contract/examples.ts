import { z } from 'zod';
import { exchangeSchema } from '../http/exchange.ts';
import { requestSchema } from '../http/request.ts';
import { itemIdSchema, undoIdSchema } from '../ids.ts';
import { listedExampleSchema } from '../workspace/example.ts';
import { operation } from './operation.ts';

const exampleName = z.string().trim().min(1).max(200);
/** An example by its request and its file. */
const example = z.object({ requestId: itemIdSchema, fileName: z.string() });

/** Operations on the saved examples of a request. */
export const exampleOperations = {
  'example.list': operation(
    z.object({ requestId: itemIdSchema }),
    z.object({ examples: z.array(listedExampleSchema) }),
  ),
  /** Keeps an answer as an example of its request: a file in the workspace, secrets masked. Text of up to 1 MB. */
  'example.create': operation(
    z.object({
      requestId: itemIdSchema,
      name: z.string().min(1).max(200),
      /** As it stands in the editor. */
      request: requestSchema,
      environmentId: itemIdSchema.optional(),
      exchange: exchangeSchema,
      /** The charset that the body is read with, where the person chose another than the server's. */
      charset: z.string().optional(),
    }),
    z.object({ undoId: undoIdSchema }),
  ),
  /** Its file takes the new name too, which is given back. */
  'example.rename': operation(example.extend({ name: exampleName }), z.object({ fileName: z.string() })),
  'example.delete': operation(example, z.object({ undoId: undoIdSchema })),
} as const;
