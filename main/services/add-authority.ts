import type { Service } from './service.ts';

/** More than any bundle of authorities in use. */
export const largestCertificateBytes = 2 * 1024 * 1024;

/** Trusts the authorities of a file. @throws AppError ERR_CERTIFICATE_UNREADABLE, ERR_CERTIFICATE_EXISTS, ERR_UPLOAD_NOT_FOUND */
export const addAuthority: Service<'certificate.addAuthority'> = async (app, { uploadId, name }) =>
  app.certificates.addAuthority(name.trim(), await app.uploads.take(uploadId, largestCertificateBytes));
