import type { Service } from './service.ts';

/** Takes an authority or a client certificate away; the step can be taken back. @throws AppError ERR_CERTIFICATE_NOT_FOUND */
export const removeCertificate: Service<'certificate.remove'> = async (app, { id }) => ({
  undoId: app.undoLog.add(await app.certificates.remove(id)),
});
