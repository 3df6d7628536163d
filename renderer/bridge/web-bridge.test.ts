import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeEvent } from '../../core/bridge.ts';
import { readEventStream } from './event-stream.ts';
import { type BrowserParts, createWebDoor } from './web-bridge.ts';

interface Asked {
  path: string;
  authorization: string | null;
  body: unknown;
}

let asked: Asked[];
let addressBar: string[];
let stored: Map<string, string>;
let answers: Record<string, () => Response | Promise<Response>>;

beforeEach(() => {
  asked = [];
  addressBar = [];
  stored = new Map();
  answers = {
    '/api/call': () => new Response(JSON.stringify({ ok: true, value: 1 })),
    '/api/cancel': () => new Response(JSON.stringify({ ok: true, value: {} })),
    '/api/session': () => new Response(JSON.stringify({ token: 'from-code' })),
  };
});

function open(hash: string) {
  const parts: BrowserParts = {
    fetch: async (input, init) => {
      const path = typeof input === 'string' ? input : 'not a path';
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
      asked.push({ path, authorization: new Headers(init?.headers).get('authorization'), body });
      return (answers[path] ?? (() => new Response(null, { status: 404 })))();
    },
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_data, _unused, url) => void addressBar.push(url) },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
  };
  return createWebDoor(parts);
}

describe('the key', () => {
  it('moves from the fragment to this tab only, and goes out as a bearer', async () => {
    const door = open('#token=abc');
    expect(await door.bridge.call('c', 'app.readState', {})).toEqual({ ok: true, value: 1 });
    await vi.waitFor(() => expect(addressBar).toEqual(['/']));
    expect([...stored.values()]).toEqual(['abc']);
    expect(asked).toEqual([
      {
        path: '/api/call',
        authorization: 'Bearer abc',
        body: { callId: 'c', operation: 'app.readState', input: {} },
      },
    ]);
  });

  it('is fetched for a one-time code', async () => {
    await open('#code=once').bridge.call('c', 'app.readState', {});
    expect(asked[0]).toMatchObject({ path: '/api/session', body: { code: 'once' } });
    expect(asked[1]?.authorization).toBe('Bearer from-code');
    expect(addressBar).toEqual(['/']);
  });

  it('is still there after a reload', async () => {
    stored.set('postern.token', 'kept');
    await open('').bridge.call('c', 'app.readState', {});
    expect(asked[0]?.authorization).toBe('Bearer kept');
    expect(addressBar).toEqual([]);
  });

  it('that is missing is not asked with', async () => {
    expect(await open('').bridge.call('c', 'app.readState', {})).toMatchObject({
      error: { code: 'ERR_CALL_UNAUTHORISED' },
    });
    expect(asked).toEqual([]);
  });

  it('that was refused is not tried again and again', async () => {
    answers['/api/call'] = () => new Response(null, { status: 401 });
    const door = open('#token=old');
    for (let tries = 0; tries < 30; tries += 1) {
      expect(await door.bridge.call('c', 'app.readState', {})).toMatchObject({
        error: { code: 'ERR_CALL_UNAUTHORISED' },
      });
    }
    expect(asked).toHaveLength(1);
  });
});

describe('a door that does not answer', () => {
  it('is a refusal, not a fault', async () => {
    answers['/api/call'] = () => Promise.reject(new TypeError('fetch failed'));
    expect(await open('#token=abc').bridge.call('c', 'app.readState', {})).toMatchObject({
      error: { code: 'ERR_CALL_DOOR_CLOSED' },
    });
    answers['/api/call'] = () => new Response('', { status: 429 });
    expect(await open('#token=abc').bridge.call('c', 'app.readState', {})).toMatchObject({
      error: { code: 'ERR_CALL_DOOR_CLOSED' },
    });
  });
});

describe('events', () => {
  const stream = (text: string) => () =>
    new Response(text, { headers: { 'content-type': 'text/event-stream' } });

  it('are heard, also after a break, which is told', async () => {
    const texts = ['data: {"name":"a","payload":1}\n\n', 'data: {"name":"a","payload":2}\n\n'];
    let opened = 0;
    answers['/api/events'] = () => {
      const text = texts[opened];
      opened += 1;
      // The last one stays open.
      return text === undefined ? new Response(new ReadableStream()) : stream(text)();
    };
    const door = open('#token=abc');
    const heard: BridgeEvent[] = [];
    let reconnects = 0;
    door.onReconnected(() => (reconnects += 1));
    const end = door.bridge.subscribe((event) => heard.push(event));
    await expect.poll(() => heard.map(({ payload }) => payload), { timeout: 5_000 }).toEqual([1, 2]);
    await expect.poll(() => reconnects, { timeout: 5_000 }).toBe(2);
    end();
  });

  it('are not asked for with a refused key', async () => {
    answers['/api/events'] = () => new Response(null, { status: 401 });
    const end = open('#token=old').bridge.subscribe(() => undefined);
    await expect.poll(() => asked.length).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(1);
    end();
  });
});

describe('readEventStream', () => {
  const read = async (chunks: (string | Uint8Array)[]) => {
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks)
          controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
        controller.close();
      },
    });
    const events: string[] = [];
    for await (const data of readEventStream(stream)) events.push(data);
    return events;
  };

  it.each<[string, (string | Uint8Array)[], string[]]>([
    ['one event', ['data: a\n\n'], ['a']],
    ['comments', [': ready\n\ndata: a\n\n: still here\n\n'], ['a']],
    ['two in a chunk', ['data: a\n\ndata: b\n\n'], ['a', 'b']],
    ['one in many chunks', ['da', 'ta: ', 'a', 'b\n', '\n'], ['ab']],
    ['carriage returns', ['data: a\r\n\r\n'], ['a']],
    ['several lines', ['data: a\ndata: b\n\n'], ['a\nb']],
    ['no space', ['data:a\n\n'], ['a']],
    [
      'a letter cut in two',
      [new Uint8Array([100, 97, 116, 97, 58, 0xc3]), new Uint8Array([0xa9, 10, 10])],
      ['é'],
    ],
    ['an unfinished one', ['data: a\n'], []],
  ])('reads %s', async (_name, chunks, events) => {
    expect(await read(chunks)).toEqual(events);
  });
});
