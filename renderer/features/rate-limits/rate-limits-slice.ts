import type { Exchange, HeaderPairs } from '../../../core/http/exchange.ts';
import { type RateLimit, rateLimitFamily, readRateLimit } from '../../../core/http/rate-limit.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** The allowance of one family of paths, as its last answer told it. */
export interface Bucket extends RateLimit {
  /** Names it: origin and path. */
  key: string;
  origin: string;
  path: string;
}

/** As much of an answer as tells about an allowance. */
export interface LimitedAnswer {
  url: string;
  headers: HeaderPairs;
  receivedAtEpochSec: number;
}

export interface RateLimitsSlice {
  /** The one heard of last comes first. */
  buckets: Bucket[];
  /** When a tab's request is sent again, by tab key, and which answer that is for. */
  waits: Record<string, { atEpochSec: number; exchangeId: string | undefined }>;
  /** Takes what an answer says about its allowance. */
  note(answer: LimitedAnswer): void;
  noteExchange(exchange: Exchange): void;
  /** Sends a tab's request again at a time; another send, a cancel or the closing of the tab ends the wait. */
  waitAndResend(tabKey: string, atEpochSec: number): void;
  stopWaiting(tabKey: string): void;
}

const maxBuckets = 50;
/** `setTimeout` takes no more than 2^31 ms; nobody waits that long. */
const maxWaitMs = 2_000_000_000;

/** Timers are not plain JSON and so stay out of the store. */
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** The part of an exchange that tells about allowances; none where no answer came. */
export function limitedAnswerOf({
  startedAtEpochMs,
  timings,
  request,
  outcome,
}: Exchange): LimitedAnswer | undefined {
  if (outcome.kind !== 'response') return undefined;
  const receivedAtEpochSec = Math.floor((startedAtEpochMs + timings.totalMs) / 1000);
  return { url: request.url, headers: outcome.headers, receivedAtEpochSec };
}

/** The bucket an answer tells about. */
export function bucketOf(answer: LimitedAnswer): Bucket | undefined {
  const limit = readRateLimit(answer.headers, answer.receivedAtEpochSec);
  const family = rateLimitFamily(answer.url);
  if (limit === undefined || family === undefined) return undefined;
  return { ...limit, ...family, key: `${family.origin} ${family.path}` };
}

export const createRateLimitsSlice: SliceCreator<'rateLimits'> = ({ get, set }) => {
  const stop = (tabKey: string) => {
    clearTimeout(timers.get(tabKey));
    timers.delete(tabKey);
    set(({ waits }) => {
      const { [tabKey]: _over, ...others } = waits;
      return { waits: others };
    });
  };

  return {
    buckets: [],
    waits: {},
    note(answer) {
      const bucket = bucketOf(answer);
      if (bucket === undefined) return;
      set(({ buckets }) => ({
        buckets: [bucket, ...buckets.filter(({ key }) => key !== bucket.key)].slice(0, maxBuckets),
      }));
    },
    noteExchange(exchange) {
      const answer = limitedAnswerOf(exchange);
      if (answer !== undefined) get().rateLimits.note(answer);
    },
    waitAndResend(tabKey, atEpochSec) {
      stop(tabKey);
      const waitedFor = get().responses.views[tabKey]?.exchange?.id;
      const delayMs = Math.min(Math.max(atEpochSec * 1000 - Date.now(), 0), maxWaitMs);
      const resend = () => {
        stop(tabKey);
        const view = get().responses.views[tabKey];
        // Whoever sent in between, or closed the tab, has no use for another send.
        if (view?.status !== 'done' || view.exchange?.id !== waitedFor) return;
        void get().responses.send(tabKey);
      };
      timers.set(tabKey, setTimeout(resend, delayMs));
      set(({ waits }) => ({ waits: { ...waits, [tabKey]: { atEpochSec, exchangeId: waitedFor } } }));
    },
    stopWaiting: stop,
  };
};
