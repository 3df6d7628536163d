import type { BoundSecret } from './bound-secret.ts';
import type { HeaderPairs } from './exchange.ts';

/** One piece of a body: bytes of text (UTF-8), or a file that is read while it is sent. */
export type BodyPart = { kind: 'text'; text: string } | { kind: 'file'; path: string };

/** A request with everything resolved: exactly what goes out, apart from cookies and framing. */
export interface WireRequest {
  /** A token (RFC 9110 section 5.6.2), upper case as the user typed it. */
  method: string;
  /** Absolute http(s) address. */
  url: string;
  headers: HeaderPairs;
  /** Concatenated in order; absent: no body. */
  body?: BodyPart[];
  /**
   * Names (lower case) of headers that carry credentials or secrets: masked in what is shown, left out when a
   * redirect goes to another origin.
   */
  sensitiveHeaders: string[];
  /** A secret stands in the body: a redirect to another origin that would send it again is refused. */
  hasSecretBody?: boolean;
  /** Secrets in it that may go to some hosts only: to no other one, by whatever way. */
  boundSecrets?: BoundSecret[];
  /** Secret texts that may stand in the URL or a header, masked wherever the request is shown. */
  secrets: string[];
}
