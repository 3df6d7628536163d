import { z } from 'zod';

/** What an org or authorization server says about itself; used to fill the form, never to forbid. */
export const discoveredSchema = z.object({
  issuer: z.string(),
  authorizationEndpoint: z.string().optional(),
  tokenEndpoint: z.string().optional(),
  deviceAuthorizationEndpoint: z.string().optional(),
  backchannelAuthenticationEndpoint: z.string().optional(),
  pushedAuthorizationRequestEndpoint: z.string().optional(),
  revocationEndpoint: z.string().optional(),
  introspectionEndpoint: z.string().optional(),
  userinfoEndpoint: z.string().optional(),
  endSessionEndpoint: z.string().optional(),
  jwksUri: z.string().optional(),
  grantTypes: z.array(z.string()),
  scopes: z.array(z.string()),
  clientAuthenticationMethods: z.array(z.string()),
  signingAlgs: z.array(z.string()),
  dpopSigningAlgs: z.array(z.string()),
  idTokenSigningAlgs: z.array(z.string()).optional(),
  codeChallengeMethods: z.array(z.string()),
  /** The server promises `iss` in the redirect (RFC 9207). */
  issParameter: z.boolean(),
  requiresPar: z.boolean(),
  /** Such as: `/oauth2/default` does not give `okta.*` scopes. */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type Discovered = z.infer<typeof discoveredSchema>;
