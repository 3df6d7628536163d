import { expect, it } from 'vitest';
import { findItemsInBody, findNextInBody } from './next-in-body.ts';

it.each([
  ['HAL', { _links: { self: { href: '/a' }, next: { href: '/a?page=2' } } }, '/a?page=2'],
  ['JSON:API, a text', { links: { next: 'https://a.test/?p=2' }, data: [] }, 'https://a.test/?p=2'],
  ['JSON:API, an object', { links: { next: { href: '/p2' } } }, '/p2'],
  [
    'OData',
    { '@odata.nextLink': 'https://a.test/x?$skiptoken=1', value: [] },
    'https://a.test/x?$skiptoken=1',
  ],
  ['a plain address', { next: 'https://a.test/?offset=20', results: [] }, 'https://a.test/?offset=20'],
  ['Graph', { paging: { next: '/me?after=x' } }, '/me?after=x'],
  ['OData 2', { d: { results: [], __next: 'https://a.test/x?$skip=2' } }, 'https://a.test/x?$skip=2'],
  ['Oracle', { items: [], next: { $ref: '/x?page=2' } }, '/x?page=2'],
  ['an object with an address', { next: { href: '/x?page=2' } }, '/x?page=2'],
  ['Laravel', { next_page_url: '/x?page=2' }, '/x?page=2'],
])('finds the next page of %s', (_, page, next) => {
  expect(findNextInBody(JSON.stringify(page, null, 2))).toBe(next);
});

it.each([
  ['a list', '[{"next":"/a"}]'],
  ['a cursor', '{"next":"abc"}'],
  ['a last page', '{"links":{"next":null},"next":null}'],
  ['a template', '{"_links":{"next":{"href":"/a{?page}","templated":true}}}'],
  ['an item of the page', '{"items":[{"_links":{"next":{"href":"/a"}}}]}'],
  ['no JSON', '{"next":"/a"'],
  ['nothing', ''],
])('finds none in %s', (_, text) => {
  expect(findNextInBody(text)).toBeUndefined();
});

const items = (text: string) => {
  const found = findItemsInBody(text);
  return found && text.slice(found.start, found.end);
};

it('finds the items by being the only list, or by their usual names', () => {
  expect(items('{"total": 2, "users": [1.0, 2] }')).toBe('[1.0, 2]');
  expect(items('{"errors":[],"data":[1]}')).toBe('[1]');
  expect(items('{"_links":{},"_embedded":{"orders":[{"a":"]"}]}}')).toBe('[{"a":"]"}]');
  expect(items('{"d":{"__next":"/a","results":[2]}}')).toBe('[2]');
  expect(items('{"a":[],"b":[]}')).toBeUndefined();
  expect(items('{"a":1}')).toBeUndefined();
});
