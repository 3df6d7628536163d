import { z } from 'zod';
import { appErrorDataSchema } from '../errors.ts';

/**
 * Where a header line comes from: a row, the authorization, the user name in the address, what the body implies,
 * Postern itself, the cookie jar, or the connection.
 */
export const headerOriginSchema = z.enum([
  'typed',
  'auth',
  'address',
  'body',
  'app',
  'cookies',
  'connection',
]);
export type HeaderOrigin = z.infer<typeof headerOriginSchema>;

/** A variable that went into a request, and whose value won. */
export const usedVariableSchema = z.object({
  name: z.string(),
  /** As stored, its own variables not replaced; absent for a secret. A generated value is made anew for each send. */
  value: z.string().optional(),
  secret: z.boolean(),
  scopeKind: z.enum(['local', 'environment', 'folder', 'collection', 'globals', 'generated']),
  scopeName: z.string(),
  /** Its value comes from elsewhere: in words, and whether it was got already. */
  sourced: z.object({ words: z.string(), isHere: z.boolean() }).optional(),
});
export type UsedVariable = z.infer<typeof usedVariableSchema>;

/**
 * What sending does about the OAuth 2.0 token: `send` one that is kept or typed, `refresh` it first, `fetch` one first
 * (no browser needed), or `missing`: only the user can get one.
 */
export const previewTokenSchema = z.object({
  step: z.enum(['send', 'refresh', 'fetch', 'missing']),
  name: z.string().optional(),
  /** It is bound to a key, and goes out with a proof made for that one send (RFC 9449). */
  isDpop: z.boolean(),
});
export type PreviewToken = z.infer<typeof previewTokenSchema>;

/** A request as it would go out now, secrets masked. Nothing leaves the machine to find it out. */
export const previewSchema = z.object({
  method: z.string(),
  /** Absolute where the request can be sent; else as far as it could be resolved. */
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string(), origin: headerOriginSchema })),
  /** Absent: no body. Long texts are cut. */
  body: z
    .object({
      parts: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('text'), text: z.string() }),
          z.object({ kind: z.literal('file'), path: z.string() }),
        ]),
      ),
      /** Absent where a file cannot be read. */
      sizeBytes: z.number().int().optional(),
      isCut: z.boolean(),
    })
    .optional(),
  /** Whose authorization is in force. */
  auth: z.object({ type: z.string(), inheritedFrom: z.string().optional() }).optional(),
  token: previewTokenSchema.optional(),
  variables: z.array(usedVariableSchema),
  unresolved: z.array(
    z.object({
      name: z.string(),
      where: z.string(),
      key: z.string().optional(),
      /** The variable whose value mentions it. */
      via: z.string().optional(),
      /** `{x}` or `${x}` rather than a variable. */
      literal: z.boolean().optional(),
    }),
  ),
  /** Why it would be refused as it stands. */
  problem: appErrorDataSchema.optional(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type Preview = z.infer<typeof previewSchema>;
