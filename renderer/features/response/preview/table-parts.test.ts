import { expect, test } from 'vitest';
import { tableParts } from './table-parts.ts';

test('the first line is the head, and a quoted cell may hold anything', () => {
  const table = tableParts('\uFEFFid,name\n1,"Ann ""A"", of\nKent"\n2,Bo');
  expect(table?.head).toEqual(['id', 'name']);
  expect(table?.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [2, '1', 'Ann "A", of\nKent'],
    [4, '2', 'Bo'],
  ]);
  expect(table?.isCut).toBe(false);
});

test('a line with more cells than the head gets columns without a name', () => {
  expect(tableParts('a;b\n1;2;3')?.head).toEqual(['a', 'b', '']);
});

test('columns are as wide as what stands in them, within limits', () => {
  expect(tableParts(`a,b,c\n1,${'x'.repeat(20)},${'y'.repeat(500)}`)?.widths).toEqual([4, 20, 48]);
});

test('an open quote and nothing at all are no tables', () => {
  expect(tableParts('a,b\n1,"open')).toBeUndefined();
  expect(tableParts('')).toBeUndefined();
});

test('of a long text whole lines are shown, also where the cut goes through a quoted cell', () => {
  const line = `1,"${'x'.repeat(50)}\n${'y'.repeat(50)}"\n`;
  const table = tableParts(`a,b\n${line.repeat(30_000)}`);
  expect(table?.isCut).toBe(true);
  expect(table?.rows.length).toBeGreaterThan(15_000);
  expect(table?.rows.at(-1)?.cells).toEqual(['1', `${'x'.repeat(50)}\n${'y'.repeat(50)}`]);
});

test('of a very wide text the first columns are shown, and all are counted', () => {
  const line = Array.from({ length: 300 }, (_, column) => column).join(',');
  const table = tableParts(`${line}\n${line}`);
  expect(table?.columnCount).toBe(300);
  expect(table?.head).toHaveLength(100);
  expect(table?.widths).toHaveLength(100);
});
