import { describe, expect, it } from 'vitest';
import { exceptionFor, longestExceptionMs, tlsExceptionSchema, withException } from './tls-exception.ts';

const fingerprint256 = Array.from({ length: 32 }, () => 'AB').join(':');
const at = (host: string, port: number, untilEpochMs: number) => ({
  host,
  port,
  untilEpochMs,
  fingerprint256,
  reason: 'CERT_HAS_EXPIRED',
});

describe('exceptionFor', () => {
  const list = [at('a.test', 443, 1_000), at('b.test', 8443, 2_000)];

  it('holds for its host and port, and for no other', () => {
    expect(exceptionFor(list, { host: 'a.test', port: 443 }, 0)).toBe(list[0]);
    expect(exceptionFor(list, { host: 'a.test', port: 8443 }, 0)).toBeUndefined();
    expect(exceptionFor(list, { host: 'x.a.test', port: 443 }, 0)).toBeUndefined();
  });

  it('ends at its moment', () => {
    expect(exceptionFor(list, { host: 'a.test', port: 443 }, 999)).toBeDefined();
    expect(exceptionFor(list, { host: 'a.test', port: 443 }, 1_000)).toBeUndefined();
  });
});

describe('withException', () => {
  it('replaces that of the same place and drops what has run out', () => {
    const list = [at('a.test', 443, 1_000), at('b.test', 443, 5_000), at('c.test', 443, 9_000)];
    const next = withException(list, at('c.test', 443, 8_000), 2_000);
    expect(next.map(({ host, untilEpochMs }) => [host, untilEpochMs])).toEqual([
      ['b.test', 5_000],
      ['c.test', 8_000],
    ]);
  });

  it('lasts no longer than it may', () => {
    const [only] = withException([], at('a.test', 443, Number.MAX_SAFE_INTEGER), 7);
    expect(only?.untilEpochMs).toBe(7 + longestExceptionMs);
  });
});

it('takes whole SHA-256 fingerprints only', () => {
  const { success } = tlsExceptionSchema.safeParse({ ...at('a.test', 1, 1), fingerprint256: 'AB:CD' });
  expect(success).toBe(false);
});
