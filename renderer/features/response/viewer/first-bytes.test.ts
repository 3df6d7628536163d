import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceDoor } from '../../../bridge/bridge.ts';
import { pageBytes } from './engine/byte-source.ts';
import { readFirstBytes, takeFirstBytes } from './first-bytes.ts';

let ranges: (string | null)[];

beforeEach(() => {
  ranges = [];
  const nothing = () => () => undefined;
  replaceDoor({
    bridge: { call: async () => ({ ok: true, value: {} }), cancel: () => undefined, subscribe: nothing },
    async fetch(_path, init) {
      ranges.push(new Headers(init?.headers).get('range'));
      return new Response('text', { status: 206 });
    },
    onInterrupted: nothing,
    onReconnected: nothing,
  });
});
afterEach(() => replaceDoor(undefined));

describe('the beginning of an answer', () => {
  it('is read once, as far as a viewer asks for first, and given once', async () => {
    readFirstBytes({ bodyId: 'a', sizeBytes: 10_000_000 });
    expect(ranges).toEqual([`bytes=0-${pageBytes - 1}`]);
    expect(takeFirstBytes('b', 0, pageBytes)).toBeUndefined();
    expect(takeFirstBytes('a', pageBytes, 2 * pageBytes)).toBeUndefined();
    expect(await takeFirstBytes('a', 0, pageBytes)).toHaveLength(4);
    expect(takeFirstBytes('a', 0, pageBytes)).toBeUndefined();
  });

  it('is that of the last answer, and nothing of an empty one', () => {
    readFirstBytes({ bodyId: 'a', sizeBytes: 4 });
    readFirstBytes({ bodyId: 'b', sizeBytes: 0 });
    expect(ranges).toEqual(['bytes=0-3']);
    readFirstBytes({ bodyId: 'c', sizeBytes: 4 });
    expect(takeFirstBytes('a', 0, 4)).toBeUndefined();
    expect(takeFirstBytes('c', 0, 4)).toBeDefined();
  });
});
