import type { BodyFacts, HeaderPairs, Timings, TlsFacts } from '../../core/http/exchange.ts';
import { isStreamType } from '../../core/http/media-type.ts';
import { isSafeMethod } from '../../core/http/header-syntax.ts';
import { type RedirectDecision, decideRedirect } from '../../core/http/redirects.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { BodyStore } from '../storage/body-store.ts';
import type { ConnectionPool, LentConnection } from './connection-pool.ts';
import type { ConnectPlan } from './connector.ts';
import type { SendOptions } from './http-client.ts';
import { LimitReached, ResponseBody } from './response-body.ts';
import { isPrivateHost } from './private-address.ts';
import { SendFault, isClosedConnection } from './send-fault.ts';
import type { Stop } from './stop.ts';
import type { ExchangeListener, FramedRequest, OutgoingRequest, ResponseHead } from './wire-exchange.ts';

/** One request on the way to the final answer. */
export interface HopRequest {
  url: string;
  method: string;
  /** As prepared, before the jar's cookies. */
  headers: HeaderPairs;
  outgoing: OutgoingRequest;
  plan: ConnectPlan;
}

/** What came of it. Without a head there was no answer; `fault` tells why there is none, or why it is not whole. */
export interface HopResult {
  sentHeaders: HeaderPairs;
  head?: ResponseHead;
  redirect: RedirectDecision;
  /** Absent for redirects that are followed. */
  body?: BodyFacts;
  decodingLeft?: 'unknown' | 'tooMany';
  fault?: unknown;
  timings: Timings;
  remoteAddress?: string;
  tls?: TlsFacts;
  isHttp2: boolean;
}

/** What every hop of a send shares. */
export interface HopContext {
  pool: ConnectionPool;
  bodies: BodyStore;
  wire: WireRequest;
  options: SendOptions;
  /** Its reason is the fault to report. */
  stop: Stop;
  endTimeLimit(): void;
  /** What the redirects before this hop were sent. */
  sentBefore: HeaderPairs;
}

const connectTimeoutMs = 30_000;
/** The body of a redirect is of no interest; up to this size it is read so that the connection can be kept. */
const redirectBodyBytes = 64 * 1024;
const progressEveryMs = 100;
/** An answer whose body still comes so long after its head is told of before its end, a stream sooner. */
const beganAfterMs = { stream: 100, other: 1_000 };

/**
 * Sends one request and takes in its answer. Faults of the network are in the result; only bugs are thrown.
 *
 * @param prepare Makes the request, anew where it goes out a second time.
 */
export async function runHop(prepare: () => Promise<HopRequest>, context: HopContext): Promise<HopResult> {
  const hop = await prepare();
  const first = await new HopRun(hop, context, false).run();
  // The server may have closed a kept connection just now. Only what is safe goes out twice.
  const isStale = first.reused && first.result.head === undefined && isClosedConnection(first.result.fault);
  if (!isStale || !isSafeMethod(hop.method) || context.stop.reason !== undefined) return first.result;
  return (await new HopRun(await prepare(), context, true).run()).result;
}

class HopRun implements ExchangeListener {
  readonly #hop: HopRequest;
  readonly #context: HopContext;
  readonly #fresh: boolean;
  readonly #startedAt = performance.now();
  #lent: LentConnection | undefined;
  #framed: FramedRequest | undefined;
  #exchangeAt = 0;
  #sentAt: number | undefined;
  #headAt: number | undefined;
  #endedAt: number | undefined;
  #progressAt = 0;
  #progressTimer: NodeJS.Timeout | undefined;
  #beganTimer: NodeJS.Timeout | undefined;
  #head: ResponseHead | undefined;
  #redirect: RedirectDecision = { kind: 'none' };
  #body: ResponseBody | undefined;
  #skippedBytes = 0;

  constructor(hop: HopRequest, context: HopContext, fresh: boolean) {
    this.#hop = hop;
    this.#context = context;
    this.#fresh = fresh;
  }

  async run(): Promise<{ result: HopResult; reused: boolean }> {
    let fault: unknown;
    try {
      await this.#exchange();
    } catch (caught) {
      fault = caught;
    }
    this.#endedAt = performance.now();
    clearTimeout(this.#progressTimer);
    clearTimeout(this.#beganTimer);
    const body = await this.#finishBody(fault);
    // What was cut off for its size is no fault, and neither is the rest of a redirect nobody reads.
    if (fault instanceof LimitReached) fault = undefined;
    const { opened, isReused = false } = this.#lent ?? {};
    const result: HopResult = {
      sentHeaders: this.#framed?.lines ?? this.#hop.outgoing.headers,
      redirect: this.#redirect,
      timings: this.#timings(),
      isHttp2: opened?.isHttp2 ?? false,
      ...(this.#head === undefined ? {} : { head: this.#head }),
      ...(body === undefined ? {} : { body }),
      ...(this.#body?.plan.left === undefined ? {} : { decodingLeft: this.#body.plan.left }),
      ...(fault === undefined ? {} : { fault }),
      ...(opened?.remoteAddress === undefined ? {} : { remoteAddress: opened.remoteAddress }),
      ...(opened?.tls === undefined ? {} : { tls: opened.tls }),
    };
    return { result, reused: isReused };
  }

  onSent(): void {
    this.#sentAt ??= performance.now();
    if (this.#headAt !== undefined) return;
    this.#context.options.onProgress?.('waiting', 0);
    // Behind the write, which comes next.
    queueMicrotask(() => this.#tellSent());
  }

  #tellSent(): void {
    const { method, url, outgoing } = this.#hop;
    const headers = this.#framed?.lines ?? outgoing.headers;
    this.#context.options.onSent?.({ method, url, headers, bodySizeBytes: outgoing.body?.lengthBytes ?? 0 });
  }

  onHead(head: ResponseHead): void {
    const { options, wire, bodies } = this.#context;
    this.#head = head;
    this.#headAt = performance.now();
    if (options.followRedirects) {
      const { method, url, headers, outgoing } = this.#hop;
      this.#redirect = decideRedirect(
        {
          method,
          url,
          headers,
          hasBody: outgoing.body !== undefined,
          sensitiveHeaders: wire.sensitiveHeaders,
          hasSecretBody: wire.hasSecretBody === true,
          boundSecrets: wire.boundSecrets,
        },
        head.status,
        head.headers,
      );
    }
    if (this.#redirect.kind === 'none') {
      const body = new ResponseBody(bodies, head.headers, options.maxResponseBytes, () => this.#onKept());
      this.#body = body;
      const isStream = isStreamType(body.mediaType);
      if (isStream && options.isWatched === true) this.#context.endTimeLimit();
      if (options.onAnswer !== undefined) {
        const afterMs = isStream ? beganAfterMs.stream : beganAfterMs.other;
        // Most answers come whole with their head: then there is nothing to wait for.
        queueMicrotask(() => {
          if (this.#endedAt === undefined && !body.isWhole)
            this.#beganTimer = setTimeout(() => this.#tellAnswer(head, body), afterMs);
        });
      }
    }
  }

  onData(chunk: Buffer): Promise<void> | void {
    if (this.#body === undefined) {
      this.#skippedBytes += chunk.length;
      if (this.#skippedBytes > redirectBodyBytes) throw new LimitReached();
      return;
    }
    return this.#body.write(chunk);
  }

  #tellAnswer(head: ResponseHead, body: ResponseBody): void {
    const sentHeaders = [...this.#context.sentBefore, ...(this.#framed?.lines ?? [])];
    this.#context.options.onAnswer?.({ head, body: body.begun, sentHeaders });
    this.#tellProgress();
  }

  /** At most every so often, and of the last piece too: what comes after it may take long. */
  #onKept(): void {
    const dueMs = this.#progressAt + progressEveryMs - performance.now();
    if (dueMs <= 0) this.#tellProgress();
    else if (this.#endedAt === undefined) {
      this.#progressTimer ??= setTimeout(() => this.#tellProgress(), dueMs);
    }
  }

  #tellProgress(): void {
    this.#progressTimer = undefined;
    this.#progressAt = performance.now();
    const { encodedBytes = 0, keptBytes = 0 } = this.#body ?? {};
    this.#context.options.onProgress?.('receiving', encodedBytes, keptBytes);
  }

  async #exchange(): Promise<void> {
    const { stop } = this.#context;
    if (stop.reason !== undefined) throw stop.reason;
    const lent = await this.#connect();
    const { connection } = lent;
    this.#lent = lent;
    this.#refusePrivate(lent);
    this.#framed = connection.frame(this.#hop.outgoing);
    this.#exchangeAt = performance.now();
    try {
      await untilStopped(stop, connection.exchange(this.#framed, this));
      lent.release();
    } catch (fault) {
      connection.destroy(fault instanceof Error ? fault : new Error('The exchange was ended.'));
      throw fault;
    }
  }

  #refusePrivate(lent: LentConnection): void {
    if (this.#context.options.refusePrivate !== true) return;
    const { route, target } = this.#hop.plan;
    // Where a proxy reaches a name is not known.
    const reached = route === undefined ? lent.opened.remoteAddress : target.hostname;
    if (reached === undefined || !isPrivateHost(reached)) return;
    lent.release();
    throw new SendFault(
      'privateAddress',
      `The address leads to ${reached}, which is this computer or a private network.`,
    );
  }

  #connect(): LentConnection | Promise<LentConnection> {
    const { pool, options, stop } = this.#context;
    const kept = this.#fresh ? undefined : pool.takeKept(this.#hop.plan);
    if (kept !== undefined) return kept;
    options.onProgress?.('connecting', 0);
    return pool.open(this.#hop.plan, connectTimeoutMs, stop);
  }

  async #finishBody(fault: unknown): Promise<BodyFacts | undefined> {
    if (this.#body === undefined) return undefined;
    if (fault === undefined) return this.#body.finish();
    return this.#body.finish(fault instanceof LimitReached ? 'limit' : 'aborted');
  }

  #timings(): Timings {
    const endedAt = this.#endedAt ?? performance.now();
    const { opened, isReused = false } = this.#lent ?? {};
    const isNew = opened !== undefined && !isReused;
    return {
      ...(isNew && opened.dnsMs !== undefined ? { dnsMs: opened.dnsMs } : {}),
      ...(isNew ? { tcpMs: opened.tcpMs } : {}),
      ...(isNew && opened.tlsMs !== undefined ? { tlsMs: opened.tlsMs } : {}),
      ...(this.#headAt === undefined
        ? {}
        : {
            // An answer may come before the request has gone out whole.
            firstByteMs: Math.max(0, this.#headAt - Math.min(this.#sentAt ?? this.#exchangeAt, this.#headAt)),
            downloadMs: endedAt - this.#headAt,
          }),
      totalMs: endedAt - this.#startedAt,
      ...(opened === undefined ? {} : { reusedConnection: isReused }),
    };
  }
}

/** Settles as the work does, or with the reason of the stop as soon as there is one. */
function untilStopped(stop: Stop, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const release = stop.onStop(reject);
    work.finally(release).then(resolve, reject);
  });
}
