import type { Failure } from './exchange.ts';

/** Says in a word or two why there was no answer, for lists; the message of the failure says more. */
export const failureWords: Readonly<Record<Failure['code'], string>> = {
  dnsNotFound: 'Host not found',
  connectionRefused: 'Connection refused',
  connectionReset: 'Connection lost',
  connectionTimeout: 'Timed out',
  timeout: 'Timed out',
  cancelled: 'Cancelled',
  tlsCertificate: 'Certificate refused',
  tlsProtocol: 'TLS failed',
  proxyFailed: 'Proxy failed',
  tooManyRedirects: 'Too many redirects',
  redirectRefused: 'Redirect refused',
  privateAddress: 'Private address',
  invalidResponse: 'Not an HTTP answer',
  headersTooLarge: 'Headers too large',
  other: 'No answer',
  networkUnreachable: 'Network unreachable',
};
