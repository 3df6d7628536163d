import { describe, expect, it } from 'vitest';
import { clockSkewSec, readHttpDate } from './http-date.ts';

describe('HTTP dates', () => {
  it('agree with the engine over two centuries', () => {
    for (let sec = -1_000_000_000; sec < 5_000_000_000; sec += 12_345_678) {
      const text = new Date(sec * 1000).toUTCString();
      expect(readHttpDate(text), text).toBe(sec);
    }
  });

  it.each([
    '',
    'yesterday',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37 +0100',
  ])('are not read from %j', (text) => {
    expect(readHttpDate(text)).toBeUndefined();
  });

  it('tell how far this clock is ahead', () => {
    const headers: [string, string][] = [['date', 'Sun, 06 Nov 1994 08:49:37 GMT']];
    expect(clockSkewSec(headers, 784_111_777 + 600)).toBe(600);
    expect(clockSkewSec(headers, 784_111_777 - 600.4)).toBe(-600);
    expect(clockSkewSec([], 0)).toBeUndefined();
  });
});
