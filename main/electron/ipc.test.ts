import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bridgeChannels, type Reply } from '../../core/bridge.ts';
import type { WindowApp } from '../app.ts';
import { createFuzz } from '../fuzz.ts';
import { fakeElectron, FakeWebContents, fakes, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { connectIpc } = await import('./ipc.ts');

let window: FakeWebContents;
let calls: { operation: string; input: unknown }[];
let cancelled: string[];
let left: string[];
let release: () => void;

beforeEach(() => {
  resetFakes();
  calls = [];
  cancelled = [];
  left = [];
  window = new FakeWebContents();
  window.mainFrame = { url: 'app://postern/index.html' };
  const dispatcher: WindowApp['dispatcher'] = {
    async call(callId, operation, input): Promise<Reply> {
      calls.push({ operation, input });
      if (operation === 'hang') await new Promise<void>((resolve) => (release = resolve));
      return { ok: true, value: { callId } };
    },
    cancel: (callId) => void cancelled.push(callId),
    leave: (callId) => void left.push(callId),
    cancelAll: () => undefined,
  };
  connectIpc({ dispatcher }, (contents) => (contents as unknown) === window);
});

const message = { callId: 'c', operation: 'app.readState', input: { a: 1 } };
const invoke = (sender: FakeWebContents, frame: { url: string } | null, content: unknown = message) =>
  fakes.ipcMain.invoke(sender, frame, bridgeChannels.call, content);

describe('a call over IPC', () => {
  it('reaches the app from the top frame of our window', async () => {
    expect(await invoke(window, window.mainFrame)).toEqual({ ok: true, value: { callId: 'c' } });
    expect(calls).toEqual([{ operation: 'app.readState', input: { a: 1 } }]);
  });

  it.each<[string, () => [FakeWebContents, { url: string } | null]]>([
    ['a preview frame inside it', () => [window, { url: 'about:srcdoc' }]],
    ['an inner frame with our address', () => [window, { url: 'app://postern/index.html' }]],
    ['a frame that is gone', () => [window, null]],
    [
      'another contents with our address',
      () => {
        const other = new FakeWebContents();
        other.mainFrame = { url: 'app://postern/index.html' };
        return [other, other.mainFrame];
      },
    ],
    [
      'our window on another page',
      () => {
        window.mainFrame = { url: 'https://evil.test/' };
        return [window, window.mainFrame];
      },
    ],
    [
      'our window on a host that starts like ours',
      () => {
        window.mainFrame = { url: 'app://postern.evil.test/' };
        return [window, window.mainFrame];
      },
    ],
  ])('is refused from %s', async (_name, from) => {
    const [sender, frame] = from();
    expect(await invoke(sender, frame)).toMatchObject({
      ok: false,
      error: { code: 'ERR_CALL_UNAUTHORISED' },
    });
    fakes.ipcMain.deliver(sender, frame, bridgeChannels.cancel, { callId: 'c' });
    expect(calls).toEqual([]);
    expect(cancelled).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'call'],
    ['no operation', { callId: 'c', input: {} }],
    ['an empty id', { ...message, callId: '' }],
    ['more than a call', { ...message, more: 1 }],
    ['a big number', { ...message, input: { a: 1n } }],
  ])('is refused when it is %s', async (_name, content) => {
    expect(await invoke(window, window.mainFrame, content)).toMatchObject({
      error: { code: 'ERR_CALL_INVALID_INPUT' },
    });
    expect(calls).toEqual([]);
  });

  it('is refused when it has a cycle', async () => {
    const input: { self?: unknown } = {};
    input.self = input;
    expect(await invoke(window, window.mainFrame, { ...message, input })).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
  });

  it('carries JSON only, as the web door does', async () => {
    const input = { at: new Date(0), map: new Map([['a', 1]]), none: undefined, nan: Number.NaN };
    await invoke(window, window.mainFrame, { ...message, input });
    expect(calls[0]?.input).toEqual({ at: '1970-01-01T00:00:00.000Z', map: {}, nan: null });
  });

  it('is cancelled by its window', () => {
    fakes.ipcMain.deliver(window, window.mainFrame, bridgeChannels.cancel, { callId: 'c' });
    fakes.ipcMain.deliver(window, window.mainFrame, bridgeChannels.cancel, { callId: 1 });
    fakes.ipcMain.deliver(window, window.mainFrame, bridgeChannels.cancel, 'c');
    expect(cancelled).toEqual(['c']);
  });

  it.each(['destroyed', 'render-process-gone', 'did-navigate'])(
    'is left when its window is %s',
    async (event) => {
      const reply = invoke(window, window.mainFrame, { ...message, operation: 'hang' });
      await expect.poll(() => calls.length).toBe(1);
      window.emit(event);
      expect([left, cancelled]).toEqual([['c'], []]);
      release();
      await reply;
      left.length = 0;
      window.emit(event);
      expect(left).toEqual([]);
    },
  );
});

describe('10,000 fuzzed messages', () => {
  it('meet no fault, and only calls come through', async () => {
    const fuzz = createFuzz(7);
    let answered = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const content =
        fuzz.integer(2) === 0
          ? fuzz.value()
          : {
              callId: fuzz.pick(['c', '', 1, null]),
              operation: fuzz.pick(['app.readState', '', 2]),
              input: fuzz.value(),
            };
      const reply = (await invoke(window, window.mainFrame, content)) as Reply;
      if (reply.ok) answered += 1;
      else expect(reply.error.code).toBe('ERR_CALL_INVALID_INPUT');
      fakes.ipcMain.deliver(window, window.mainFrame, bridgeChannels.cancel, content);
    }
    expect(calls).toHaveLength(answered);
    expect(answered).toBeGreaterThan(100);
    for (const { operation } of calls) expect(operation).toBe('app.readState');
    for (const callId of cancelled) expect(callId).toBe('c');
  });

  it('from a preview are all refused', async () => {
    const fuzz = createFuzz(8);
    for (let round = 0; round < 10_000; round += 1) {
      const reply = (await invoke(window, {
        url: fuzz.pick(['about:srcdoc', 'app://postern/index.html']),
      })) as Reply;
      expect(reply.ok).toBe(false);
    }
    expect(calls).toEqual([]);
  });
});
