import type { HeaderPairs } from '../../core/http/exchange.ts';
import type { PreparedBody } from './request-body.ts';
import type { Target } from './target.ts';

/** One request as it goes over one connection. */
export interface OutgoingRequest {
  method: string;
  target: Target;
  /** Without framing; cookies and credentials of this hop included. */
  headers: HeaderPairs;
  body: PreparedBody | undefined;
}

/** A request with the lines of one connection's protocol around it. */
export interface FramedRequest extends OutgoingRequest {
  /** Lines as they go out, framing included. */
  lines: HeaderPairs;
}

/** The head of an answer. */
export interface ResponseHead {
  status: number;
  statusText: string;
  httpVersion: string;
  headers: HeaderPairs;
}

/** Hears one exchange. */
export interface ExchangeListener {
  /** The whole request is on its way. */
  onSent(): void;
  onHead(head: ResponseHead): void;
  /** A promise holds the answer back until it is settled. A throw ends the exchange with that fault. */
  onData(chunk: Buffer): Promise<void> | void;
}

/** A connection that carries one exchange at a time. */
export interface WireConnection {
  frame(request: OutgoingRequest): FramedRequest;
  /** Settles when the answer is complete; rejects with the fault that ended it. */
  exchange(request: FramedRequest, listener: ExchangeListener): Promise<void>;
  /** No further exchange is possible. */
  readonly closed: boolean;
  /** Ends the connection and the exchange under way. */
  destroy(fault: Error): void;
  onClose(listener: () => void): void;
}

/** Decodes the bytes of a header: UTF-8 where they are that, else Latin-1. */
export function decodeHeader(bytes: Buffer | string): string {
  if (typeof bytes === 'string') return bytes;
  const text = bytes.toString('latin1');
  // eslint-disable-next-line no-control-regex -- everything beyond ASCII is meant
  if (!/[^\x00-\x7f]/.test(text)) return text;
  const decoded = bytes.toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}

/** Methods whose requests announce a body even when there is none. @see RFC 9110 section 8.6 */
export function announcesBody(method: string): boolean {
  return ['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'].includes(method);
}
