import { describe, expect, it } from 'vitest';
import { EventFeed, eventFeedOf, maxEvents } from './event-feed.ts';
import { TextTail } from './text-tail.ts';

/** A body that grows: its bytes and when they came. */
function growing() {
  let text = new Uint8Array();
  const arrivals: [number, number][] = [];
  const reads: [number, number][] = [];
  return {
    reads,
    grow(more: string, atEpochMs: number): number {
      arrivals.push([text.length, atEpochMs]);
      text = new Uint8Array([...text, ...new TextEncoder().encode(more)]);
      return text.length;
    },
    source: {
      readBytes: async (start: number, end: number) => {
        reads.push([start, end]);
        return text.slice(start, end);
      },
      readArrivals: async (from: number) => {
        const next = arrivals.findIndex(([offset]) => offset > from);
        return next === -1 ? arrivals.slice(-1) : arrivals.slice(next - 1);
      },
    },
  };
}

const settle = () => new Promise((resolve) => void setTimeout(resolve, 5));

describe('the events of a stream', () => {
  it('have the time of the piece that ended them, and are read once', async () => {
    const body = growing();
    const feed = new EventFeed(body.source);
    let changes = 0;
    feed.subscribe(() => (changes += 1));
    feed.readTo(body.grow('data: 1\n\ndata: \u20ac', 10));
    await settle();
    body.grow('2\n\n', 20);
    feed.readTo(body.grow('event: end\nid: 9\ndata: 3\n\n', 30));
    await settle();
    expect(feed.getState()).toEqual({
      events: [
        { number: 1, name: 'message', data: '1', id: '', atEpochMs: 10 },
        { number: 2, name: 'message', data: '\u20ac2', id: '', atEpochMs: 20 },
        { number: 3, name: 'end', data: '3', id: '9', atEpochMs: 30 },
      ],
      total: 3,
      isCut: false,
      fault: undefined,
    });
    expect(body.reads.map(([start]) => start)).toEqual([0, 18]);
    expect(changes).toBe(2);
  });

  it('are kept within a bound, the newest ones', async () => {
    const body = growing();
    const feed = new EventFeed(body.source);
    const count = maxEvents + 5;
    feed.readTo(body.grow(Array.from({ length: count }, (_, at) => `data: ${at}\n\n`).join(''), 1));
    await settle();
    const { events, total, isCut } = feed.getState();
    expect([events.length, total, isCut]).toEqual([maxEvents, count, true]);
    expect(events.at(-1)).toMatchObject({ number: count, data: String(count - 1) });
  });

  it('go on after a read that failed', async () => {
    const body = growing();
    let isBroken = true;
    const feed = new EventFeed({
      ...body.source,
      readBytes: (start, end) =>
        isBroken ? Promise.reject(new Error('gone')) : body.source.readBytes(start, end),
    });
    feed.readTo(body.grow('data: 1\n\n', 1));
    await settle();
    expect(feed.getState()).toMatchObject({ fault: 'gone', total: 0 });
    isBroken = false;
    feed.readTo(body.grow('data: 2\n\n', 2));
    await settle();
    expect(feed.getState()).toMatchObject({ fault: undefined, total: 2 });
  });

  it('stay read for the answers looked at last', () => {
    const { source } = growing();
    const first = eventFeedOf('first', source);
    for (const id of ['2', '3', '4', '5', '6']) eventFeedOf(id, source);
    expect(eventFeedOf('first', source)).toBe(first);
    for (const id of ['7', '8', '9', '10', '11', '12']) eventFeedOf(id, source);
    expect(eventFeedOf('first', source)).not.toBe(first);
  });
});

describe('the end of a text', () => {
  it('grows line by line, also inside a character', async () => {
    const bytes = new TextEncoder().encode('a\u20ac\r\nb\n');
    const tail = new TextTail(async (start, end) => bytes.slice(start, end), 'no-such-charset');
    tail.readTo(2);
    await settle();
    expect(tail.getState().lines).toEqual(['a']);
    tail.readTo(bytes.length);
    await settle();
    expect(tail.getState()).toMatchObject({ lines: ['a\u20ac', 'b', ''], before: 0 });
  });

  it('passes over what comes faster than it is read', async () => {
    const size = 3 * 1024 * 1024;
    const reads: number[] = [];
    const tail = new TextTail(async (start, end) => {
      reads.push(start);
      return new Uint8Array(end - start).fill(0x0a);
    }, undefined);
    tail.readTo(size);
    await settle();
    expect(reads[0]).toBe(size - 512 * 1024);
    expect(tail.getState().before).toBeUndefined();
    expect(tail.getState().lines.length).toBeLessThanOrEqual(5_000);
  });
});
