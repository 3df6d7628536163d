import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../core/http/certificate-facts.ts';
import type { TlsPlace, TlsRules } from './tls-policy.ts';

/** A certificate that was refused, with what it says. `code` is the system's name of the reason. */
export class CertificateFault extends Error {
  readonly code: string;
  readonly certificate: CertificateFacts;
  /** There is an exception for the place, and it is for another certificate. */
  readonly hasOtherException: boolean;

  constructor(code: string, certificate: CertificateFacts, hasOtherException: boolean) {
    super('The certificate was refused.');
    this.name = 'CertificateFault';
    this.code = code;
    this.certificate = certificate;
    this.hasOtherException = hasOtherException;
  }
}

/**
 * Decides about a handshake that is through: gives the fault of a certificate that does not verify, `undefined` where the
 * connection may be used. Nothing but the handshake has been sent by then.
 */
export function judgeCertificate(
  socket: TLSSocket,
  place: TlsPlace,
  rules: TlsRules,
): CertificateFault | undefined {
  if (socket.authorized || !rules.verify) return undefined;
  const peer = socket.getPeerCertificate();
  if (rules.exception !== undefined && peer.fingerprint256 === rules.exception.fingerprint256)
    return undefined;
  // The type says Error; what is there is the name of the reason.
  const reason: unknown = socket.authorizationError;
  const code =
    reason instanceof Error ? ('code' in reason ? String(reason.code) : reason.message) : String(reason);
  return new CertificateFault(code, readCertificateFacts(peer, place), rules.exception !== undefined);
}

/** Reads what a peer's certificate says. */
export function readCertificateFacts(peer: PeerCertificate, { hostname, port }: TlsPlace): CertificateFacts {
  const seconds = (text: string | undefined) => Math.floor(Date.parse(text ?? '') / 1000);
  const from = seconds(peer.valid_from);
  const to = seconds(peer.valid_to);
  const subject = nameOf(peer.subject);
  const issuer = nameOf(peer.issuer);
  return {
    host: hostname.toLowerCase(),
    port,
    fingerprint256: peer.fingerprint256 ?? '',
    ...(subject === undefined ? {} : { subject }),
    ...(issuer === undefined ? {} : { issuer }),
    names: (peer.subjectaltname ?? '')
      .split(', ')
      .filter((name) => name !== '')
      .slice(0, 50)
      .map((name) => name.replace(/^(DNS|IP Address):/, '').slice(0, 255)),
    ...(Number.isNaN(from) ? {} : { validFromEpochSec: from }),
    ...(Number.isNaN(to) ? {} : { validToEpochSec: to }),
  };
}

/** A name as `CN=…, O=…`. The types promise it; a peer without certificate has none. */
export function nameOf(name: PeerCertificate['subject'] | undefined): string | undefined {
  const parts = Object.entries(name ?? {}).map(([type, value]) => `${type}=${[value].flat().join('+')}`);
  return parts.length === 0 ? undefined : parts.join(', ').slice(0, 1_000);
}
