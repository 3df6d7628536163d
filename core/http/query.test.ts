import { describe, expect, it } from 'vitest';
import { mergeQueryRows, parseQueryRows, withQueryRows } from './query.ts';
import type { Row } from './row.ts';

const row = (key: string, value: string, more: Partial<Row> = {}): Row => ({ key, value, ...more });

describe('parseQueryRows', () => {
  it.each<[string, Row[]]>([
    ['https://a.test/x', []],
    ['https://a.test/x?', []],
    ['{{url}}?limit=25&q=a%20b+c', [row('limit', '25'), row('q', 'a%20b+c')]],
    ['/x?a&b=&=c&&d=e=f', [row('a', ''), row('b', ''), row('', 'c'), row('d', 'e=f')]],
    ['/x?{{a?b&c=d#e}}={{f&g}}#h?i=j', [row('{{a?b&c=d#e}}', '{{f&g}}')]],
    ['{{a?b}}/x?c=d', [row('c', 'd')]],
    ['/x?filter=profile.login eq "a"', [row('filter', 'profile.login eq "a"')]],
  ])('%s', (url, rows) => {
    expect(parseQueryRows(url)).toEqual(rows);
  });
});

describe('withQueryRows', () => {
  it('writes enabled rows only and keeps the hash', () => {
    const rows = [row('a', '1'), row('b', '2', { disabled: true }), row('c', '{{x}}')];
    expect(withQueryRows('https://a.test/x?old=1#part', rows)).toBe('https://a.test/x?a=1&c={{x}}#part');
    expect(withQueryRows('https://a.test/x?old=1#part', [])).toBe('https://a.test/x#part');
  });

  it('keeps the letters of pieces that stay', () => {
    for (const url of ['/x?a&b=', '/x?a=&b', '/x?a&a=', '/x?=v&k']) {
      expect(withQueryRows(url, parseQueryRows(url))).toBe(url);
    }
    expect(withQueryRows('/x?a&b=1', [row('a', ''), row('b', '2')])).toBe('/x?a&b=2');
  });

  it('never lets a row end another one', () => {
    const url = withQueryRows('/x', [row('a&b=c#d', 'e&f#g=h'), row('{{k&=}}', '{{v&#}}'), row('', '')]);
    expect(url).toBe('/x?a%26b%3Dc%23d=e%26f%23g=h&{{k&=}}={{v&#}}');
    expect(parseQueryRows(url)).toHaveLength(2);
  });
});

describe('mergeQueryRows', () => {
  const previous = [
    row('off1', '', { disabled: true }),
    row('limit', '25', { description: 'page size', extension: { id: 'x' } }),
    row('off2', '2', { disabled: true }),
    row('q', 'tony', { description: 'search' }),
  ];

  it('keeps disabled rows, descriptions and places while a value is typed', () => {
    expect(mergeQueryRows(previous, '/x?limit=250&q=tony')).toEqual([
      previous[0],
      { ...previous[1], value: '250' },
      previous[2],
      previous[3],
    ]);
    expect(mergeQueryRows(previous, '/x?limi=25&q=tony')[1]).toEqual({ ...previous[1], key: 'limi' });
  });

  it('follows added, removed and moved rows', () => {
    expect(mergeQueryRows(previous, '/x?limit=25&after=c&q=tony')).toEqual([
      previous[0],
      previous[1],
      previous[2],
      row('after', 'c'),
      previous[3],
    ]);
    expect(mergeQueryRows(previous, '/x?q=tony')).toEqual([previous[0], previous[2], previous[3]]);
    expect(mergeQueryRows(previous, '/x?q=tony&limit=25')).toEqual([
      previous[0],
      previous[3],
      previous[1],
      previous[2],
    ]);
    expect(mergeQueryRows(previous, '/x')).toEqual([previous[0], previous[2]]);
  });
});
