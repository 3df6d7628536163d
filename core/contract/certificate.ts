import { z } from 'zod';
import { authoritySummarySchema, clientCertificateSummarySchema } from '../http/stored-certificate.ts';
import { undoIdSchema, uploadIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

/** Operations on certificates of authorities and of this client. Files come as uploads; keys never go back. */
export const certificateOperations = {
  'certificate.list': operation(
    nothing,
    z.object({
      authorities: z.array(authoritySummarySchema),
      clients: z.array(clientCertificateSummarySchema),
    }),
  ),
  /** Trusts the authorities of a PEM or DER file besides the usual ones. */
  'certificate.addAuthority': operation(
    z.object({ uploadId: uploadIdSchema, name: z.string() }),
    authoritySummarySchema,
  ),
  /** Keeps a client certificate for one host and port: PEM with its key beside or in it, or PKCS#12. */
  'certificate.addClient': operation(
    z.object({
      host: z.string().min(1).max(255),
      port: z.number().int().min(1).max(65_535),
      uploadId: uploadIdSchema,
      keyUploadId: uploadIdSchema.optional(),
      passphrase: z.string().optional(),
    }),
    clientCertificateSummarySchema,
  ),
  /** Takes an authority or a client certificate away; the step can be taken back. */
  'certificate.remove': operation(z.object({ id: z.string() }), z.object({ undoId: undoIdSchema })),
};

export const certificateEvents = { 'certificates.changed': nothing } as const;
