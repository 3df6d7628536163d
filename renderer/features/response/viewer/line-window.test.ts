import { describe, expect, test } from 'vitest';
import { lineHeightPx, lineWindow, placeOfScrollTop, placeOfTextTop } from './line-window.ts';

describe('the lines in sight', () => {
  test('a pixel is a pixel while the text fits an element', () => {
    expect(placeOfScrollTop(1_000, 400, 600)).toEqual({ textTopPx: 400, scrollTopPx: 400 });
    expect(lineWindow(1_000, { textTopPx: 400, scrollTopPx: 400 }, 600)).toEqual({
      first: 8,
      last: 62,
      heightPx: 20_000,
      offsetPx: 160,
    });
  });

  test('every line of fifty million can be reached, to the pixel', () => {
    const lines = 50_000_000;
    for (const line of [0, 1, 12_345_678, 49_999_969]) {
      const place = placeOfTextTop(lines, line * lineHeightPx, 600);
      const shown = lineWindow(lines, place, 600);
      expect(shown.heightPx).toBe(12_000_000);
      expect(shown.first).toBe(Math.max(line - 12, 0));
      // The line that was asked for stands at the top of the view.
      expect(shown.offsetPx + (line - shown.first) * lineHeightPx - place.scrollTopPx).toBeCloseTo(0, 3);
    }
    const end = lineWindow(lines, placeOfScrollTop(lines, 12_000_000 - 600, 600), 600);
    expect(end.last).toBe(lines);
    expect(end.offsetPx + (end.last - end.first) * lineHeightPx).toBeLessThanOrEqual(12_000_000);
  });

  test('an empty text has no lines', () => {
    expect(lineWindow(0, placeOfTextTop(0, 0, 600), 600)).toMatchObject({ first: 0, last: 0, heightPx: 0 });
  });
});
