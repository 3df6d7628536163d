import { describe, expect, it } from 'vitest';
import { hexRow, offsetDigitsOf, rowBytesFor } from './hex-row.ts';

describe('hexRow', () => {
  it('writes offset, bytes and characters', () => {
    const bytes = new TextEncoder().encode('%PDF-1.7\n\u00e9~\u007f ab');
    expect(hexRow(0x1f0, bytes, 8, 16)).toEqual({
      offset: '000001f0',
      hex: '25 50 44 46 2d 31 2e 37  0a c3 a9 7e 7f 20 61 62',
      ascii: '%PDF-1.7...~. ab',
    });
  });

  it('keeps the columns where a row is short', () => {
    expect(hexRow(0, Uint8Array.of(0, 255), 8, 16)).toEqual({
      offset: '00000000',
      hex: '00 ff'.padEnd(48),
      ascii: '..',
    });
  });
});

describe('rowBytesFor', () => {
  it.each([
    [1_200, 16],
    [600, 16],
    [480, 8],
    [300, 4],
    [40, 4],
  ])('has room for a row in %i px', (widthPx, bytes) => {
    expect(rowBytesFor(widthPx, 7.2, 8)).toBe(bytes);
  });

  it('writes narrow rows in two groups too', () => {
    expect(hexRow(16, Uint8Array.of(1, 2, 3), 8, 4)).toEqual({
      offset: '00000010',
      hex: '01 02  03'.padEnd(12),
      ascii: '...',
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
