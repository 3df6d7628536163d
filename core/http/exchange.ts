import { z } from 'zod';
import { certificateFactsSchema } from './certificate-facts.ts';

/** Header lines in wire order, names as sent or received; repeated names stay repeated. */
export const headerPairsSchema = z.custom<[name: string, value: string][]>(
  // One look at all of them: every exchange has dozens, and is checked whenever it goes through a door.
  (lines) => Array.isArray(lines) && lines.every(isHeaderPair),
);
export type HeaderPairs = z.infer<typeof headerPairsSchema>;

function isHeaderPair(line: unknown): boolean {
  return (
    Array.isArray(line) && line.length === 2 && typeof line[0] === 'string' && typeof line[1] === 'string'
  );
}

/** How long each step took, in milliseconds with fractions; absent where the step did not happen (a kept connection has no DNS). */
export const timingsSchema = z.object({
  dnsMs: z.number().optional(),
  tcpMs: z.number().optional(),
  tlsMs: z.number().optional(),
  /** From the last byte of the request to the first byte of the answer. */
  firstByteMs: z.number().optional(),
  downloadMs: z.number().optional(),
  totalMs: z.number(),
  reusedConnection: z.boolean().optional(),
});
export type Timings = z.infer<typeof timingsSchema>;

/** The request line and headers as they went out; values of secrets and credentials are masked. */
export const sentRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: headerPairsSchema,
  bodySizeBytes: z.number(),
});
export type SentRequest = z.infer<typeof sentRequestSchema>;

/** What the TLS handshake agreed on. */
export const tlsFactsSchema = z.object({
  protocol: z.string(),
  cipher: z.string().optional(),
  alpn: z.string().optional(),
  subject: z.string().optional(),
  issuer: z.string().optional(),
  validToEpochSec: z.number().optional(),
  /** False where verification failed and was switched off or overruled by an exception. */
  verified: z.boolean(),
  /** When the exception ends that let an unverified certificate through. */
  exceptionUntilEpochMs: z.number().optional(),
  /** A client certificate was at hand for this host and port. */
  clientCertificate: z.string().optional(),
});
export type TlsFacts = z.infer<typeof tlsFactsSchema>;

/** One request and its answer on the way to the final one (a redirect hop). */
export const hopSchema = z.object({
  request: sentRequestSchema,
  status: z.number(),
  statusText: z.string(),
  headers: headerPairsSchema,
  location: z.string().optional(),
  timings: timingsSchema,
  /** Names of headers left out of the next request because it goes to another origin (RFC 9110 section 15.4). */
  strippedHeaders: z.array(z.string()),
});
export type Hop = z.infer<typeof hopSchema>;

/** Where the bytes of an answer are and what they are. The bytes themselves are read from `body/<id>` by range. */
export const bodyFactsSchema = z.object({
  bodyId: z.string(),
  /** After content decoding. */
  sizeBytes: z.number(),
  /** As transferred. */
  encodedSizeBytes: z.number(),
  /** From Content-Type, lower case, without parameters; empty where the answer gives none. */
  mediaType: z.string(),
  charset: z.string().optional(),
  /** Content codings taken off, outermost first; a coding Postern could not decode is left on. */
  contentEncodings: z.array(z.string()),
  /** Why the body is not whole: the limit that stopped it or the fault of the sender. */
  incomplete: z.enum(['limit', 'aborted', 'decoding']).optional(),
  /** The bytes as transferred, kept beside the decoded ones where decoding stopped early. */
  encodedBodyId: z.string().optional(),
});
export type BodyFacts = z.infer<typeof bodyFactsSchema>;

/** How an exchange that got no complete answer ended. */
export const failureCodes = [
  'dnsNotFound',
  'connectionRefused',
  'connectionReset',
  'connectionTimeout',
  'timeout',
  'cancelled',
  'tlsCertificate',
  'tlsProtocol',
  'proxyFailed',
  'tooManyRedirects',
  'redirectRefused',
  'privateAddress',
  'invalidResponse',
  'headersTooLarge',
  'networkUnreachable',
  'other',
] as const;

export const failureSchema = z.object({
  code: z.enum(failureCodes),
  /** The system's own name of the fault, such as ECONNREFUSED or CERT_HAS_EXPIRED. */
  cause: z.string().optional(),
  message: z.string(),
  /** What the user can do about it. */
  nextStep: z.string(),
  /** The certificate that was refused. */
  certificate: certificateFactsSchema.optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** A cookie that an answer set or a request carried; the value is masked in what was sent. */
export const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  expiresAtEpochSec: z.number().optional(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: z.string().optional(),
});
export type Cookie = z.infer<typeof cookieSchema>;

/**
 * One send from start to end. A refused connection or a 500 is an outcome, not an error. What it is made of is the
 * Node side's own and goes out with every send, so kinds are checked and no ranges, which take most of the time; an id in
 * one that a window gives back is looked up before it is used.
 */
export const exchangeSchema = z.object({
  id: z.string(),
  requestId: z.string().optional(),
  startedAtEpochMs: z.number(),
  request: sentRequestSchema,
  /** Redirects that were followed, first one first. */
  hops: z.array(hopSchema),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('response'),
      status: z.number(),
      statusText: z.string(),
      /** `1.0`, `1.1` or `2`. */
      httpVersion: z.string(),
      headers: headerPairsSchema,
      body: bodyFactsSchema,
      cookies: z.array(cookieSchema),
    }),
    z.object({ kind: z.literal('failure'), failure: failureSchema }),
  ]),
  timings: timingsSchema,
  remoteAddress: z.string().optional(),
  tls: tlsFactsSchema.optional(),
  /** Remarks for the user, such as "two Authorization headers were set". */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type Exchange = z.infer<typeof exchangeSchema>;
