import type {
  BodyFacts,
  Cookie,
  Exchange,
  Failure,
  HeaderPairs,
  Hop,
  Timings,
  TlsFacts,
} from '../../core/http/exchange.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { Cancellation } from '../cancellation.ts';
import type { BodyStore } from '../storage/body-store.ts';
import type { CertificateStore } from '../storage/certificate-store.ts';
import type { CookieStore } from '../storage/cookie-store.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import { assertBoundRoute } from './bound-route.ts';
import { valueToCome } from '../sources/stand-in.ts';
import { createConnectionPool } from './connection-pool.ts';
import type { ProxyEnvironment } from './proxy-route.ts';
import { type PreparedBody, prepareBody } from './request-body.ts';
import { SendFault } from './send-fault.ts';
import { Stop } from './stop.ts';
import { followHops } from './follow-hops.ts';
import { createTlsPolicy } from './tls-policy.ts';
import type { ResponseHead } from './wire-exchange.ts';

/** How one send behaves; every path that leaves the machine gives all of it. */
export interface SendOptions {
  cancel: Cancellation;
  /** Whole exchange, redirects included; 0 = no limit. */
  timeoutMs: number;
  /** Somebody watches and can stop it: the limit is over once a stream has begun. */
  isWatched?: boolean | undefined;
  followRedirects: boolean;
  maxRedirects: number;
  verifyTls: boolean;
  maxResponseBytes: number;
  /** `auto` offers HTTP/2 by ALPN. */
  protocolVersion: 'auto' | 'http1' | 'http2';
  /** Carry the workspace's cookies and keep new ones. */
  useCookies: boolean;
  /** Refuse addresses of this computer and of private networks, on each hop. Where a proxy reaches a name is not known. */
  refusePrivate?: boolean | undefined;
  /** Gives header lines that are good for one request only, such as a DPoP proof; asked anew for each hop and repeat. */
  authorize?: ((hop: AuthorizedHop) => Promise<HeaderPairs>) | undefined;
  /** Hears of each request that was handed to the socket, while its answer is waited for. Its headers are unmasked. */
  onSent?(request: SendResult['request']): void;
  onProgress?(phase: 'connecting' | 'waiting' | 'receiving', receivedBytes: number, bodyBytes?: number): void;
  /** Hears of an answer whose body still comes after a while. Its headers and those sent are unmasked. */
  onAnswer?(begun: BegunAnswer): void;
}

/** One request of a send, as it stands before it is authorized. */
export interface AuthorizedHop {
  method: string;
  url: string;
  headers: HeaderPairs;
  body: PreparedBody | undefined;
}

/** An answer before its end. */
export interface BegunAnswer {
  head: ResponseHead;
  body: Pick<BodyFacts, 'bodyId' | 'mediaType' | 'charset'>;
  sentHeaders: HeaderPairs;
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
  /**
   * Sends a request. A refused connection, a bad certificate or a cancelled send is an outcome, not an error.
   *
   * @throws AppError ERR_REQUEST_BODY_FILE_UNREADABLE, ERR_SECRET_OTHER_HOST before anything leaves
   */
  send(request: WireRequest, options: SendOptions): Promise<SendResult>;
  /** Refuses as {@link send} does where a secret may not go to the address, or a proxy would read it. @throws AppError ERR_SECRET_OTHER_HOST */
  assertBound(request: Pick<WireRequest, 'url' | 'boundSecrets'>): void;
  close(): Promise<void>;
}

/** What the client works with. */
export interface HttpClientParts {
  /** Where the bodies of answers go. */
  bodies: BodyStore;
  cookies: CookieStore;
  /** Read at each send, for the proxy and the exceptions of TLS. */
  settings: Pick<SettingsStore, 'read' | 'proxy'>;
  /** Authorities and client certificates of the profile. */
  certificates?: CertificateStore;
  /** HTTP_PROXY and its kin; `process.env` where it is not given. */
  environment?: ProxyEnvironment;
  /** Certificates of authorities to trust besides the usual ones, in PEM. */
  authorities?: readonly string[];
  /** Milliseconds since the epoch; the clock of the machine where it is not given. */
  now?: () => number;
}

/** What stands in the place of a value that was not got is never sent; whoever sends gets the value first. */
function assertHere({ secrets }: WireRequest): void {
  if (secrets.includes(valueToCome)) throw new Error('A value was not got before it was to be sent.');
}

/** Makes the client. Connections are kept and used again until {@link HttpClient.close}. */
export function createHttpClient(parts: HttpClientParts): HttpClient {
  const pool = createConnectionPool();
  const environment = parts.environment ?? process.env;
  const { settings, certificates, authorities, now = Date.now } = parts;
  const tls = createTlsPolicy({ settings, certificates, authorities, now });
  return {
    async send(request, options) {
      assertHere(request);
      assertBoundRoute(request, settings.proxy(), environment);
      const body = await prepareBody(request.body);
      const stop = new Stop();
      const { release, endTimeLimit } = listenToEnd(stop, options);
      try {
        return await followHops(request, body, {
          pool,
          bodies: parts.bodies,
          cookies: parts.cookies,
          proxy: parts.settings.proxy(),
          environment,
          tls,
          wire: request,
          options,
          stop,
          endTimeLimit,
          sentBefore: [],
        });
      } finally {
        release();
      }
    },
    assertBound: (request) => assertBoundRoute(request, settings.proxy(), environment),
    close() {
      pool.close();
      return Promise.resolve();
    },
  };
}

/** Stops a send by the caller's cancel or the timeout, with a reason that says which, until `release`. */
function listenToEnd(
  stop: Stop,
  { cancel, timeoutMs }: SendOptions,
): { release(): void; endTimeLimit(): void } {
  const unhear = cancel.onCancel(() => stop.stop(new SendFault('cancelled', 'The request was cancelled.')));
  const onTimeout = () =>
    stop.stop(new SendFault('timeout', `There was no complete answer within ${timeoutMs / 1000} s.`));
  const timer = timeoutMs === 0 ? undefined : setTimeout(onTimeout, timeoutMs);
  return {
    endTimeLimit: () => clearTimeout(timer),
    release() {
      clearTimeout(timer);
      unhear();
    },
  };
}
