import { describe, expect, test } from 'vitest';
import { findMatches, matchesWithin, maxMatches } from './find-matches.ts';
import { TextLines } from './text-lines.ts';

describe('TextLines', () => {
  test('splits at LF, CR LF and CR and keeps empty lines', () => {
    const lines = new TextLines('a\r\nb\n\nc\rd');
    expect(Array.from({ length: lines.lineCount }, (_, line) => lines.lineAt(line))).toEqual([
      'a',
      'b',
      '',
      'c',
      'd',
    ]);
    expect(lines.lineOf(3)).toBe(1);
  });

  test('an empty text is one empty line, and a last line feed ends the text with an empty one', () => {
    expect(new TextLines('').lineCount).toBe(1);
    expect(new TextLines('a\n').lineCount).toBe(2);
  });

  test('a very long line is cut for drawing and loses nothing', () => {
    const text = 'x'.repeat(10_001);
    const lines = new TextLines(text, 4_000);
    expect(lines.lineCount).toBe(3);
    expect(Array.from({ length: 3 }, (_, line) => lines.lineAt(line)).join('')).toBe(text);
  });
});

describe('findMatches', () => {
  test('finds without regard to case and takes the words literally', () => {
    expect(findMatches('a.B a.b axb', 'A.b')).toEqual([0, 4]);
    expect(findMatches('abc', '')).toEqual([]);
  });

  test('stops at the bound', () => {
    expect(findMatches('a'.repeat(maxMatches + 5), 'a')).toHaveLength(maxMatches);
  });

  test('gives the parts of a token that matches cover, cut at its ends', () => {
    expect(matchesWithin([2, 8], 4, 4, 10)).toEqual([
      { start: 0, end: 2, match: 0 },
      { start: 4, end: 6, match: 1 },
    ]);
    expect(matchesWithin([2], 2, 4, 10)).toEqual([]);
  });
});
