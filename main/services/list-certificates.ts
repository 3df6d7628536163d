import type { Service } from './service.ts';

/** Gives the authorities that are trusted besides the usual ones, and this client's certificates without their keys. */
export const listCertificates: Service<'certificate.list'> = (app) => ({
  authorities: app.certificates.authorities(),
  clients: app.certificates.clients(),
});
