import { describe, expect, test } from 'vitest';
import { MemorySource } from './memory-source.test-kit.ts';
import {
  maxMatches,
  patternOf,
  type SearchBatch,
  type SearchQuery,
  searchText,
  utf8Length,
} from './search-text.ts';
import { pageBytes } from './byte-source.ts';
import { TextSource } from './text-source.ts';

async function search(text: string, query: Partial<SearchQuery>) {
  const source = new TextSource(new MemorySource(Uint8Array.from(Buffer.from(text))), {
    charset: 'utf-8',
    markBytes: 0,
  });
  const batches: SearchBatch[] = [];
  await searchText(source, { text: '', matchCase: false, isRegExp: false, ...query }, (batch) =>
    batches.push(batch),
  );
  const bytes = Buffer.from(text);
  const matches = batches.flatMap(({ starts, lengths }) =>
    [...starts].map((start, at) => ({
      start,
      text: bytes.subarray(start, start + (lengths[at] ?? 0)).toString(),
    })),
  );
  return { matches, status: batches.at(-1)?.status, batches: batches.length };
}

describe('searchText', () => {
  test('finds without regard to case and takes the words literally', async () => {
    expect((await search('a.B a.b axb', { text: 'A.b' })).matches).toEqual([
      { start: 0, text: 'a.B' },
      { start: 4, text: 'a.b' },
    ]);
    expect((await search('a.B a.b axb', { text: 'a.b', matchCase: true })).matches).toHaveLength(1);
    expect((await search('a-b [x] $', { text: '[x] $' })).matches).toEqual([{ start: 4, text: '[x] $' }]);
  });

  test('finds by regular expression, line by line, and never nothing', async () => {
    expect(
      (await search('ab\nac\n', { text: '^a.$', isRegExp: true })).matches.map(({ text }) => text),
    ).toEqual(['ab', 'ac']);
    expect((await search('aaa', { text: 'x*', isRegExp: true })).matches).toEqual([]);
    expect(() => patternOf({ text: '(', matchCase: false, isRegExp: true })).toThrow(SyntaxError);
  });

  test('gives places in bytes, across chunks of a long text', async () => {
    const text = 'é😀 needle €\n'.repeat(120_000);
    const { matches, status, batches } = await search(text, { text: 'NEEDLE' });
    expect(batches).toBeGreaterThan(2);
    expect(status).toBe('done');
    expect(matches).toHaveLength(120_000);
    const lineBytes = utf8Length('é😀 needle €\n', 0, 13);
    expect(
      matches.every(({ start, text: found }, at) => start === at * lineBytes + 7 && found === 'needle'),
    ).toBe(true);
  });

  test('finds a match that stands across two chunks once', async () => {
    const text = `${'x'.repeat(pageBytes - 3)}needle${'y'.repeat(2_000_000)}`;
    for (const isRegExp of [false, true]) {
      expect((await search(text, { text: 'needle', isRegExp })).matches).toEqual([
        { start: pageBytes - 3, text: 'needle' },
      ]);
    }
  });

  test('a line begins only where one does, also at a seam', async () => {
    const { matches } = await search('ab'.repeat(1_500_000), { text: '^[ab]', isRegExp: true });
    expect(matches).toEqual([{ start: 0, text: 'a' }]);
  });

  test('stops at the bound', async () => {
    const { matches, status } = await search('a'.repeat(maxMatches + 5), { text: 'a' });
    expect(matches).toHaveLength(maxMatches);
    expect(status).toBe('full');
  });
});
