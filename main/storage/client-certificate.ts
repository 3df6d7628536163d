import { X509Certificate, createPrivateKey } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { TLSSocket, createSecureContext } from 'node:tls';
import { AppError } from '../../core/errors.ts';

/** What a client certificate is made of, as it is kept in the secret store. */
export type ClientSecret =
  | { form: 'pem'; certificate: string; key: string; passphrase?: string }
  | { form: 'pkcs12'; base64: string; passphrase?: string };

/** The files of a client certificate as they were chosen. */
export interface ClientFiles {
  certificate: Buffer;
  /** Absent where it is in the other file. */
  key?: Buffer;
  passphrase?: string;
}

const unreadable = (message: string, cause?: unknown) =>
  new AppError('ERR_CERTIFICATE_UNREADABLE', message, { cause });

/**
 * Reads the files of a client certificate and proves that the key opens and belongs to it.
 *
 * @throws AppError ERR_CERTIFICATE_UNREADABLE, ERR_CERTIFICATE_PASSPHRASE, ERR_CERTIFICATE_KEY_MISMATCH
 */
export function readClientFiles(files: ClientFiles): { secret: ClientSecret; certificate: X509Certificate } {
  const isPem = files.certificate.includes('-----BEGIN ');
  return isPem ? readPem(files) : readPkcs12(files);
}

function readPem({ certificate, key, passphrase }: ClientFiles) {
  const text = certificate.toString('latin1');
  const keyText = (key ?? certificate).toString('latin1');
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(keyText)) {
    throw unreadable('There is no private key in these files. Choose the key file beside the certificate.');
  }
  const leaf = readCertificate(certificate);
  const privateKey = openKey(keyText, passphrase);
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new AppError(
      'ERR_CERTIFICATE_KEY_MISMATCH',
      'The private key does not belong to this certificate. Choose the key it was made with.',
    );
  }
  const secret: ClientSecret = {
    form: 'pem',
    certificate: text,
    key: keyText,
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  return { secret, certificate: leaf };
}

/** Gives the first certificate of a PEM or DER file. @throws AppError ERR_CERTIFICATE_UNREADABLE */
export function readCertificate(bytes: Buffer): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch (fault) {
    throw unreadable('This file holds no certificate that can be read. It has to be PEM or DER.', fault);
  }
}

function openKey(text: string, passphrase: string | undefined) {
  try {
    return createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (fault) {
    if (/-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(text)) throw wrongPassphrase(passphrase, fault);
    throw unreadable('The private key cannot be read. It has to be PEM.', fault);
  }
}

function wrongPassphrase(passphrase: string | undefined, cause: unknown): AppError {
  const message =
    passphrase === undefined
      ? 'The private key is encrypted. Enter its passphrase.'
      : 'The passphrase does not open the private key. Check it and try again.';
  return new AppError('ERR_CERTIFICATE_PASSPHRASE', message, { cause });
}

function readPkcs12({ certificate: pfx, passphrase }: ClientFiles) {
  let socket: TLSSocket | undefined;
  try {
    const secureContext = createSecureContext({ pfx, ...(passphrase === undefined ? {} : { passphrase }) });
    // Node reads a PKCS#12 file only into a context; a socket that never connects tells whose certificate is in it.
    socket = new TLSSocket(new PassThrough(), { secureContext, isServer: true });
    const certificate = socket.getX509Certificate();
    if (certificate === undefined) throw unreadable('This PKCS#12 file holds no certificate.');
    const secret: ClientSecret = {
      form: 'pkcs12',
      base64: pfx.toString('base64'),
      ...(passphrase === undefined ? {} : { passphrase }),
    };
    return { secret, certificate };
  } catch (fault) {
    if (fault instanceof AppError) throw fault;
    const text = fault instanceof Error ? fault.message : '';
    if (/mac verify/i.test(text)) throw wrongPassphrase(passphrase, fault);
    if (/unsupported/i.test(text)) {
      throw unreadable(
        'This PKCS#12 file is encrypted in an old way (RC2 or 3DES). Export it again with AES, or as PEM.',
        fault,
      );
    }
    throw unreadable('This file is neither PEM nor PKCS#12.', fault);
  } finally {
    socket?.destroy();
  }
}
