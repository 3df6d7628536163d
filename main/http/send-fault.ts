import { errors } from 'undici';
import type { Failure } from '../../core/http/exchange.ts';
import { CertificateFault } from './certificate-fault.ts';

/** A fault of the network that already knows what it is called; the client turns it into the exchange's outcome. */
export class SendFault extends Error {
  readonly failureCode: Failure['code'];
  readonly systemName: string | undefined;
  readonly nextStep: string | undefined;

  constructor(
    failureCode: Failure['code'],
    message: string,
    facts: { cause?: string; nextStep?: string } = {},
  ) {
    super(message);
    this.name = 'SendFault';
    this.failureCode = failureCode;
    this.systemName = facts.cause;
    this.nextStep = facts.nextStep;
  }
}

/** The next step for each kind of failure, where the fault itself has no better one. */
const nextSteps: Record<Failure['code'], string> = {
  dnsNotFound: 'Check the spelling of the host, the variables in it, and that you are online.',
  connectionRefused: 'Check the port, and that the server is running.',
  connectionReset: 'Send again. If it happens each time, look at the server or at what stands between.',
  connectionTimeout: 'Check the host and port, and whether a firewall or VPN stands between.',
  timeout: 'Send again, or raise the timeout in the settings of the request.',
  cancelled: 'Send again when you are ready.',
  tlsCertificate:
    'Check that this is the right host. If you trust it, add its certificate authority in Settings > Certificates, or trust this one certificate for a while.',
  tlsProtocol: 'Check that the port speaks HTTPS: http:// may be what is meant.',
  proxyFailed: "Check the proxy's address and credentials in the settings.",
  tooManyRedirects: 'Look at the hops in the timeline: the server may send you in a circle.',
  redirectRefused: 'Look at the last hop in the timeline and open its address yourself if you trust it.',
  privateAddress: 'Allow private addresses for this, if you trust the address.',
  invalidResponse: 'Check that the port speaks HTTP, and look at the server.',
  headersTooLarge: 'Look at the server: its headers are larger than 256 KiB.',
  networkUnreachable: 'Check that you are online, and that a VPN you need is on.',
  other: 'Send again. If it happens each time, report it with the name of the fault.',
};

const certificateFaults: Record<string, string> = {
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet. The clock of this computer may be wrong.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The chain of certificates ends in one that is not trusted here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The server did not send the whole chain of certificates, or it is not trusted here.',
  UNABLE_TO_GET_ISSUER_CERT: 'The issuer of the certificate is not known here.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The issuer of the certificate is not known here.',
  CERT_REVOKED: 'The certificate was revoked.',
  CERT_UNTRUSTED: 'The certificate is not trusted here.',
  CERT_SIGNATURE_FAILURE: 'The signature of the certificate is wrong.',
  CERT_CHAIN_TOO_LONG: 'The chain of certificates is too long.',
  CERT_REJECTED: 'The certificate may not be used for this.',
  INVALID_CA: 'A certificate in the chain may not issue others.',
  INVALID_PURPOSE: 'The certificate may not be used for a server.',
  PATH_LENGTH_EXCEEDED: 'The chain of certificates is longer than it allows.',
  HOSTNAME_MISMATCH: 'The certificate is for another host.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host.',
};

const bySystemName: Record<string, [Failure['code'], string]> = {
  ENOTFOUND: ['dnsNotFound', 'The host was not found.'],
  EAI_AGAIN: ['dnsNotFound', 'The host could not be looked up.'],
  EAI_NODATA: ['dnsNotFound', 'The host has no address.'],
  EAI_FAIL: ['dnsNotFound', 'The host could not be looked up.'],
  ECONNREFUSED: ['connectionRefused', 'Nothing listens at that host and port.'],
  ECONNRESET: ['connectionReset', 'The connection was closed before the answer was complete.'],
  ECONNABORTED: ['connectionReset', 'The connection was closed before the answer was complete.'],
  EPIPE: ['connectionReset', 'The connection was closed while the request was being sent.'],
  UND_ERR_SOCKET: ['connectionReset', 'The connection was closed before the answer was complete.'],
  UND_ERR_CLOSED: ['connectionReset', 'The connection was closed before the answer was complete.'],
  UND_ERR_DESTROYED: ['connectionReset', 'The connection was closed before the answer was complete.'],
  ETIMEDOUT: ['connectionTimeout', 'The host did not answer the attempt to connect.'],
  ENETUNREACH: ['networkUnreachable', 'There is no way to that network.'],
  ENETDOWN: ['networkUnreachable', 'The network is down.'],
  EHOSTUNREACH: ['networkUnreachable', 'There is no way to that host.'],
  EHOSTDOWN: ['networkUnreachable', 'The host is down.'],
  EADDRNOTAVAIL: ['networkUnreachable', 'That address cannot be reached from here.'],
  EPROTO: ['tlsProtocol', 'The server did not agree on TLS.'],
  UND_ERR_HEADERS_OVERFLOW: ['headersTooLarge', 'The headers of the answer are too large.'],
  HPE_HEADER_OVERFLOW: ['headersTooLarge', 'The headers of the answer are too large.'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['invalidResponse', 'The answer is not as long as it says.'],
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: ['other', 'A file of the body changed while it was being sent.'],
};

/** Puts a fault in plain words. `where` is what was connected to, such as `acme.okta.com:443`; no stack, no secret. */
export function toFailure(fault: unknown, where: string): Failure {
  const root = rootFault(fault);
  if (root instanceof SendFault) {
    return failure(root.failureCode, root.message, root.systemName, root.nextStep);
  }
  if (root instanceof CertificateFault) return badCertificate(root);
  if (root instanceof errors.HTTPParserError) return notHttp(root, where);
  const name = systemNameOf(root);
  if (name === undefined) return failure('other', `The exchange with ${where} failed.`, undefined);
  const certificate = certificateFaults[name];
  if (certificate !== undefined) return failure('tlsCertificate', `${certificate} (${where})`, name);
  const known = bySystemName[name] ?? byPrefix(name);
  return failure(known[0], `${known[1]} (${where})`, name);
}

function badCertificate({ code, certificate, hasOtherException }: CertificateFault): Failure {
  const { host, port } = certificate;
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const reason = certificateFaults[code] ?? 'The certificate could not be verified.';
  const other = hasOtherException ? ' It is not the one you made an exception for.' : '';
  return { ...failure('tlsCertificate', `${reason}${other} (${where})`, code), certificate };
}

/** Tells whether a kept connection turned out to be closed already, so that a safe request may go out once more. */
export function isClosedConnection(fault: unknown): boolean {
  const name = systemNameOf(rootFault(fault)) ?? '';
  return (
    bySystemName[name]?.[0] === 'connectionReset' ||
    /^ERR_HTTP2_(GOAWAY|INVALID_SESSION|STREAM_CANCEL)/.test(name)
  );
}

/** The parser's reason is one of its own fixed texts, in parentheses; it quotes nothing. */
function notHttp(fault: Error, where: string): Failure {
  const reason = /\(([A-Za-z0-9 `',/.-]{1,80})\)$/.exec(fault.message)?.[1];
  const message = `The answer is not valid HTTP${reason === undefined ? '' : `: ${reason}`}. (${where})`;
  return failure('invalidResponse', message, 'HTTP_PARSE');
}

function byPrefix(name: string): [Failure['code'], string] {
  if (/^(ERR_SSL|ERR_TLS|EPROTO|ERR_OSSL)/.test(name))
    return ['tlsProtocol', 'The server did not agree on TLS.'];
  if (name.startsWith('HPE_')) return ['invalidResponse', 'The answer is not HTTP.'];
  if (/^ERR_HTTP2_(GOAWAY|STREAM|SESSION)/.test(name)) {
    return ['connectionReset', 'The server ended the HTTP/2 exchange before the answer was complete.'];
  }
  if (/^(ERR_HTTP2|NGHTTP2)/.test(name)) return ['invalidResponse', 'The answer is not valid HTTP/2.'];
  if (/^Z_|^ERR_(_ERROR_FORMAT|BUFFER)/.test(name))
    return ['invalidResponse', 'The body could not be decoded.'];
  return ['other', 'The exchange failed.'];
}

/** Of several attempts (one per address of a host) the first one speaks for all. */
function rootFault(fault: unknown): unknown {
  return fault instanceof AggregateError && fault.errors.length > 0 ? (fault.errors[0] as unknown) : fault;
}

function systemNameOf(fault: unknown): string | undefined {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return undefined;
  return typeof fault.code === 'string' ? fault.code : undefined;
}

function failure(
  code: Failure['code'],
  message: string,
  cause: string | undefined,
  nextStep: string | undefined = nextSteps[code],
): Failure {
  return { code, message, nextStep, ...(cause === undefined ? {} : { cause }) };
}
