import { describe, expect, it } from 'vitest';
import { hexRow, offsetDigitsOf } from './hex-row.ts';

describe('hexRow', () => {
  it('writes offset, bytes and characters', () => {
    const bytes = new TextEncoder().encode('%PDF-1.7\n\u00e9~\u007f ab');
    expect(hexRow(0x1f0, bytes, 8)).toEqual({
      offset: '000001f0',
      hex: '25 50 44 46 2d 31 2e 37  0a c3 a9 7e 7f 20 61 62',
      ascii: '%PDF-1.7...~. ab',
    });
  });

  it('keeps the columns where a row is short', () => {
    expect(hexRow(0, Uint8Array.of(0, 255), 8)).toEqual({
      offset: '00000000',
      hex: '00 ff'.padEnd(48),
      ascii: '..',
    });
  });
});

describe('offsetDigitsOf', () => {
  it.each([
    [0, 8],
    [0x1_0000_0000, 8],
    [0x1_0000_0001, 9],
  ])('%i bytes', (sizeBytes, digits) => {
    expect(offsetDigitsOf(sizeBytes)).toBe(digits);
  });
});
