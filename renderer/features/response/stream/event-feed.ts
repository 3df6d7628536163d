import { EventStreamReader, type StreamEvent } from '../../../../core/http/event-stream.ts';
import type { BodyId } from '../../../../core/ids.ts';
import { GrowingBody } from './growing-body.ts';

/** An event of an event stream as it is listed. */
export interface ListedEvent extends StreamEvent {
  /** Counts from one; from where the list begins, where the stream's beginning was passed over. */
  number: number;
  /** Unknown where nobody kept it. */
  atEpochMs: number | undefined;
}

export interface EventFeedState {
  /** The newest ones; at most {@link maxEvents}. */
  events: readonly ListedEvent[];
  /** How many were read in all. */
  total: number;
  /** The beginning of the stream is not among them. */
  isCut: boolean;
  fault: string | undefined;
}

/** What a feed reads from. */
export interface EventSource {
  readBytes(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** When the pieces came, from the one that holds a byte on. */
  readArrivals(fromByte: number): Promise<[offsetByte: number, atEpochMs: number][]>;
}

export const maxEvents = 10_000;
/** Together with {@link maxEvents}: the characters of all that are listed. */
const maxChars = 16 * 1024 * 1024;
const windowBytes = 32 * 1024 * 1024;

/** Lists the events of a stream, while it comes and afterwards. */
export class EventFeed {
  private reader = new EventStreamReader();
  private decoder = new TextDecoder();
  private chars = 0;
  private state: EventFeedState = { events: [], total: 0, isCut: false, fault: undefined };
  private readonly listeners = new Set<() => void>();
  private readonly body: GrowingBody;

  constructor(source: EventSource) {
    this.body = new GrowingBody(
      windowBytes,
      async (start, end, isSkipped) => {
        const [bytes, arrivals] = await Promise.all([
          source.readBytes(start, end),
          source.readArrivals(start).catch(() => []),
        ]);
        if (isSkipped) this.beginAnew();
        this.list(this.read(bytes, start, arrivals));
      },
      (fault) => this.put({ fault: fault instanceof Error ? fault.message : String(fault) }),
    );
  }

  readTo(sizeBytes: number): void {
    this.body.readTo(sizeBytes);
  }

  readonly getState = (): EventFeedState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private beginAnew(): void {
    this.reader = new EventStreamReader();
    this.decoder = new TextDecoder();
    this.put({ isCut: true });
  }

  /** Reads piece by piece as they came, so that each event gets the time of the piece that ended it. */
  private read(bytes: Uint8Array, start: number, arrivals: [number, number][]): ListedEvent[] {
    const listed: ListedEvent[] = [];
    const ends = [...arrivals.slice(1).map(([offset]) => offset - start), bytes.length];
    let from = 0;
    for (const [index, end] of ends.entries()) {
      const to = Math.min(Math.max(end, from), bytes.length);
      const text = this.decoder.decode(bytes.subarray(from, to), { stream: true });
      from = to;
      for (const event of this.reader.read(text)) {
        const number = this.state.total + listed.length + 1;
        listed.push({ ...event, number, atEpochMs: arrivals[index]?.[1] });
      }
    }
    return listed;
  }

  private list(added: ListedEvent[]): void {
    if (added.length === 0) {
      if (this.state.fault !== undefined) this.put({ fault: undefined });
      return;
    }
    const events = [...this.state.events, ...added];
    for (const { data } of added) this.chars += data.length;
    let dropped = 0;
    while (events.length - dropped > 1 && (events.length - dropped > maxEvents || this.chars > maxChars)) {
      this.chars -= events[dropped]?.data.length ?? 0;
      dropped += 1;
    }
    const total = this.state.total + added.length;
    this.put({
      events: events.slice(dropped),
      total,
      isCut: this.state.isCut || dropped > 0,
      fault: undefined,
    });
  }

  private put(change: Partial<EventFeedState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Feeds of the streams looked at last, so that what was read stays when the answer ends or another tab is on screen. */
const feeds = new Map<BodyId, EventFeed>();
const maxFeeds = 6;

/** Gives the feed of a body. */
export function eventFeedOf(bodyId: BodyId, source: EventSource): EventFeed {
  const feed = feeds.get(bodyId) ?? new EventFeed(source);
  feeds.delete(bodyId);
  feeds.set(bodyId, feed);
  for (const oldest of feeds.keys()) {
    if (feeds.size <= maxFeeds) break;
    feeds.delete(oldest);
  }
  return feed;
}
