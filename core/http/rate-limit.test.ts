import { describe, expect, it } from 'vitest';
import { rateLimitFamily, readRateLimit, readRetryAt } from './rate-limit.ts';

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

describe('the server’s clock', () => {
  const headers: [string, string][] = [
    ['Date', 'Tue, 14 Nov 2023 22:13:20 GMT'], // 1700000000
    ['X-Rate-Limit-Limit', '600'],
    ['X-Rate-Limit-Remaining', '0'],
    ['X-Rate-Limit-Reset', '1700000042'],
  ];
  it('counts from the answer’s Date, however wrong this machine’s clock is', () => {
    expect(readRateLimit(headers, 1_600_000_000)?.resetAtEpochSec).toBe(1_600_000_042);
    expect(readRetryAt(headers, 1_600_000_000)).toBe(1_600_000_042);
  });

  it('prefers Retry-After, in seconds or as a date', () => {
    expect(readRetryAt([...headers, ['Retry-After', '7']], 100)).toBe(107);
    expect(readRetryAt([...headers, ['retry-after', 'Tue, 14 Nov 2023 22:13:29 GMT']], 100)).toBe(109);
    expect(readRetryAt([['Retry-After', 'soon']], 100)).toBeUndefined();
  });
});

describe('the fields of the draft', () => {
  it.each<[[string, string][], object]>([
    [
      [
        ['RateLimit', '"default";r=50;t=30'],
        ['RateLimit-Policy', '"default";q=100;w=60'],
      ],
      { limit: 100, remaining: 50, resetAtEpochSec: 1030 },
    ],
    [
      [['RateLimit', 'limit=100, remaining=50, reset=5']],
      { limit: 100, remaining: 50, resetAtEpochSec: 1005 },
    ],
    [[['RateLimit', '"a";r=3']], { limit: 3, remaining: 3, resetAtEpochSec: undefined }],
  ])('%j', (headers, limit) => {
    expect(readRateLimit(headers, 1000)).toEqual(limit);
  });
});

describe('rateLimitFamily', () => {
  it.each([
    ['https://Acme.okta.com/api/v1/users?limit=2', '/api/v1/users'],
    ['https://acme.okta.com/api/v1/users/00u1abcdEFGH2345678', '/api/v1/users/{id}'],
    [
      'https://acme.okta.com/api/v1/users/a@b.c/lifecycle/reset_password',
      '/api/v1/users/{id}/lifecycle/reset_password',
    ],
    ['https://acme.okta.com/oauth2/v1/token', '/oauth2/v1/token'],
    ['https://acme.okta.com/api/v1/groups/42/users', '/api/v1/groups/{id}/users'],
    ['https://acme.okta.com/api/v1/authorizationServers/default', '/api/v1/authorizationServers/default'],
  ])('%s', (url, path) => {
    expect(rateLimitFamily(url)).toEqual({ origin: 'https://acme.okta.com', path });
  });
  it('gives nothing for what is no address', () => {
    expect(rateLimitFamily('/x')).toBeUndefined();
  });
});
