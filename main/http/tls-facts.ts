import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../core/http/exchange.ts';

/** Reads what the handshake of a connected socket agreed on. */
export function readTlsFacts(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const validTo = Date.parse(certificate.valid_to);
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(typeof socket.alpnProtocol === 'string' ? { alpn: socket.alpnProtocol } : {}),
    ...named('subject', certificate.subject),
    ...named('issuer', certificate.issuer),
    ...(Number.isNaN(validTo) ? {} : { validToEpochSec: Math.floor(validTo / 1000) }),
    verified: socket.authorized,
  };
}

/** A name as `CN=…, O=…`. The types promise it; a peer without certificate has none. */
function named(key: 'subject' | 'issuer', name: PeerCertificate['subject'] | undefined): Partial<TlsFacts> {
  const parts = Object.entries(name ?? {}).map(([type, value]) => `${type}=${[value].flat().join('+')}`);
  return parts.length === 0 ? {} : { [key]: parts.join(', ') };
}
