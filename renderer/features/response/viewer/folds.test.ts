import { describe, expect, test } from 'vitest';
import {
  addFold,
  type Fold,
  lineAtPosition,
  positionOfLine,
  removeFold,
  revealLine,
  visibleCount,
} from './folds.ts';

describe('folds', () => {
  const folds: Fold[] = [
    { start: 2, end: 5 },
    { start: 8, end: 9 },
  ];

  test('positions and lines are each other’s inverse over every visible line', () => {
    const visible = [0, 1, 2, 6, 7, 8, 10, 11];
    expect(visibleCount(folds, 12)).toBe(visible.length);
    expect(visible.map((_, position) => lineAtPosition(folds, position))).toEqual(visible);
    expect(visible.map((line) => positionOfLine(folds, line))).toEqual(
      visible.map((_, position) => position),
    );
  });

  test('folding a container takes up the folds inside it', () => {
    expect(addFold(folds, { start: 1, end: 10 })).toEqual([{ start: 1, end: 10 }]);
    expect(removeFold(folds, 2)).toEqual([{ start: 8, end: 9 }]);
    expect(addFold(folds, { start: 11, end: 11 })).toEqual(folds);
  });

  test('a line inside a fold is brought back, the fold’s own first line is not hidden', () => {
    expect(revealLine(folds, 4)).toEqual([{ start: 8, end: 9 }]);
    expect(revealLine(folds, 2)).toEqual(folds);
  });
});
