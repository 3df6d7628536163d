/**
 * Pages of a list, and the `link` headers that lead from one to the next.
 * @see https://developer.okta.com/docs/api/#pagination and RFC 8288 for the header
 */
import { invalidCursor } from './errors.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** `link` header values: `self`, and `next` when there is more. */
  readonly links: string[];
}

/** What a page is cut from. */
export interface PageSource<T> {
  /** Ascending by `ordinal`. */
  readonly items: readonly T[];
  readonly ordinalOf: (item: T) => number;
  /** The address that was asked for. */
  readonly url: URL;
  readonly limit: number;
  /** Names the list; a cursor of another list is refused. */
  readonly list: string;
}

/**
 * Cuts the page that the `after` cursor of the address asks for.
 * @throws OktaError E0000029 for a cursor that this list did not hand out
 */
export function pageOf<T>(source: PageSource<T>): Page<T> {
  const after = readCursor(source.url.searchParams, source.list);
  const rest =
    after === undefined ? source.items : source.items.filter((item) => source.ordinalOf(item) > after);
  const items = rest.slice(0, source.limit);
  const last = items.at(-1);
  const links = [linkHeader(source.url, 'self')];
  if (last !== undefined && rest.length > items.length) {
    links.push(nextLink(source.url, writeCursor(source.list, source.ordinalOf(last)), source.limit));
  }
  return { items, links };
}

/** One `link` header value for the address. */
export const linkHeader = (url: URL, relation: 'self' | 'next'): string => `<${url.href}>; rel="${relation}"`;

/** The `next` link: the same question, with the cursor moved on. */
export function nextLink(url: URL, cursor: string, limit: number): string {
  const next = new URL(url);
  next.searchParams.set('after', cursor);
  next.searchParams.set('limit', String(limit));
  return linkHeader(next, 'next');
}

/** An opaque cursor that stands behind the item with this ordinal. */
export const writeCursor = (list: string, ordinal: number): string =>
  Buffer.from(`${list}:${ordinal}`).toString('base64url');

/**
 * The ordinal behind the `after` cursor; undefined when there is none.
 * @throws OktaError E0000029 for a cursor that this list did not hand out
 */
export function readCursor(query: URLSearchParams, list: string): number | undefined {
  const cursor = query.get('after');
  if (cursor === null || cursor === '') return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const digits = text.startsWith(`${list}:`) ? text.slice(list.length + 1) : '';
  // Written back and compared: base64url decoding is lenient, a cursor is not.
  if (!/^\d{1,15}$/.test(digits) || writeCursor(list, Number(digits)) !== cursor) throw invalidCursor();
  return Number(digits);
}
