import { largestCertificateBytes } from './add-authority.ts';
import type { Service } from './service.ts';

/**
 * Keeps a client certificate for one host and port, the key and the passphrase in the secret store; the uploads are gone
 * afterwards.
 *
 * @throws AppError ERR_CERTIFICATE_UNREADABLE, ERR_CERTIFICATE_PASSPHRASE, ERR_CERTIFICATE_KEY_MISMATCH,
 *   ERR_CERTIFICATE_EXISTS, ERR_UPLOAD_NOT_FOUND
 */
export const addClientCertificate: Service<'certificate.addClient'> = async (app, input) => {
  const { host, port, uploadId, keyUploadId, passphrase } = input;
  const certificate = await app.uploads.take(uploadId, largestCertificateBytes);
  const key =
    keyUploadId === undefined ? undefined : await app.uploads.take(keyUploadId, largestCertificateBytes);
  return app.certificates.addClient(
    {
      host: host
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, ''),
      port,
    },
    {
      certificate,
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined || passphrase === '' ? {} : { passphrase }),
    },
  );
};
