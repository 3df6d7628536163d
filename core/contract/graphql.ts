import { z } from 'zod';
import { keptSchemaSchema, schemaIdSchema } from '../graphql/kept-schema.ts';
import { bodyIdSchema, uploadIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';
import { requestSourceSchema } from './outgoing.ts';

/** Operations on the schemas of GraphQL servers, kept by the address of a request: origin and path. */
export const graphqlOperations = {
  /** Finds the schema kept for the address of a request, where that has one. Nothing leaves the machine. */
  'graphql.findSchema': operation(
    requestSourceSchema,
    z.object({
      /** Absent where the request has no whole address yet. */
      id: schemaIdSchema.optional(),
      schema: keptSchemaSchema.optional(),
    }),
  ),
  /**
   * Asks the server of a request for its schema, as the request itself would be sent, and keeps what it gives. Scripts,
   * checks and extraction rules of the request do not run, and the history has no entry of it; the console shows it.
   */
  'graphql.getSchema': operation(requestSourceSchema, keptSchemaSchema),
  /** Keeps an uploaded file as the schema of a request's address: schema language, or the JSON of an introspection. */
  'graphql.loadSchema': operation(
    requestSourceSchema.extend({ uploadId: uploadIdSchema, fileName: z.string().max(1_024) }),
    keptSchemaSchema,
  ),
  /** Puts the text of a kept schema where `body/<id>` reads it. */
  'graphql.openSchema': operation(
    z.object({ id: schemaIdSchema }),
    z.object({ schema: keptSchemaSchema, bodyId: bodyIdSchema }),
  ),
  /** Deletes a kept schema, or all of this workspace where none is named. */
  'graphql.forgetSchema': operation(z.object({ id: schemaIdSchema.optional() }), nothing),
} as const;
