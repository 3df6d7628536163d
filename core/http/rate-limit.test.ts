import { describe, expect, it } from 'vitest';
import { readRateLimit } from './rate-limit.ts';

describe('readRateLimit', () => {
  it('reads the three headers in any case', () => {
    const headers: [string, string][] = [
      ['x-rate-limit-limit', '600'],
      ['X-Rate-Limit-Remaining', ' 596 '],
      ['X-Rate-Limit-Reset', '1700000060'],
    ];
    expect(readRateLimit(headers, 1_700_000_000)).toEqual({
      limit: 600,
      remaining: 596,
      resetAtEpochSec: 1_700_000_060,
    });
  });

  it('takes a small reset as seconds from now, and does without one', () => {
    const headers: [string, string][] = [
      ['RateLimit-Limit', '10'],
      ['RateLimit-Remaining', '0'],
    ];
    expect(readRateLimit(headers, 100)?.resetAtEpochSec).toBeUndefined();
    expect(readRateLimit([...headers, ['RateLimit-Reset', '30']], 100)?.resetAtEpochSec).toBe(130);
  });

  it('gives nothing where a number is missing or is none', () => {
    expect(readRateLimit([['X-Rate-Limit-Limit', '600']], 0)).toBeUndefined();
    expect(
      readRateLimit(
        [
          ['X-Rate-Limit-Limit', '600, 600;w=60'],
          ['X-Rate-Limit-Remaining', '5'],
        ],
        0,
      ),
    ).toBeUndefined();
  });
});
