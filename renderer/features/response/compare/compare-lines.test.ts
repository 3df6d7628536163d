import { describe, expect, it } from 'vitest';
import { compareLines, unifyRows } from './compare-lines.ts';

const shown = (left: string, right: string) =>
  compareLines(left, right)?.rows.map(
    (row) => `${row.left?.text ?? ''}${row.isSame ? '=' : '|'}${row.right?.text ?? ''}`,
  );

describe('compareLines', () => {
  it('puts changed lines side by side', () => {
    expect(shown('a\nb\nc', 'a\nB\nc')).toEqual(['a=a', 'b|B', 'c=c']);
    expect(shown('a\nc', 'a\nb\nc')).toEqual(['a=a', '|b', 'c=c']);
    expect(shown('a\nb\nc\nd', 'a\nd')).toEqual(['a=a', 'b|', 'c|', 'd=d']);
    expect(shown('', 'a')).toEqual(['|a']);
    expect(shown('', '')).toEqual([]);
  });

  it('counts the lines of each side and knows where changes begin', () => {
    const found = compareLines('a\nb\nc\nd\ne', 'a\nx\ny\nc\nd');
    expect(found?.changes).toEqual([1, 5]);
    expect(found?.rows.map(({ left, right }) => [left?.number, right?.number])).toEqual([
      [1, 1],
      [2, 2],
      [undefined, 3],
      [3, 4],
      [4, 5],
      [5, undefined],
    ]);
  });
});

describe('unifyRows', () => {
  it('puts what went before what came', () => {
    const found = compareLines('a\nb\nc\nd', 'a\nx\ny\nd\ne');
    const { rows, changes } = unifyRows(found ?? { rows: [], changes: [] });
    const shown = rows.map(({ isSame, left, right }) =>
      isSame ? `=${right?.text}` : left === undefined ? `+${right?.text}` : `-${left.text}`,
    );
    expect(shown).toEqual(['=a', '-b', '-c', '+x', '+y', '=d', '+e']);
    expect(changes).toEqual([1, 6]);
  });
});
