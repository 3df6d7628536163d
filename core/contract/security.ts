import { z } from 'zod';
import { clientCertificateSummarySchema } from '../http/stored-certificate.ts';
import { tlsExceptionSchema } from '../http/tls-exception.ts';
import { nothing, operation } from './operation.ts';

/** A socket of Postern that takes connections. */
export const openListenerSchema = z.object({
  purpose: z.enum(['webDoor', 'signIn', 'sandboxOrg']),
  address: z.string(),
  port: z.number().int(),
});
export type OpenListener = z.infer<typeof openListenerSchema>;

/** Operations on what protects the user. */
export const securityOperations = {
  /** How things stand now: measured for this call, not remembered. */
  'security.readFacts': operation(
    nothing,
    z.object({
      door: z.string(),
      secretProtection: z.enum(['keychain', 'filePermissions']),
      /** How the key that encrypts the secrets is kept on disk; `none yet` before the first secret. */
      dataKey: z.enum(['keychain', 'none', 'none yet', 'unreadable']),
      /** Permission bits of the profile's folder, such as 700; absent where the system has none. */
      profileMode: z.string().optional(),
      verifyTls: z.boolean(),
      tlsExceptions: z.array(tlsExceptionSchema),
      authorities: z.number().int(),
      clientCertificates: z.array(
        clientCertificateSummarySchema.pick({ host: true, port: true, subject: true }),
      ),
      /** Texts of scripts that may run, files outside of the workspace that may be sent, repositories that Git may be started in. */
      allowedScripts: z.number().int(),
      allowedFiles: z.number().int(),
      allowedRepositories: z.number().int(),
      listeners: z.array(openListenerSchema),
    }),
  ),
  /** Takes every permission back: no script runs, no file outside of the workspace is sent and no Git is started before it is allowed anew. */
  'security.forgetConsents': operation(nothing, nothing),
};
