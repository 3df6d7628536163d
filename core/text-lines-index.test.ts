import { expect, test } from 'vitest';
import { makeRandom } from './json-samples.test-kit.ts';
import { TextLineIndex, type TextRowRange } from './text-lines-index.ts';

const encode = (text: string) => new Uint8Array(Buffer.from(text));

function rowsOf(bytes: Uint8Array, chunkBytes = bytes.length + 1, maxRowBytes?: number): TextRowRange[] {
  const index = new TextLineIndex(maxRowBytes);
  for (let at = 0; at < bytes.length; at += chunkBytes) index.feed(bytes.subarray(at, at + chunkBytes));
  index.finish();
  const rows: TextRowRange[] = [];
  while (rows.length < index.lineCount) {
    const block = index.blockOf(rows.length);
    rows.push(...index.rowsOf(block, bytes.subarray(block.start, block.end)));
  }
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at));
  return rows;
}
const textOf = (bytes: Uint8Array, { start, end }: TextRowRange) =>
  Buffer.from(bytes.subarray(start, end)).toString();

test('splits at LF, CR LF and CR and keeps empty lines, in chunks of any size', () => {
  const bytes = encode('a\r\nb\n\nc\rd\r\r\n');
  for (const chunk of [undefined, 1, 2, 3]) {
    expect(rowsOf(bytes, chunk).map((row) => textOf(bytes, row))).toEqual(['a', 'b', '', 'c', 'd', '', '']);
  }
});

test('an empty text is one empty row', () => {
  expect(rowsOf(encode(''))).toEqual([{ row: 0, line: 0, isContinued: false, start: 0, end: 0 }]);
});

test('cuts very long lines between characters and loses nothing', () => {
  const bytes = encode(`${'é€😀x'.repeat(400)}\nshort`);
  const rows = rowsOf(bytes, 7, 100);
  expect(rows.every((row) => row.end - row.start <= 103)).toBe(true);
  expect(
    rows
      .slice(0, -1)
      .map((row) => textOf(bytes, row))
      .join(''),
  ).toBe('é€😀x'.repeat(400));
  expect(rows.filter((row) => !row.isContinued).map(({ line }) => line)).toEqual([0, 1]);
});

test('agrees with split on texts longer than many checkpoints', () => {
  const random = makeRandom(3);
  const ends = ['\n', '\r\n', '\r'];
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at} `.repeat(Math.floor(random() * 40)));
  const text = lines.map((line) => line + (ends[Math.floor(random() * 3)] ?? '')).join('');
  const bytes = encode(text);
  expect(rowsOf(bytes, 777).map((row) => textOf(bytes, row))).toEqual(text.split(/\r\n|\n|\r/));
});
