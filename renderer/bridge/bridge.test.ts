import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeEvent, Reply } from '../../core/bridge.ts';
import {
  call,
  callAhead,
  endAhead,
  onReconnected,
  readBody,
  replaceDoor,
  subscribe,
  upload,
} from './bridge.ts';
import type { Door } from './door.ts';

let replies: Reply[];
let calls: { callId: string; operation: string; input: unknown }[];
let cancelled: string[];
let emit: (event: BridgeEvent) => void;
let fetched: { path: string; init: RequestInit | undefined }[];
let answer: () => Response;

beforeEach(() => {
  replies = [];
  calls = [];
  cancelled = [];
  fetched = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  emit = (event) => listeners.forEach((listener) => listener(event));
  const door: Door = {
    bridge: {
      async call(callId, operation, input) {
        calls.push({ callId, operation, input });
        return replies.shift() ?? { ok: true, value: {} };
      },
      cancel: (callId) => void cancelled.push(callId),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async fetch(path, init) {
      fetched.push({ path, init });
      return answer();
    },
    onInterrupted: () => () => undefined,
    onReconnected: () => () => undefined,
  };
  replaceDoor(door);
});
afterEach(() => replaceDoor(undefined));

describe('a call made ahead', () => {
  it('answers the first that asks for it, and no other', async () => {
    replies.push({ ok: true, value: 'ahead' }, { ok: true, value: 'other' }, { ok: true, value: 'again' });
    callAhead('app.readStart');
    expect(await call('app.readState', {})).toBe('other');
    expect(await call('app.readStart', {})).toBe('ahead');
    expect(await call('app.readStart', {})).toBe('again');
    expect(endAhead()).toBe(false);
  });

  it('tells whether something happened since', () => {
    callAhead('app.readStart');
    emit({ name: 'sandbox.changed', payload: {} });
    expect(endAhead()).toBe(true);
    emit({ name: 'sandbox.changed', payload: {} });
    expect(endAhead()).toBe(false);
  });
});

describe('call', () => {
  it('gives the value', async () => {
    replies.push({ ok: true, value: { paths: ['/a'] } });
    expect(await call('app.pickFiles', { title: 't', folders: false, multiple: false })).toEqual({
      paths: ['/a'],
    });
    expect(calls).toMatchObject([{ operation: 'app.pickFiles' }]);
  });

  it('throws the refusal with its code and details', async () => {
    replies.push({
      ok: false,
      error: { code: 'ERR_VARIABLE_UNRESOLVED', message: 'm', details: { names: ['a'] } },
    });
    await expect(call('request.send', {})).rejects.toMatchObject({
      name: 'AppError',
      code: 'ERR_VARIABLE_UNRESOLVED',
      details: { names: ['a'] },
    });
  });

  it('gives every call an id of its own, or the one asked for', async () => {
    await call('sandbox.reset', {});
    await call('sandbox.reset', {});
    await call('sandbox.reset', {}, { callId: 'mine' });
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(3);
    expect(calls[2]?.callId).toBe('mine');
  });

  it('is cancelled by its signal, while it runs and not after', async () => {
    const controller = new AbortController();
    const running = call('sandbox.reset', {}, { callId: 'c', signal: controller.signal });
    controller.abort();
    await running;
    expect(cancelled).toEqual(['c']);
    const late = new AbortController();
    await call('sandbox.reset', {}, { signal: late.signal });
    late.abort();
    expect(cancelled).toEqual(['c']);
  });

  it('does not start with a signal that is aborted already', async () => {
    await expect(call('sandbox.reset', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ERR_CALL_CANCELLED',
    });
    expect(calls).toEqual([]);
  });
});

describe('subscribe', () => {
  it('hears its own kind of event until it ends', () => {
    const heard: unknown[] = [];
    const end = subscribe('sandbox.changed', (payload) => heard.push(payload));
    emit({ name: 'settings.changed', payload: 1 });
    emit({ name: 'sandbox.changed', payload: 2 });
    end();
    emit({ name: 'sandbox.changed', payload: 3 });
    expect(heard).toEqual([2]);
    onReconnected(() => undefined)();
  });
});

describe('readBody', () => {
  const id = 'B'.repeat(22);
  const refusal = (status: number, code: string) => () =>
    new Response(JSON.stringify({ ok: false, error: { code, message: 'm' } }), { status });

  it.each([
    [undefined, null],
    [{ start: 0 }, 'bytes=0-'],
    [{ start: 5, end: 10 }, 'bytes=5-9'],
  ])('asks for %o', async (range, header) => {
    answer = () => new Response('text', { status: range === undefined ? 200 : 206 });
    expect(new TextDecoder().decode(await readBody(id, range))).toBe('text');
    expect(fetched[0]?.path).toBe(`/body/${id}`);
    expect(new Headers(fetched[0]?.init?.headers).get('range')).toBe(header);
  });

  it('asks for nothing when the range is empty', async () => {
    expect(await readBody(id, { start: 5, end: 5 })).toHaveLength(0);
    expect(fetched).toEqual([]);
  });

  it('gives nothing of an empty body', async () => {
    answer = refusal(416, 'ERR_BODY_RANGE');
    expect(await readBody(id, { start: 0, end: 10 })).toHaveLength(0);
  });

  it('throws the refusal', async () => {
    answer = refusal(416, 'ERR_BODY_RANGE');
    await expect(readBody(id, { start: 5 })).rejects.toMatchObject({ code: 'ERR_BODY_RANGE' });
    answer = refusal(404, 'ERR_BODY_NOT_FOUND');
    await expect(readBody(id)).rejects.toMatchObject({ code: 'ERR_BODY_NOT_FOUND' });
    answer = () => new Response(null, { status: 401 });
    await expect(readBody(id)).rejects.toMatchObject({ code: 'ERR_CALL_UNAUTHORISED' });
    answer = () => {
      throw new TypeError('fetch failed');
    };
    await expect(readBody(id)).rejects.toMatchObject({ code: 'ERR_CALL_DOOR_CLOSED' });
    await expect(readBody(id, undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'ERR_CALL_CANCELLED',
    });
  });
});

describe('upload', () => {
  it('sends the bytes and gives the id', async () => {
    answer = () => new Response(JSON.stringify({ ok: true, value: { uploadId: 'U', sizeBytes: 4 } }));
    expect(await upload(new Blob(['text']))).toEqual({ uploadId: 'U', sizeBytes: 4 });
    expect(fetched[0]).toMatchObject({ path: '/upload', init: { method: 'POST' } });
  });

  it('throws the refusal', async () => {
    answer = () =>
      new Response(JSON.stringify({ ok: false, error: { code: 'ERR_UPLOAD_TOO_LARGE', message: 'm' } }), {
        status: 413,
      });
    await expect(upload(new Blob(['text']))).rejects.toMatchObject({ code: 'ERR_UPLOAD_TOO_LARGE' });
  });
});
