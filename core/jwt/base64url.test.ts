import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

describe('base64url', () => {
  it('encodes the octets of RFC 7515 appendix C', () => {
    expect(encodeBase64Url(Uint8Array.from([3, 236, 255, 224, 193]))).toBe('A-z_4ME');
  });

  it('encodes texts of every kind and length as their UTF-8 bytes', () => {
    for (const text of [
      '',
      'a',
      'ab',
      '{"a":1}',
      'é',
      '\u0000\u007f',
      '日本',
      '>>>???',
      '\ud800',
      'x'.repeat(9_000),
    ]) {
      const expected = Buffer.from(text).toString('base64url');
      expect(encodeBase64Url(text)).toBe(expected);
      expect(encodeBase64Url(new Uint8Array(Buffer.from(text)))).toBe(expected);
      expect(decodeBase64Url(expected)).toEqual(new Uint8Array(Buffer.from(text)));
    }
  });
});
