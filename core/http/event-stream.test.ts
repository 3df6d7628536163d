import { describe, expect, it } from 'vitest';
import { EventStreamReader, type StreamEvent } from './event-stream.ts';

function read(text: string, pieceLength = text.length): StreamEvent[] {
  const reader = new EventStreamReader();
  const events: StreamEvent[] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    events.push(...reader.read(text.slice(at, at + pieceLength)));
  }
  return events;
}

const event = (data: string, id = '', name = 'message') => ({ name, data, id });

// The examples of HTML, section 9.2.6.
const examples: [string, StreamEvent[]][] = [
  ['data: YHOO\ndata: +2\ndata: 10\n\n', [event('YHOO\n+2\n10')]],
  [
    ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    [event('first event', '1'), event('second event'), event(' third event')],
  ],
  ['data\n\ndata\ndata\n\ndata:', [event(''), event('\n')]],
  ['data:test\n\ndata: test\n\n', [event('test'), event('test')]],
];
const more: [string, StreamEvent[]][] = [
  ['\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\r\n', [event('a'), event('b'), event('c')]],
  ['event: add\ndata: 1\nid: 7\n\nevent: none\n\ndata: 2\n\n', [event('1', '7', 'add'), event('2', '7')]],
  ['id: 1\0\nretry: 10\nother: x\ndata: a\n\n', [event('a')]],
  ['data: [DONE]\n', []],
];

describe.each([1, 2, 3, 1_000])('an event stream in pieces of %i', (length) => {
  it.each([...examples, ...more])('%j', (text, expected) => {
    expect(read(text, length)).toEqual(expected);
  });
});
