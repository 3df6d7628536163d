import { z } from 'zod';

/**
 * A certificate that is accepted although its verification fails: this one only, at one host and port, until a moment. A
 * server that shows another certificate is refused again.
 */
export const tlsExceptionSchema = z.object({
  /** Lower case, IPv6 without brackets. */
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  /** SHA-256 of the certificate, in hexadecimal with colons. */
  fingerprint256: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
  untilEpochMs: z.number().int(),
  /** The system's name of what was wrong with it, such as CERT_HAS_EXPIRED. */
  reason: z.string().max(80),
});
export type TlsException = z.infer<typeof tlsExceptionSchema>;

/** How long an exception may last at most: nobody remembers it after that. */
export const longestExceptionMs = 30 * 24 * 60 * 60 * 1000;

const isAt = (host: string, port: number) => (exception: TlsException) =>
  exception.host === host && exception.port === port;

/** Gives the exception that holds for a host and port now, if there is one. */
export function exceptionFor(
  exceptions: readonly TlsException[],
  { host, port }: { host: string; port: number },
  nowEpochMs: number,
): TlsException | undefined {
  const found = exceptions.find(isAt(host, port));
  return found !== undefined && found.untilEpochMs > nowEpochMs ? found : undefined;
}

/** Adds an exception in the place of the one its host and port had; those that have run out are left out. */
export function withException(
  exceptions: readonly TlsException[],
  added: TlsException,
  nowEpochMs: number,
): TlsException[] {
  const until = Math.min(added.untilEpochMs, nowEpochMs + longestExceptionMs);
  return [
    ...exceptions.filter((one) => one.untilEpochMs > nowEpochMs && !isAt(added.host, added.port)(one)),
    { ...added, untilEpochMs: until },
  ];
}
