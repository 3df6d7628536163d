import { z } from 'zod';

/** What a server's certificate says, and to whom it was shown; public facts, for people who decide whether to trust it. */
export const certificateFactsSchema = z.object({
  /** Lower case, IPv6 without brackets. */
  host: z.string(),
  port: z.number().int(),
  /** SHA-256 of the certificate: 32 bytes in hexadecimal with colons. */
  fingerprint256: z.string(),
  subject: z.string().optional(),
  issuer: z.string().optional(),
  /** DNS names and addresses it is for. */
  names: z.array(z.string()),
  validFromEpochSec: z.number().int().optional(),
  validToEpochSec: z.number().int().optional(),
});
export type CertificateFacts = z.infer<typeof certificateFactsSchema>;

/** Gives the certificate in the details of a refusal, where it has one. By its outline, since the window does without zod. */
export function certificateIn(details: Record<string, unknown> | undefined): CertificateFacts | undefined {
  const found = details?.['certificate'];
  const isOne = typeof found === 'object' && found !== null && 'fingerprint256' in found && 'names' in found;
  return isOne ? (found as CertificateFacts) : undefined;
}
