import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { connectParent, type ChannelProcess } from './parent-channel.ts';

describe('connectParent', () => {
  it('has no channel in a process that was started by hand', () => {
    expect(connectParent(new EventEmitter() as ChannelProcess)).toBeUndefined();
  });

  it('talks over Node IPC, and falls silent when the parent is gone', () => {
    const sent: unknown[] = [];
    const child = Object.assign(new EventEmitter(), {
      connected: true,
      send: (message: object) => sent.push(message),
      disconnect: () => undefined,
    });
    const channel = connectParent(child as unknown as ChannelProcess);
    const heard: unknown[] = [];
    let gone = 0;
    channel?.onMessage((message) => heard.push(message));
    channel?.onGone(() => (gone += 1));
    channel?.send({ type: 'one' });
    child.emit('message', { type: 'stop' });
    child.connected = false;
    child.emit('disconnect');
    channel?.send({ type: 'two' });
    channel?.onGone(() => (gone += 10));
    expect([sent, heard, gone]).toEqual([[{ type: 'one' }], [{ type: 'stop' }], 11]);
  });

  it("talks over the port of Electron's utility process", () => {
    const sent: unknown[] = [];
    const parentPort = Object.assign(new EventEmitter(), {
      postMessage: (message: object) => sent.push(message),
    });
    const child = Object.assign(new EventEmitter(), { parentPort });
    const channel = connectParent(child as unknown as ChannelProcess);
    const heard: unknown[] = [];
    channel?.onMessage((message) => heard.push(message));
    channel?.send({ type: 'ready' });
    parentPort.emit('message', { data: { type: 'reset' } });
    expect([sent, heard]).toEqual([[{ type: 'ready' }], [{ type: 'reset' }]]);
  });
});
