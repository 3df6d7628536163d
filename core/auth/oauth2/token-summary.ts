import { z } from 'zod';
import { itemIdSchema } from '../../ids.ts';

/** Something the user should know about tokens that came all the same: an odd answer, a signature nobody checked. */
export const tokenRemarkSchema = z.object({ code: z.string(), message: z.string() });
export type TokenRemark = z.infer<typeof tokenRemarkSchema>;

/** A stored token as it is listed: what it is good for, never the token itself. */
export const tokenSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** As the server said it (`Bearer`, `DPoP`), or as the user did for a pasted one. */
  tokenType: z.string(),
  /** `authorization_code`, `client_credentials`, ...; `pasted` for a token typed in. */
  grantType: z.string(),
  /** Scopes granted; the requested ones where the answer names none (RFC 6749 section 5.1). */
  scope: z.array(z.string()),
  requestedScope: z.array(z.string()),
  createdAtEpochMs: z.number(),
  /** Absent where the server gave no lifetime. */
  expiresAtEpochSec: z.number().optional(),
  environmentId: itemIdSchema.optional(),
  environmentName: z.string().optional(),
  clientId: z.string(),
  tokenUrl: z.string(),
  /** The stored key the client authenticated with. */
  keyId: z.string().optional(),
  hasRefreshToken: z.boolean(),
  hasIdToken: z.boolean(),
  /** Thumbprint of the DPoP key the token is bound to (RFC 9449 section 6). */
  dpopThumbprint: z.string().optional(),
  /** Whether the server told where to revoke, introspect and ask for user info. */
  canRevoke: z.boolean(),
  canIntrospect: z.boolean(),
  canReadUserInfo: z.boolean(),
  /** About the answer that brought the tokens; absent where all was as it should be. */
  remarks: z.array(tokenRemarkSchema).optional(),
});
export type TokenSummary = z.infer<typeof tokenSummarySchema>;
