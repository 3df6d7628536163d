import { describe, expect, test } from 'vitest';
import { defaultLayout, isFoldedAt, movePair, toPixels } from './split-sizes.ts';

const free = {};

describe('a length', () => {
  test('is px or a share of the whole', () => {
    expect([toPixels(120, 800), toPixels('25%', 800)]).toEqual([120, 200]);
  });
});

describe('moving a separator', () => {
  test('gives to one pane what the other loses', () => {
    expect(movePair({ before: 300, after: 500 }, 40, [free, free], 800)).toEqual({ before: 340, after: 460 });
    expect(movePair({ before: 300, after: 500 }, -40, [free, free], 800)).toEqual({
      before: 260,
      after: 540,
    });
  });

  test('stops at the least and the most of either pane', () => {
    const limits = [{ minSize: 200, maxSize: '50%' }, { minSize: 360 }] as const;
    expect(movePair({ before: 288, after: 512 }, -200, limits, 800).before).toBe(200);
    expect(movePair({ before: 288, after: 712 }, 400, limits, 1_000).before).toBe(500);
    expect(movePair({ before: 288, after: 512 }, 400, limits, 800)).toEqual({ before: 400, after: 400 });
    expect(movePair({ before: 500, after: 300 }, -400, [free, { maxSize: 350 }], 800).after).toBe(350);
  });

  test('never makes a pane less than nothing', () => {
    expect(movePair({ before: 10, after: 20 }, -50, [free, free], 30)).toEqual({ before: 0, after: 30 });
    expect(movePair({ before: 10, after: 20 }, 50, [free, free], 30)).toEqual({ before: 30, after: 0 });
  });

  test('serves the pane before where there is no room for both', () => {
    expect(movePair({ before: 100, after: 100 }, 0, [{ minSize: 150 }, { minSize: 150 }], 200).before).toBe(
      150,
    );
  });
});

describe('the first layout', () => {
  test('gives a pane without a default an equal part of what is left', () => {
    expect(defaultLayout([{ id: 'a', defaultSize: 46 }, { id: 'b' }])).toEqual({ a: 46, b: 54 });
    expect(defaultLayout([{ id: 'a' }, { id: 'b' }])).toEqual({ a: 50, b: 50 });
    const bar = { id: 'bar', defaultSize: 288, keepsPixels: true };
    expect(defaultLayout([bar, { id: 'main' }])).toEqual({ bar: 288, main: 100 });
  });
});

describe('a pane that folds', () => {
  const fold = { sizePx: 36, isFolded: false, onChange: () => undefined };

  test('is folded below the middle of its strip and its minimum', () => {
    expect([20, 67, 68, 200].map((size) => isFoldedAt(fold, size, 100))).toEqual([true, true, false, false]);
    expect(isFoldedAt(undefined, 0, 100)).toBe(false);
  });
});
