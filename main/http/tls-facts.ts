import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../core/http/exchange.ts';
import { nameOf } from './certificate-fault.ts';
import type { TlsRules } from './tls-policy.ts';

/** Reads what the handshake of a connected socket agreed on. */
export function readTlsFacts(socket: TLSSocket, rules: TlsRules): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const validTo = Date.parse(certificate.valid_to);
  const subject = nameOf(certificate.subject);
  const issuer = nameOf(certificate.issuer);
  const isOverruled = !socket.authorized && rules.verify && rules.exception !== undefined;
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(typeof socket.alpnProtocol === 'string' ? { alpn: socket.alpnProtocol } : {}),
    ...(subject === undefined ? {} : { subject }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(Number.isNaN(validTo) ? {} : { validToEpochSec: Math.floor(validTo / 1000) }),
    verified: socket.authorized,
    ...(isOverruled ? { exceptionUntilEpochMs: rules.exception?.untilEpochMs } : {}),
    ...(rules.clientCertificate === undefined ? {} : { clientCertificate: rules.clientCertificate }),
  };
}
