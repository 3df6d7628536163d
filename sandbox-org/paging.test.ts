import { describe, expect, it } from 'vitest';
import { pageOf, writeCursor } from './paging.ts';

const page = (query: string, items: readonly number[], limit = 2) =>
  pageOf({
    items,
    ordinalOf: (item) => item,
    url: new URL(`http://127.0.0.1:1/list?${query}`),
    limit,
    list: 'numbers',
  });

const cursorIn = (link: string | undefined): string =>
  new URL(/<(.+)>; rel="next"/.exec(link ?? '')?.[1] ?? 'http://none/').searchParams.get('after') ?? '';

describe('pageOf', () => {
  it('leads through a list to its end, each item once', () => {
    const items = [3, 5, 8, 9, 12];
    const seen: number[] = [];
    let query = 'q=x%20y';
    for (let turn = 0; turn < 3; turn += 1) {
      const { items: some, links } = page(query, items);
      seen.push(...some);
      expect(links[0]).toBe(`<http://127.0.0.1:1/list?${query}>; rel="self"`);
      expect(links).toHaveLength(turn < 2 ? 2 : 1);
      query = new URL(/<(.+)>/.exec(links[1] ?? links[0] ?? '')?.[1] ?? '').search.slice(1);
    }
    expect(seen).toEqual(items);
    expect(query).toContain('q=x+y');
  });

  it('has no next page when the last one is exactly full', () => {
    expect(page('', [1, 2]).links).toHaveLength(1);
    expect(page('', []).links).toHaveLength(1);
  });

  it('goes on at the right place when an item before the cursor is gone', () => {
    const { links } = page('', [1, 2, 3, 4]);
    const after = cursorIn(links[1]);
    expect(page(`after=${after}`, [1, 3, 4]).items).toEqual([3, 4]);
  });

  it.each([
    ['of another list', writeCursor('letters', 2)],
    ['made up', 'abc'],
    ['with more behind it', `${writeCursor('numbers', 2)}=`],
    ['with another spelling', Buffer.from('numbers:02').toString('base64url')],
    ['negative', Buffer.from('numbers:-2').toString('base64url')],
  ])('refuses a cursor %s', (_what, cursor) => {
    expect(() => page(`after=${encodeURIComponent(cursor)}`, [1, 2, 3])).toThrow(
      expect.objectContaining({ code: 'E0000029', status: 400 }),
    );
  });
});
