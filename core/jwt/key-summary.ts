import { z } from 'zod';
import { extensionSchema } from '../json-value.ts';

/** A stored private key as it is listed: everything but the private part. */
export const keySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Key ID sent in the header of what it signs; the RFC 7638 thumbprint unless the user chose another. */
  kid: z.string(),
  /** RFC 7638 SHA-256 thumbprint, base64url. */
  thumbprint: z.string(),
  /** The algorithm it signs with, such as RS256 (RFC 7518 section 3.1, RFC 8037). */
  alg: z.string(),
  kty: z.string(),
  /** Modulus length of an RSA key. */
  sizeBits: z.number().int().optional(),
  /** Curve of an EC or OKP key. */
  crv: z.string().optional(),
  createdAtEpochMs: z.number(),
  origin: z.enum(['generated', 'imported']),
  /** Client ids that tokens were got for with this key. */
  usedBy: z.array(z.string()),
  publicJwk: extensionSchema,
});
export type KeySummary = z.infer<typeof keySummarySchema>;
