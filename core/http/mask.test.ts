import { describe, expect, it } from 'vitest';
import { createMasker, maskHeaderValue, maskHeaders, maskSentRequest } from './mask.ts';

describe('masking', () => {
  it.each([
    ['Authorization', 'SSWS 00abcDEF', 'SSWS ••••••••'],
    ['Authorization', 'Bearer a.b.c', 'Bearer ••••••••'],
    ['authorization', 'SSWS00abcDEF', '••••••••'],
    ['Authorization', 'Basic dTpw', 'Basic ••••••••'],
    ['Authorization', 'Digest username="a", response="b"', 'Digest ••••••••'],
    ['Cookie', 'sid=abc; theme=dark; lone', 'sid=••••••••; theme=••••••••; ••••••••'],
    ['X-Api-Key', 'k3y', '••••••••'],
    ['X-Api-Key', '', ''],
  ])('%s: %s', (name, value, masked) => {
    expect(maskHeaderValue(name, value)).toBe(masked);
  });

  it('finds secrets raw and in every encoded form', () => {
    const secret = 'pä ss/w&rd+"1"';
    const mask = createMasker([secret, 'abc']);
    for (const form of [
      secret,
      encodeURIComponent(secret),
      'p%C3%A4%20ss/w&rd+%221%22',
      'p%C3%A4%20ss%2Fw&rd+%221%22',
      'p%C3%A4+ss%2Fw%26rd%2B%221%22',
      'pä ss/w&rd+\\"1\\"',
    ]) {
      expect(mask(`https://a.test/?q=${form}&x=abc`)).toBe('https://a.test/?q=••••••••&x=abc');
    }
  });

  it('masks a longer secret before one inside it', () => {
    const growing = ['token-1'];
    expect(createMasker(growing)('token-1 token-2')).toBe('•••••••• token-2');
    growing.push('token-2');
    expect(createMasker(growing)('token-1 token-2')).toBe('•••••••• ••••••••');
    expect(createMasker(['token', 'token-1234'])('x token-1234 token')).toBe('x •••••••• ••••••••');
  });

  it('masks the sensitive headers as a whole and secrets elsewhere', () => {
    const rules = { sensitiveHeaders: ['x-mine'], secrets: ['s3cr3t'] };
    expect(
      maskHeaders(
        [
          ['X-Mine', 'all of it'],
          ['X-Other', 'a s3cr3t b'],
          ['Accept', '*/*'],
        ],
        rules,
      ),
    ).toEqual([
      ['X-Mine', '••••••••'],
      ['X-Other', 'a •••••••• b'],
      ['Accept', '*/*'],
    ]);
    const sent = { method: 'GET', url: 'https://a.test/s3cr3t', headers: [], bodySizeBytes: 0 };
    expect(maskSentRequest(sent, rules).url).toBe('https://a.test/••••••••');
  });
});
