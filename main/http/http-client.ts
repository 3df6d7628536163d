import type {
  Cookie,
  Exchange,
  Failure,
  HeaderPairs,
  Hop,
  Timings,
  TlsFacts,
} from '../../core/http/exchange.ts';
import type { BodyFacts } from '../../core/http/exchange.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';

/** How one send behaves; every path that leaves the machine gives all of it. */
export interface SendOptions {
  signal: AbortSignal;
  timeoutMs: number;
  followRedirects: boolean;
  maxRedirects: number;
  verifyTls: boolean;
  maxResponseBytes: number;
  /** `auto` offers HTTP/2 by ALPN. */
  protocolVersion: 'auto' | 'http1' | 'http2';
  /** Carry the workspace's cookies and keep new ones. */
  useCookies: boolean;
  onProgress?(phase: 'connecting' | 'waiting' | 'receiving', receivedBytes: number): void;
}

/** What came back, before it is made an {@link Exchange}: headers as sent are unmasked here and stay on the Node side. */
export interface SendResult {
  request: { method: string; url: string; headers: HeaderPairs; bodySizeBytes: number };
  hops: Hop[];
  outcome:
    | {
        kind: 'response';
        status: number;
        statusText: string;
        httpVersion: string;
        headers: HeaderPairs;
        body: BodyFacts;
        cookies: Cookie[];
      }
    | { kind: 'failure'; failure: Failure };
  timings: Timings;
  remoteAddress?: string;
  tls?: TlsFacts;
  warnings: Exchange['warnings'];
}

/** The only place where bytes leave the machine: API calls, token calls and imports by URL. */
export interface HttpClient {
  send(request: WireRequest, options: SendOptions): Promise<SendResult>;
  close(): Promise<void>;
}
