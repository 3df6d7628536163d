import { z } from 'zod';

const facts = {
  id: z.string(),
  subject: z.string(),
  issuer: z.string(),
  fingerprint256: z.string(),
  validToEpochSec: z.number().int(),
};

/** A file of certificate authorities that are trusted besides the usual ones. */
export const authoritySummarySchema = z.object({
  ...facts,
  name: z.string(),
  /** How many certificates the file holds; the facts are those of the first. */
  count: z.number().int().min(1),
});
export type AuthoritySummary = z.infer<typeof authoritySummarySchema>;

/** A certificate of this client, shown to one host and port. Its key and passphrase are not in here. */
export const clientCertificateSummarySchema = z.object({
  ...facts,
  /** Lower case, IPv6 without brackets. */
  host: z.string(),
  port: z.number().int().min(1).max(65_535),
  form: z.enum(['pem', 'pkcs12']),
});
export type ClientCertificateSummary = z.infer<typeof clientCertificateSummarySchema>;
