import { expect, it } from 'vitest';
import { decodeBase64Text } from '../jwt/base64url.ts';
import { base64OfText } from './base64.ts';

// RFC 4648 section 10, and characters of two, three and four bytes.
it.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
  ['é€😀', 'w6nigqzwn5iA'],
])('%j is %s', (text, base64) => {
  expect(base64OfText(text)).toBe(base64);
  expect(decodeBase64Text(base64)).toBe(text);
});

it.each(['a', '/w==', '%%%%'])('%s is the base64 of no text', (base64) => {
  expect(decodeBase64Text(base64)).toBeUndefined();
});
